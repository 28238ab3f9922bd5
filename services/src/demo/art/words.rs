//! Motifs of Escritura: pages, quotes, books, newspapers, transcripts and letters of two languages.

use super::{
    canvas::{Canvas, mix, steps},
    cover::{confetti, person, window},
    graphics::picture,
    scheme::Scheme,
};
use crate::demo::dice::Dice;

/// A fountain pen pointing at the origin.
fn nib(c: &mut Canvas, s: &Scheme) {
    c.shape("M0 0C30 40 46 80 46 124L-46 124C-46 80 -30 40 0 0Z", s.spark);
    c.line((0.0, 10.0), (0.0, 84.0), s.ink, 5.0);
    c.disc(0.0, 90.0, 11.0, s.ink);
    c.round(-50.0, 124.0, 100.0, 300.0, 26.0, s.ink);
    c.rect(-50.0, 150.0, 100.0, 18.0, s.accent);
}

/// A page with a picture and a large first letter.
pub fn article(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.at(540.0, 410.0, dice.range(-5.0, 3.0), 1.0, |c| {
        c.card(-310.0, -320.0, 620.0, 680.0, 14.0, s.paper);
        c.round(-250.0, -262.0, 430.0, 38.0, 12.0, s.ink);
        c.round(-250.0, -208.0, 300.0, 38.0, 12.0, s.accent);
        if dice.chance(0.5) {
            picture(c, s, -250.0, -138.0, 500.0, 200.0, s.second);
            c.text_lines(-250.0, 100.0, 500.0, 38.0, 15.0, &[1.0, 0.96, 1.0, 0.9, 0.98, 0.5], s.pencil);
        } else {
            c.round(-250.0, -130.0, 110.0, 110.0, 14.0, s.main);
            c.ring(-200.0, -72.0, 22.0, s.paper, 13.0);
            c.rect(-182.0, -100.0, 13.0, 52.0, s.paper);
            c.text_lines(-116.0, -122.0, 366.0, 38.0, 15.0, &[1.0, 0.95, 0.98], s.pencil);
            c.text_lines(
                -250.0,
                8.0,
                500.0,
                38.0,
                15.0,
                &[1.0, 0.94, 1.0, 0.6, 0.0, 1.0, 0.96, 0.7],
                s.pencil,
            );
        }
    });
    c.at(800.0, 330.0, 28.0, 1.05, |c| nib(c, s));
    c.curve("M690 420C730 380 760 440 798 336", s.main, 10.0);
    confetti(c, s, dice);
}

/// Very large quotation marks.
pub fn quotes(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let mark = |c: &mut Canvas, x: f32, y: f32, size: f32, tint| {
        c.at(x, y, 0.0, size, |c| {
            c.shape(
                "M0 0.3C0 -0.6 0.5 -1 1 -1.1L1 -0.72C0.66 -0.62 0.5 -0.4 0.48 -0.1L0.98 -0.1L0.98 0.9L0 0.9Z",
                tint,
            );
        });
    };
    let big = dice.range(220.0, 270.0);
    mark(c, 130.0, 330.0, big, s.main);
    mark(c, 160.0 + big * 1.1, 330.0, big, s.accent);
    c.text_lines(180.0, 590.0, 620.0, 58.0, 26.0, &[1.0, 0.82, 0.46], s.ink);
    c.card(860.0, 180.0, 240.0, 200.0, 36.0, s.paper);
    c.polygon(&[(900.0, 370.0), (880.0, 440.0), (980.0, 370.0)], s.paper);
    c.text_lines(900.0, 230.0, 160.0, 40.0, 18.0, &[1.0, 0.8, 0.5], s.pencil);
    c.round(930.0, 560.0, 160.0, 160.0, 80.0, s.spark);
    c.round(1002.0, 596.0, 18.0, 60.0, 9.0, s.ink);
    c.disc(1011.0, 682.0, 11.0, s.ink);
}

/// A document where a number goes from small to large.
pub fn study(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    for (x, tint, height) in [(140.0, s.second, 110.0), (650.0, s.accent, dice.range(230.0, 290.0))] {
        c.card(x, 130.0, 410.0, 550.0, 20.0, s.paper);
        c.round(x + 46.0, 180.0, 190.0, 28.0, 9.0, s.ink);
        c.text_lines(x + 46.0, 236.0, 310.0, 30.0, 13.0, &[1.0, 0.7], s.pencil);
        for bar in steps(4) {
            let tall = height * (0.4 + bar * 0.2);
            c.round(x + 50.0 + bar * 82.0, 620.0 - tall, 56.0, tall, 12.0, tint);
        }
        c.line((x + 40.0, 632.0), (x + 370.0, 632.0), s.pencil, 5.0);
    }
    c.disc(600.0, 405.0, 66.0, s.main);
    c.polyline(&[(574.0, 405.0), (624.0, 405.0)], s.paper, 13.0);
    c.polyline(&[(606.0, 383.0), (628.0, 405.0), (606.0, 427.0)], s.paper, 13.0);
    confetti(c, s, dice);
}

/// Books standing, and one in front.
pub fn books(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.rect(0.0, 660.0, 1200.0, 140.0, mix(s.ground, s.ink, 0.14));
    let mut x = 90.0;
    let mut before = 9;
    while x < 560.0 {
        let width = dice.range(54.0, 96.0);
        let height = dice.range(340.0, 500.0);
        let mut choice = dice.index(5);
        if choice == before {
            choice = (choice + 1) % 5;
        }
        before = choice;
        let tint = [s.main, s.accent, s.second, s.spark, s.ink][choice];
        c.round(x, 660.0 - height, width, height, 8.0, tint);
        let band = mix(tint, [255; 3], 0.55);
        c.rect(x, 660.0 - height + 50.0, width, 12.0, band);
        c.rect(x, 590.0, width, 12.0, band);
        c.round(x + width * 0.36, 660.0 - height + 100.0, width * 0.28, height * 0.35, 6.0, band);
        x += width + 6.0;
    }
    c.at(840.0, 400.0, dice.range(-3.0, 7.0), 1.0, |c| {
        c.shadow(-200.0, -270.0, 400.0, 540.0, 14.0);
        c.round(-180.0, -258.0, 400.0, 540.0, 12.0, s.paper);
        c.round(-200.0, -270.0, 400.0, 540.0, 14.0, s.main);
        c.rect(-200.0, -270.0, 36.0, 540.0, mix(s.main, s.ink, 0.25));
        c.disc(20.0, -60.0, 110.0, s.spark);
        c.shape("M-164 120C-80 20 20 140 200 20L200 256C200 264 194 270 186 270L-164 270Z", s.accent);
        c.round(-110.0, -220.0, 230.0, 28.0, 8.0, [255; 3]);
        c.round(-110.0, 206.0, 140.0, 16.0, 8.0, [255; 3]);
    });
}

/// The first page of a newspaper.
pub fn newspaper(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.at(600.0, 430.0, dice.range(-6.0, 6.0), 1.0, |c| {
        c.card(-330.0, -350.0, 680.0, 760.0, 4.0, mix(s.paper, s.pencil, 0.35));
        c.card(-360.0, -340.0, 680.0, 760.0, 4.0, s.paper);
        c.rect(-310.0, -290.0, 580.0, 74.0, s.ink);
        c.round(-180.0, -268.0, 320.0, 30.0, 6.0, s.paper);
        c.rect(-310.0, -200.0, 580.0, 5.0, s.ink);
        c.round(-310.0, -170.0, 560.0, 34.0, 6.0, s.ink);
        c.round(-310.0, -122.0, 400.0, 34.0, 6.0, s.ink);
        picture(c, s, -310.0, -60.0, 370.0, 250.0, s.second);
        for column in [84.0, 184.0] {
            c.text_lines(
                column,
                -60.0,
                84.0,
                27.0,
                11.0,
                &[1.0, 0.9, 1.0, 1.0, 0.8, 1.0, 0.95, 1.0, 0.6],
                s.pencil,
            );
        }
        for column in steps(4) {
            c.text_lines(
                -310.0 + column * 150.0,
                220.0,
                128.0,
                27.0,
                11.0,
                &[1.0, 0.92, 1.0, 0.97, 0.9, 1.0],
                s.pencil,
            );
        }
    });
    c.disc(1000.0, 200.0, 90.0, s.accent);
    for wave in steps(3) {
        c.arc(976.0, 224.0, 22.0 + wave * 30.0, -90.0, 90.0, s.paper, 13.0);
    }
}

/// Sound on one side becomes lines on the other.
pub fn transcript(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    for bar in steps(22) {
        let swell = (bar / 21.0 * std::f32::consts::PI).sin();
        let half = 30.0 + swell * dice.range(60.0, 210.0);
        c.round(
            90.0 + bar * 22.0,
            400.0 - half,
            13.0,
            half * 2.0,
            6.5,
            if bar > 14.5 { s.accent } else { s.main },
        );
    }
    c.card(610.0, 130.0, 480.0, 540.0, 22.0, s.paper);
    for row in steps(4) {
        let y = 190.0 + row * 116.0;
        c.disc(672.0, y + 16.0, 24.0, if (row % 2.0) < 0.5 { s.main } else { s.spark });
        c.text_lines(
            716.0,
            y - 4.0,
            320.0,
            32.0,
            14.0,
            &[dice.range(0.8, 1.0), dice.range(0.4, 0.9)],
            s.pencil,
        );
    }
    c.disc(600.0, 400.0, 52.0, s.ink);
    c.polyline(&[(582.0, 400.0), (618.0, 400.0)], s.paper, 10.0);
    c.polyline(&[(604.0, 384.0), (620.0, 400.0), (604.0, 416.0)], s.paper, 10.0);
}

/// A curriculum that stands out from the pile.
pub fn resume(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    for (turn, shade) in [(-12.0, 0.8), (-6.0, 0.45)] {
        c.at(590.0, 430.0, turn, 1.0, |c| {
            c.card(-260.0, -340.0, 520.0, 720.0, 12.0, mix(s.paper, s.pencil, shade));
        });
    }
    c.at(610.0, 420.0, dice.range(1.0, 5.0), 1.0, |c| {
        c.card(-260.0, -340.0, 520.0, 720.0, 12.0, s.paper);
        c.round(-260.0, -340.0, 180.0, 720.0, 12.0, s.main);
        person(c, -170.0, -240.0, 62.0, mix(s.main, [255; 3], 0.3), [0xE0, 0xA5, 0x78], s.spark);
        for row in steps(5) {
            c.round(-226.0, -130.0 + row * 56.0, 112.0, 12.0, 6.0, mix(s.main, [255; 3], 0.5));
            c.round(-226.0, -108.0 + row * 56.0, dice.range(40.0, 112.0), 12.0, 6.0, s.spark);
        }
        c.round(-40.0, -290.0, 230.0, 34.0, 10.0, s.ink);
        c.round(-40.0, -240.0, 160.0, 18.0, 9.0, s.accent);
        for block in steps(3) {
            let y = -170.0 + block * 160.0;
            c.round(-40.0, y, 120.0, 18.0, 9.0, s.main);
            c.text_lines(-40.0, y + 40.0, 260.0, 30.0, 12.0, &[1.0, 0.9, 0.6], s.pencil);
        }
    });
    c.disc(940.0, 620.0, 76.0, [0x1C, 0x7C, 0x54]);
    c.check(940.0, 620.0, 74.0, [255; 3]);
}

/// The words of a site in their places.
pub fn wireframe(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    window(c, s, 150.0, 110.0, 780.0, 600.0);
    c.round(210.0, 220.0, 420.0, 40.0, 10.0, s.ink);
    c.round(210.0, 276.0, 300.0, 40.0, 10.0, s.main);
    c.text_lines(210.0, 350.0, 380.0, 32.0, 14.0, &[1.0, 0.94, 0.6], s.pencil);
    c.round(210.0, 470.0, 170.0, 56.0, 28.0, s.accent);
    c.frame(660.0, 220.0, 220.0, 300.0, 14.0, s.pencil, 6.0);
    c.line((660.0, 220.0), (880.0, 520.0), s.pencil, 6.0);
    c.line((880.0, 220.0), (660.0, 520.0), s.pencil, 6.0);
    for column in steps(3) {
        c.text_lines(
            210.0 + column * 232.0,
            580.0,
            180.0,
            32.0,
            14.0,
            &[1.0, dice.range(0.6, 0.9)],
            s.pencil,
        );
    }
    c.at(860.0, 380.0, 32.0, 1.0, |c| nib(c, s));
    confetti(c, s, dice);
}

/// Two bubbles in two languages.
pub fn translation(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.card(130.0, 130.0, 540.0, 350.0, 60.0, s.main);
    c.polygon(&[(220.0, 470.0), (190.0, 570.0), (350.0, 470.0)], s.main);
    // Ñ, as lines.
    c.polyline(&[(310.0, 400.0), (310.0, 260.0), (430.0, 400.0), (430.0, 260.0)], [255; 3], 34.0);
    c.curve("M320 205C345 170 370 190 384 200C400 212 420 210 432 180", s.spark, 24.0);
    c.text_lines(500.0, 270.0, 120.0, 44.0, 18.0, &[1.0, 0.7, 0.9], mix(s.main, [255; 3], 0.5));
    c.card(530.0, 330.0, 540.0, 350.0, 60.0, s.paper);
    c.polygon(&[(980.0, 670.0), (1020.0, 760.0), (860.0, 670.0)], s.paper);
    // A, as lines.
    c.polyline(&[(690.0, 600.0), (760.0, 430.0), (830.0, 600.0)], s.accent, 34.0);
    c.line((718.0, 546.0), (802.0, 546.0), s.accent, 30.0);
    c.text_lines(890.0, 470.0, 130.0, 44.0, 18.0, &[0.8, 1.0, 0.6], s.pencil);
    c.arc(900.0, 220.0, 80.0, 180.0, 200.0, s.ink, 14.0);
    c.polygon(&[(940.0, 250.0), (1010.0, 250.0), (974.0, 306.0)], s.ink);
    confetti(c, s, dice);
}
