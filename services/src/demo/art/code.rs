//! Motifs of Programación: windows, code, phones, games, shops, cylinders, shields and check lists.

use super::{
    canvas::{Canvas, Tint, mix, steps},
    cover::{confetti, window},
    graphics::picture,
    scheme::Scheme,
};
use crate::demo::dice::Dice;

/// Lines of coloured code.
fn listing(c: &mut Canvas, s: &Scheme, dice: &mut Dice, x: f32, y: f32, width: f32, rows: u8) {
    let mut depth = 0.0;
    for row in steps(rows) {
        let top = y + row * 46.0;
        c.round(x, top, 22.0, 12.0, 6.0, mix(s.ink, s.main, 0.3));
        let mut left = x + 60.0 + depth * 44.0;
        for _ in 0..dice.count(1, 4) {
            let long = dice.range(40.0, 150.0);
            if left + long > x + width {
                break;
            }
            c.round(
                left,
                top - 3.0,
                long,
                18.0,
                9.0,
                *dice.pick(&[s.main, s.second, s.accent, s.spark, [0xE8, 0xEF, 0xF6]]),
            );
            left += long + 18.0;
        }
        depth = match dice.index(3) {
            0 => depth + 1.0,
            1 => depth - 1.0,
            _ => depth,
        };
        depth = f32::clamp(depth, 0.0, 3.0);
    }
}

fn dark_window(c: &mut Canvas, s: &Scheme, x: f32, y: f32, width: f32, height: f32) {
    c.card(x, y, width, height, 22.0, [0x1A, 0x28, 0x3A]);
    c.round(x, y, width, 64.0, 22.0, [0x2A, 0x3B, 0x52]);
    c.rect(x, y + 40.0, width, 24.0, [0x2A, 0x3B, 0x52]);
    for (dot, tint) in [s.accent, s.spark, s.second].into_iter().enumerate() {
        c.disc(x + 36.0 + [0.0, 30.0, 60.0][dot], y + 32.0, 9.0, tint);
    }
}

/// Scheme for what is drawn on a dark window, where `main` may be dark itself.
fn on_dark(s: &Scheme) -> Scheme {
    Scheme {
        ink: [0x1A, 0x28, 0x3A],
        main: [0x7C, 0xC0, 0xF2],
        second: [0x8F, 0xD6, 0xB0],
        accent: [0xF2, 0x8C, 0x72],
        spark: [0xF6, 0xC8, 0x50],
        ..*s
    }
}

/// A site in a browser.
pub fn browser(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    window(c, s, 150.0, 100.0, 900.0, 620.0);
    c.round(320.0, 118.0, 460.0, 28.0, 14.0, s.pencil);
    let hero = *dice.pick(&[s.main, s.accent, s.ink]);
    if dice.chance(0.5) {
        c.rect(150.0, 165.0, 900.0, 280.0, hero);
        c.round(210.0, 220.0, 360.0, 36.0, 10.0, s.paper);
        c.round(210.0, 272.0, 260.0, 36.0, 10.0, s.paper);
        c.round(210.0, 350.0, 170.0, 54.0, 27.0, s.spark);
        c.disc(840.0, 305.0, 104.0, mix(hero, s.paper, 0.35));
        c.play(844.0, 305.0, 70.0, s.paper);
    } else {
        c.round(210.0, 220.0, 330.0, 36.0, 10.0, s.ink);
        c.round(210.0, 272.0, 240.0, 36.0, 10.0, hero);
        c.text_lines(210.0, 336.0, 320.0, 28.0, 12.0, &[1.0, 0.7], s.pencil);
        c.round(210.0, 392.0, 150.0, 48.0, 24.0, s.accent);
        picture(c, s, 620.0, 200.0, 370.0, 240.0, s.second);
    }
    for card in steps(3) {
        let x = 210.0 + card * 270.0;
        c.round(x, 490.0, 240.0, 180.0, 16.0, mix(s.paper, s.pencil, 0.45));
        c.disc(
            x + 46.0,
            540.0,
            24.0,
            [s.main, s.accent, s.spark][usize::from(card > 0.5) + usize::from(card > 1.5)],
        );
        c.text_lines(x + 24.0, 590.0, 190.0, 28.0, 12.0, &[0.9, 0.6], s.pencil);
    }
    if dice.chance(0.5) {
        c.at(960.0, 640.0, 0.0, 1.4, |c| c.shape("M0 0L0 92L24 70L40 106L60 96L44 62L76 62Z", s.ink));
    }
}

/// Code in an editor.
pub fn editor(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let (x, y) = (dice.range(120.0, 200.0), dice.range(90.0, 130.0));
    dark_window(c, s, x, y, 860.0, 590.0);
    listing(c, &on_dark(s), dice, x + 50.0, y + 120.0, 640.0, 10);
    c.card(x + 640.0, y + 330.0, 330.0, 300.0, 20.0, s.paper);
    c.round(x + 640.0, y + 330.0, 330.0, 130.0, 20.0, s.main);
    c.text_lines(x + 676.0, y + 500.0, 250.0, 32.0, 14.0, &[1.0, 0.8], s.pencil);
    c.round(x + 676.0, y + 566.0, 130.0, 38.0, 19.0, s.accent);
}

/// Two telephones with an application.
pub fn phones(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    for (index, (x, y, turn)) in [(420.0, 430.0, -8.0), (770.0, 400.0, 6.0)].into_iter().enumerate() {
        let head = [s.main, s.accent][index];
        let layout = dice.index(3);
        c.at(x, y, turn, 1.0, |c| {
            c.card(-160.0, -320.0, 320.0, 640.0, 50.0, s.ink);
            c.round(-144.0, -304.0, 288.0, 608.0, 38.0, s.paper);
            c.round(-144.0, -304.0, 288.0, 220.0, 38.0, head);
            c.rect(-144.0, -140.0, 288.0, 60.0, head);
            c.round(-46.0, -292.0, 92.0, 22.0, 11.0, s.ink);
            c.round(-112.0, -230.0, 130.0, 22.0, 8.0, s.paper);
            c.round(-112.0, -192.0, 190.0, 40.0, 12.0, mix(head, s.paper, 0.6));
            match layout {
                0 => {
                    for row in steps(3) {
                        c.round(-112.0, -56.0 + row * 92.0, 224.0, 76.0, 16.0, mix(s.paper, s.pencil, 0.5));
                        c.disc(-70.0, -18.0 + row * 92.0, 22.0, [s.accent, s.spark, s.main][dice.index(3)]);
                        c.text_lines(-34.0, -36.0 + row * 92.0, 120.0, 24.0, 11.0, &[1.0, 0.6], s.pencil);
                    }
                }
                1 => {
                    c.arc(0.0, 50.0, 80.0, -90.0, 360.0, s.pencil, 30.0);
                    c.arc(0.0, 50.0, 80.0, -90.0, dice.range(140.0, 290.0), s.accent, 30.0);
                    c.text_lines(-70.0, 180.0, 140.0, 28.0, 13.0, &[1.0, 0.7], s.pencil);
                }
                _ => {
                    for row in steps(2) {
                        for column in steps(2) {
                            c.round(
                                -112.0 + column * 118.0,
                                -56.0 + row * 130.0,
                                106.0,
                                116.0,
                                18.0,
                                [s.second, s.spark, s.main, s.accent][dice.index(4)],
                            );
                        }
                    }
                }
            }
            c.round(-112.0, 226.0, 224.0, 50.0, 25.0, if index == 0 { s.accent } else { s.main });
        });
    }
    confetti(c, s, dice);
}

/// Overlapping windows of a desktop program.
pub fn desktop(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.card(190.0, 90.0, 820.0, 540.0, 28.0, s.ink);
    c.rect(220.0, 120.0, 760.0, 480.0, mix(s.main, s.second, 0.4));
    c.polygon(&[(540.0, 630.0), (660.0, 630.0), (690.0, 720.0), (510.0, 720.0)], mix(s.ink, s.pencil, 0.25));
    c.round(440.0, 704.0, 320.0, 26.0, 13.0, mix(s.ink, s.pencil, 0.4));
    c.at(0.0, 0.0, 0.0, 1.0, |c| {
        window(c, s, 270.0, 170.0, 420.0, 330.0);
        let bars = [s.main, s.accent, s.second, s.spark];
        for bar in steps(6) {
            let height = dice.range(50.0, 190.0);
            c.round(310.0 + bar * 58.0, 470.0 - height, 38.0, height, 8.0, bars[dice.index(4)]);
        }
        window(c, s, 560.0, 280.0, 370.0, 280.0);
        c.text_lines(600.0, 380.0, 290.0, 38.0, 16.0, &[1.0, 0.8, 0.9, 0.5], s.pencil);
    });
}

/// A terminal with a prompt.
pub fn terminal(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let dark = on_dark(s);
    c.at(600.0, 400.0, dice.range(-4.0, 4.0), 1.0, |c| {
        dark_window(c, s, -420.0, -270.0, 840.0, 540.0);
        let mut y = -150.0;
        for _ in 0..3u8 {
            c.polyline(&[(-370.0, y - 18.0), (-350.0, y), (-370.0, y + 18.0)], dark.second, 9.0);
            c.round(-320.0, y - 10.0, dice.range(160.0, 420.0), 20.0, 10.0, dark.pencil);
            y += 50.0;
            c.round(-370.0, y - 9.0, dice.range(200.0, 560.0), 18.0, 9.0, mix(dark.ink, dark.main, 0.6));
            y += 56.0;
        }
        c.polyline(&[(-370.0, y - 18.0), (-350.0, y), (-370.0, y + 18.0)], dark.second, 9.0);
        c.rect(-320.0, y - 20.0, 26.0, 40.0, dark.spark);
        c.round(-370.0, 216.0, 640.0, 18.0, 9.0, mix(dark.ink, dark.main, 0.25));
        c.round(-370.0, 216.0, dice.range(260.0, 560.0), 18.0, 9.0, dark.accent);
    });
    confetti(c, s, dice);
}

/// Very large braces.
pub fn braces(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let left = "M450 150C360 150 390 260 380 320C372 370 340 390 300 400C340 410 372 430 380 480C390 540 360 650 450 650";
    let right = "M750 150C840 150 810 260 820 320C828 370 860 390 900 400C860 410 828 430 820 480C810 540 840 650 750 650";
    c.curve(left, s.main, 62.0);
    c.curve(right, s.main, 62.0);
    match dice.index(3) {
        0 => {
            for dot in steps(3) {
                c.disc(
                    500.0 + dot * 100.0,
                    400.0,
                    36.0,
                    [s.accent, s.spark, s.second][usize::from(dot > 0.5) + usize::from(dot > 1.5)],
                );
            }
        }
        1 => c.line((545.0, 540.0), (655.0, 260.0), s.accent, 50.0),
        _ => {
            c.regular(600.0, 400.0, 120.0, 8, 22.5, s.accent);
            c.disc(600.0, 400.0, 52.0, s.ground);
        }
    }
    confetti(c, s, dice);
}

/// A platform game.
pub fn platform(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    for cloud in steps(3) {
        let (x, y) = (160.0 + cloud * 390.0 + dice.range(-60.0, 60.0), dice.range(110.0, 220.0));
        c.rect(x, y, 180.0, 40.0, s.quiet);
        c.rect(x + 40.0, y - 40.0, 100.0, 40.0, s.quiet);
    }
    let block = |c: &mut Canvas, x: f32, y: f32, tint: Tint| {
        c.rect(x, y, 80.0, 80.0, tint);
        c.rect(x, y, 80.0, 14.0, mix(tint, [255; 3], 0.35));
        c.rect(x + 66.0, y, 14.0, 80.0, mix(tint, s.ink, 0.25));
    };
    for column in steps(15) {
        block(c, column * 80.0, 720.0, s.main);
        if dice.chance(0.3) {
            block(c, column * 80.0, 640.0, s.main);
        }
    }
    let row = *dice.pick(&[340.0, 380.0]);
    for column in [4.0, 5.0, 6.0, 9.0, 10.0] {
        block(c, column * 80.0, row, if column > 8.0 { s.second } else { s.accent });
    }
    for coin in [4.0, 5.0, 6.0, 9.0, 10.0] {
        c.oval(coin * 80.0 + 40.0, row - 60.0, 22.0, 28.0, s.spark);
        c.oval(coin * 80.0 + 40.0, row - 60.0, 10.0, 18.0, mix(s.spark, s.ink, 0.3));
    }
    // The hero: a few pixels.
    let (x, y) = (180.0, 520.0);
    for (left, top, width, height, tint) in [
        (20.0, 0.0, 80.0, 20.0, s.accent),
        (10.0, 20.0, 110.0, 16.0, s.accent),
        (20.0, 36.0, 80.0, 40.0, [0xF5, 0xCB, 0xAA]),
        (70.0, 44.0, 12.0, 16.0, s.ink),
        (14.0, 76.0, 92.0, 24.0, s.ink),
        (20.0, 100.0, 30.0, 20.0, s.ink),
        (72.0, 100.0, 30.0, 20.0, s.ink),
    ] {
        c.rect(x + left, y + top, width, height, tint);
    }
    c.rect(1040.0, 480.0, 14.0, 240.0, s.ink);
    c.polygon(&[(1054.0, 480.0), (1150.0, 520.0), (1054.0, 560.0)], s.spark);
}

/// A controller.
pub fn gamepad(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.at(600.0, 400.0, dice.range(-10.0, 10.0), 1.15, |c| {
        c.shape("M-210 -170L210 -170C330 -170 380 -60 400 90C416 210 330 250 260 170L200 100L-200 100L-260 170C-330 250 -416 210 -400 90C-380 -60 -330 -170 -210 -170Z", s.main);
        c.shape("M-210 -170L210 -170C290 -170 340 -120 366 -50L-366 -50C-340 -120 -290 -170 -210 -170Z", mix(s.main, [255; 3], 0.14));
        c.round(-270.0, -60.0, 140.0, 46.0, 12.0, s.ink);
        c.round(-223.0, -107.0, 46.0, 140.0, 12.0, s.ink);
        for (x, y, tint) in [(200.0, -92.0, s.accent), (255.0, -37.0, s.spark), (145.0, -37.0, s.paper), (200.0, 18.0, s.second)] {
            c.disc(x, y, 30.0, tint);
        }
        for x in [-90.0, 90.0] {
            c.disc(x, 50.0, 52.0, s.ink);
            c.disc(x, 46.0, 36.0, mix(s.ink, s.pencil, 0.25));
        }
        c.round(-40.0, -100.0, 80.0, 24.0, 12.0, s.ink);
    });
    confetti(c, s, dice);
}

/// A shop window on a screen.
pub fn shop(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    window(c, s, 170.0, 190.0, 860.0, 530.0);
    for stripe in 0..10u8 {
        let x = 150.0 + f32::from(stripe) * 90.0;
        let tint = if stripe % 2 == 0 { s.accent } else { s.paper };
        c.rect(x, 100.0, 90.5, 100.0, tint);
        c.slice(x + 45.0, 199.0, 45.2, 0.0, 180.0, tint);
    }
    for row in steps(2) {
        for column in steps(3) {
            let (x, y) = (220.0 + column * 262.0, 290.0 + row * 210.0);
            let tint = *dice.pick(&[s.main, s.second, s.spark]);
            c.round(x, y, 236.0, 190.0, 16.0, mix(s.paper, s.pencil, 0.45));
            match dice.index(4) {
                0 => c.round(x + 78.0, y + 26.0, 80.0, 100.0, 18.0, tint),
                1 => c.disc(x + 118.0, y + 76.0, 50.0, tint),
                2 => c.shape(
                    &format!(
                        "M{} {}L{} {}L{} {}L{} {}L{} {}L{} {}L{} {}L{} {}Z",
                        x + 66.0,
                        y + 40.0,
                        x + 98.0,
                        y + 26.0,
                        x + 138.0,
                        y + 26.0,
                        x + 170.0,
                        y + 40.0,
                        x + 156.0,
                        y + 72.0,
                        x + 144.0,
                        y + 66.0,
                        x + 144.0,
                        y + 126.0,
                        x + 92.0,
                        y + 126.0
                    ),
                    tint,
                ),
                _ => c.polygon(&[(x + 118.0, y + 26.0), (x + 172.0, y + 126.0), (x + 64.0, y + 126.0)], tint),
            }
            c.round(x + 26.0, y + 148.0, 100.0, 14.0, 7.0, s.pencil);
            c.round(x + 160.0, y + 142.0, 52.0, 26.0, 13.0, s.accent);
        }
    }
}

/// Stacked cylinders with their links.
pub fn database(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let satellites = [(210.0, 210.0), (990.0, 220.0), (220.0, 610.0), (980.0, 600.0)];
    for (x, y) in satellites {
        c.polyline(&[(600.0, 400.0), (x, 400.0), (x, y)], mix(s.ground, s.main, 0.5), 9.0);
    }
    for (index, (x, y)) in satellites.into_iter().enumerate() {
        c.card(x - 96.0, y - 76.0, 192.0, 152.0, 18.0, s.paper);
        c.round(x - 96.0, y - 76.0, 192.0, 42.0, 18.0, [s.accent, s.spark, s.second, s.main][index]);
        c.text_lines(
            x - 72.0,
            y - 12.0,
            144.0,
            28.0,
            12.0,
            &[dice.range(0.7, 1.0), dice.range(0.5, 0.9), 0.5],
            s.pencil,
        );
    }
    let tints = [s.main, s.accent, s.main];
    for layer in [2.0, 1.0, 0.0] {
        let y = 270.0 + layer * 130.0;
        let tint = if layer > 0.5 && layer < 1.5 { tints[1] } else { tints[0] };
        c.rect(420.0, y, 360.0, 104.0, tint);
        c.oval(600.0, y + 104.0, 180.0, 52.0, tint);
        c.faded(0.2, |c| c.rect(420.0, y, 70.0, 120.0, [255; 3]));
        c.oval(600.0, y, 180.0, 52.0, mix(tint, [255; 3], 0.3));
        c.disc(730.0, y + 84.0, 12.0, s.spark);
    }
}

/// A shield with a lock.
pub fn shield(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    for ring in steps(4) {
        c.faded(0.7 - ring * 0.15, |c| {
            c.ring(600.0, 400.0, 310.0 + ring * 76.0, mix(s.ground, s.main, 0.5), 6.0);
        });
    }
    c.shape("M600 110L850 190L850 390C850 560 740 650 600 710C460 650 350 560 350 390L350 190Z", s.main);
    c.shape("M600 110L850 190L850 390C850 560 740 650 600 710Z", mix(s.main, s.ink, 0.2));
    if dice.chance(0.5) {
        c.arc(600.0, 370.0, 74.0, 180.0, 180.0, s.paper, 34.0);
        c.round(490.0, 365.0, 220.0, 180.0, 30.0, s.paper);
        c.disc(600.0, 440.0, 30.0, s.ink);
        c.round(588.0, 440.0, 24.0, 66.0, 12.0, s.ink);
    } else {
        c.check(600.0, 410.0, 230.0, s.paper);
    }
    for (x, y) in [(190.0, 250.0), (1010.0, 540.0), (230.0, 580.0), (985.0, 230.0)] {
        c.round(x - 70.0, y - 28.0, 140.0, 56.0, 28.0, s.paper);
        for dot in steps(4) {
            c.disc(x - 39.0 + dot * 26.0, y, 8.0, if dice.chance(0.3) { s.accent } else { s.ink });
        }
    }
}

/// A list of tests that pass, and one that does not.
pub fn checks(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.at(560.0, 400.0, dice.range(-4.0, 2.0), 1.0, |c| {
        c.card(-360.0, -300.0, 720.0, 600.0, 26.0, s.paper);
        c.round(-300.0, -240.0, 280.0, 32.0, 10.0, s.ink);
        let failed = dice.index(5);
        for row in 0..5usize {
            let y = [-140.0, -56.0, 28.0, 112.0, 196.0][row];
            let is_bad = row == failed;
            c.disc(-272.0, y, 30.0, if is_bad { s.accent } else { [0x1C, 0x7C, 0x54] });
            if is_bad {
                c.line((-284.0, y - 12.0), (-260.0, y + 12.0), s.paper, 8.0);
                c.line((-260.0, y - 12.0), (-284.0, y + 12.0), s.paper, 8.0);
            } else {
                c.check(-272.0, y, 30.0, s.paper);
            }
            c.round(-214.0, y - 9.0, dice.range(220.0, 460.0), 18.0, 9.0, s.pencil);
        }
    });
    // The bug under the glass.
    c.line((1000.0, 560.0), (1100.0, 670.0), s.ink, 44.0);
    c.disc(930.0, 480.0, 140.0, s.ink);
    c.disc(930.0, 480.0, 112.0, mix(s.second, [255; 3], 0.5));
    c.oval(930.0, 492.0, 40.0, 56.0, s.accent);
    c.disc(930.0, 428.0, 26.0, s.ink);
    for side in [-1.0, 1.0] {
        for y in [468.0, 496.0, 524.0] {
            c.line((930.0 + side * 38.0, y), (930.0 + side * 74.0, y + (y - 496.0) * 0.6), s.ink, 8.0);
        }
    }
    c.line((930.0, 446.0), (930.0, 546.0), s.ink, 6.0);
}
