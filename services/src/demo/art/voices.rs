//! Motifs of Marketing digital: posts, hearts, cards, megaphones, hubs, magnifiers, calendars and letters.

use super::{
    canvas::{Canvas, Tint, mix, polar, steps},
    cover::{confetti, person},
    graphics::picture,
    scheme::Scheme,
};
use crate::demo::dice::Dice;

const SKINS: [Tint; 4] = [[0xF5, 0xCB, 0xAA], [0xCE, 0x8E, 0x60], [0x96, 0x5D, 0x3A], [0xEC, 0xB8, 0x90]];

/// A heart two units wide around the origin.
fn heart(c: &mut Canvas, x: f32, y: f32, size: f32, tint: Tint) {
    c.at(x, y, 0.0, size, |c| c.shape("M0 0.9C-0.5 0.5 -1 0.1 -1 -0.35C-1 -0.7 -0.75 -0.9 -0.5 -0.9C-0.25 -0.9 -0.08 -0.75 0 -0.58C0.08 -0.75 0.25 -0.9 0.5 -0.9C0.75 -0.9 1 -0.7 1 -0.35C1 0.1 0.5 0.5 0 0.9Z", tint));
}

/// Posts of a social network, side by side.
pub fn feed(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let mut tints = [s.main, s.accent, s.second];
    dice.shuffle(&mut tints);
    for index in 0..3usize {
        let (x, y) = ([60.0, 425.0, 790.0][index], [190.0, 110.0, 190.0][index]);
        let tint = tints[index];
        c.card(x, y, 350.0, 500.0, 24.0, s.paper);
        person(c, x + 56.0, y + 54.0, 30.0, mix(tint, s.paper, 0.5), *dice.pick(&SKINS), tint);
        c.text_lines(x + 104.0, y + 38.0, 180.0, 26.0, 12.0, &[0.8, 0.45], s.pencil);
        match dice.index(3) {
            0 => picture(c, s, x, y + 104.0, 350.0, 270.0, tint),
            1 => {
                c.rect(x, y + 104.0, 350.0, 270.0, tint);
                c.disc(x + 175.0, y + 239.0, 66.0, mix(tint, s.paper, 0.8));
                c.play(x + 177.0, y + 239.0, 54.0, tint);
            }
            _ => {
                c.rect(x, y + 104.0, 350.0, 270.0, tint);
                for row in steps(3) {
                    c.round(
                        x + 50.0,
                        y + 164.0 + row * 54.0,
                        250.0 - row * 56.0,
                        32.0,
                        10.0,
                        mix(tint, s.paper, 0.85),
                    );
                }
            }
        }
        heart(c, x + 48.0, y + 418.0, 20.0, [0xE0, 0x3E, 0x4E]);
        c.round(x + 92.0, y + 400.0, 44.0, 32.0, 16.0, s.pencil);
        c.polygon(&[(x + 258.0, y + 402.0), (x + 306.0, y + 416.0), (x + 270.0, y + 438.0)], s.pencil);
        c.round(x + 28.0, y + 458.0, 190.0, 12.0, 6.0, s.pencil);
    }
}

/// A telephone from which hearts rise.
pub fn hearts(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let x = dice.range(420.0, 620.0);
    c.card(x - 190.0, 130.0, 380.0, 760.0, 56.0, s.ink);
    c.round(x - 170.0, 150.0, 340.0, 740.0, 42.0, s.main);
    c.shape(
        &format!(
            "M{} 560C{} 480 {} 480 {} 560L{} 890L{} 890Z",
            x - 170.0,
            x - 80.0,
            x + 80.0,
            x + 170.0,
            x + 170.0,
            x - 170.0
        ),
        mix(s.main, s.second, 0.5),
    );
    person(c, x, 420.0, 130.0, mix(s.main, s.paper, 0.35), *dice.pick(&SKINS), s.accent);
    c.round(x - 120.0, 590.0, 240.0, 24.0, 12.0, s.paper);
    c.round(x - 80.0, 632.0, 160.0, 16.0, 8.0, mix(s.main, s.paper, 0.6));
    c.round(x - 110.0, 690.0, 220.0, 64.0, 32.0, s.spark);
    for index in steps(9) {
        let side = if dice.chance(0.65) { 1.0 } else { -1.0 };
        let (hx, hy) = (x + side * dice.range(260.0, 470.0), 690.0 - index * 70.0);
        let size = dice.range(24.0, 58.0);
        if dice.chance(0.25) {
            c.round(hx - size * 1.3, hy - size * 0.8, size * 2.6, size * 1.5, size * 0.7, s.paper);
            heart(c, hx, hy, size * 0.42, [0xE0, 0x3E, 0x4E]);
        } else {
            heart(c, hx, hy, size, *dice.pick(&[[0xE0, 0x3E, 0x4E], s.accent, s.main, s.spark]));
        }
    }
}

/// Bank cards and a square code.
pub fn cards(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    for (x, y, turn, tint) in [(420.0, 300.0, -14.0, s.accent), (480.0, 430.0, -4.0, s.main)] {
        c.at(x, y, turn, 1.0, |c| {
            c.card(-280.0, -170.0, 560.0, 340.0, 32.0, tint);
            c.shape(
                "M40 -170L248 -170Q280 -170 280 -138L280 60C160 60 60 -40 40 -170Z",
                mix(tint, s.paper, 0.12),
            );
            c.round(-232.0, -60.0, 84.0, 64.0, 12.0, s.spark);
            for group in steps(4) {
                c.round(-232.0 + group * 108.0, 52.0, 84.0, 20.0, 10.0, mix(tint, s.paper, 0.75));
            }
            c.round(-232.0, 104.0, 150.0, 16.0, 8.0, mix(tint, s.paper, 0.5));
            c.disc(196.0, 110.0, 32.0, mix(tint, s.spark, 0.9));
            c.faded(0.8, |c| c.disc(232.0, 110.0, 32.0, s.paper));
        });
    }
    c.card(740.0, 180.0, 330.0, 460.0, 36.0, s.paper);
    for row in steps(9) {
        for column in steps(9) {
            if dice.chance(0.5) {
                c.rect(788.0 + column * 26.0, 232.0 + row * 26.0, 26.3, 26.3, s.ink);
            }
        }
    }
    for (x, y) in [(788.0, 232.0), (944.0, 232.0), (788.0, 388.0)] {
        c.rect(x - 4.0, y - 4.0, 86.0, 86.0, s.paper);
        c.frame(x + 8.0, y + 8.0, 62.0, 62.0, 6.0, s.ink, 15.0);
        c.rect(x + 27.0, y + 27.0, 24.0, 24.0, s.accent);
    }
    c.round(800.0, 514.0, 210.0, 66.0, 33.0, [0x1C, 0x7C, 0x54]);
    c.check(905.0, 547.0, 36.0, s.paper);
}

/// A megaphone with its waves.
pub fn megaphone(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.at(480.0, 430.0, dice.range(-20.0, -10.0), 1.12, |c| {
        for wave in steps(4) {
            c.arc(
                250.0,
                0.0,
                110.0 + wave * 84.0,
                -38.0,
                76.0,
                [s.accent, s.spark, s.main, s.second]
                    [usize::from(wave > 0.5) + usize::from(wave > 1.5) + usize::from(wave > 2.5)],
                28.0,
            );
        }
        c.polygon(&[(-130.0, 80.0), (-40.0, 96.0), (-10.0, 230.0), (-92.0, 230.0)], mix(s.main, s.ink, 0.35));
        c.polygon(
            &[(-220.0, -80.0), (60.0, -80.0), (250.0, -210.0), (250.0, 210.0), (60.0, 80.0), (-220.0, 80.0)],
            s.main,
        );
        c.polygon(&[(60.0, -80.0), (250.0, -210.0), (250.0, 210.0), (60.0, 80.0)], s.paper);
        c.oval(250.0, 0.0, 54.0, 210.0, mix(s.accent, s.ink, 0.12));
        c.oval(256.0, 0.0, 30.0, 150.0, mix(s.accent, s.ink, 0.4));
        c.round(-280.0, -80.0, 90.0, 160.0, 40.0, s.ink);
        c.rect(-150.0, -80.0, 44.0, 160.0, s.spark);
    });
    confetti(c, s, dice);
}

/// People around a hub, linked by money.
pub fn hub(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let count = dice.count(6, 8);
    let start = dice.range(0.0, 60.0);
    for node in steps(count) {
        let turn = start + node * 360.0 / f32::from(count);
        let end = polar(600.0, 400.0, if dice.chance(0.5) { 300.0 } else { 260.0 }, turn);
        c.line((600.0, 400.0), end, mix(s.ground, s.main, 0.5), 9.0);
        let coin = polar(600.0, 400.0, 172.0, turn);
        c.disc(coin.0, coin.1, 26.0, s.spark);
        c.ring(coin.0, coin.1, 15.0, mix(s.spark, s.ink, 0.45), 5.0);
        let ground = *dice.pick(&[s.second, s.accent, s.paper]);
        person(
            c,
            end.0,
            end.1,
            74.0,
            ground,
            *dice.pick(&SKINS),
            if ground == s.accent { s.ink } else { s.main },
        );
    }
    c.disc(600.0, 400.0, 116.0, s.main);
    c.ring(570.0, 412.0, 40.0, s.paper, 17.0);
    c.ring(632.0, 388.0, 40.0, s.paper, 17.0);
}

/// A search field, its results and a glass.
pub fn magnifier(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.card(170.0, 130.0, 720.0, 92.0, 46.0, s.paper);
    c.ring(226.0, 172.0, 17.0, s.main, 7.0);
    c.line((239.0, 186.0), (251.0, 198.0), s.main, 7.0);
    c.round(280.0, 168.0, dice.range(200.0, 420.0), 18.0, 9.0, s.ink);
    for row in steps(3) {
        let y = 270.0 + row * 150.0;
        c.card(170.0, y, 720.0 - row * 60.0, 124.0, 20.0, s.paper);
        c.disc(
            236.0,
            y + 62.0,
            34.0,
            [s.spark, s.second, s.pencil][usize::from(row > 0.5) + usize::from(row > 1.5)],
        );
        c.round(296.0, y + 34.0, 300.0 - row * 40.0, 20.0, 10.0, s.main);
        c.round(296.0, y + 72.0, 420.0 - row * 60.0, 13.0, 6.0, s.pencil);
    }
    c.line((990.0, 540.0), (1090.0, 660.0), s.ink, 50.0);
    c.disc(900.0, 430.0, 170.0, s.ink);
    c.disc(900.0, 430.0, 136.0, mix(s.second, [255; 3], 0.55));
    for (bar, height) in [(0.0, 60.0), (1.0, 100.0), (2.0, 150.0)] {
        c.round(
            812.0 + bar * 62.0,
            510.0 - height,
            46.0,
            height,
            10.0,
            if bar > 1.5 { s.accent } else { s.main },
        );
    }
}

/// Bars that rise, with an arrow.
pub fn bars(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let mut height = dice.range(90.0, 150.0);
    let mut tops = Vec::new();
    for bar in steps(6) {
        let x = 150.0 + bar * 152.0;
        let tint = if bar > 4.5 { s.accent } else { mix(s.main, s.second, 0.8 - bar * 0.16) };
        c.round(x, 690.0 - height, 112.0, height, 20.0, tint);
        c.faded(0.15, |c| c.round(x, 690.0 - height, 40.0, height, 20.0, [255; 3]));
        tops.push((x + 56.0, 620.0 - height));
        height += dice.range(30.0, 110.0);
    }
    c.polyline(&tops, s.ink, 14.0);
    if let (Some(end), Some(before)) = (tops.last(), tops.iter().nth_back(1)) {
        let turn = (end.1 - before.1).atan2(end.0 - before.0).to_degrees();
        c.at(end.0, end.1, turn, 1.0, |c| c.polygon(&[(64.0, 0.0), (-14.0, -44.0), (-14.0, 44.0)], s.ink));
    }
    c.line((110.0, 700.0), (1090.0, 700.0), s.ink, 10.0);
    confetti(c, s, dice);
}

/// A month of publications.
pub fn calendar(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.card(200.0, 110.0, 800.0, 600.0, 28.0, s.paper);
    c.round(200.0, 110.0, 800.0, 110.0, 28.0, s.main);
    c.rect(200.0, 170.0, 800.0, 50.0, s.main);
    for x in [340.0, 860.0] {
        c.round(x - 14.0, 70.0, 28.0, 90.0, 14.0, s.ink);
    }
    c.round(500.0, 152.0, 200.0, 28.0, 14.0, s.paper);
    for row in steps(4) {
        for column in steps(6) {
            let (x, y) = (240.0 + column * 122.0, 256.0 + row * 108.0);
            let roll = dice.index(8);
            let ground = match roll {
                0 => s.accent,
                1 => s.second,
                2 => s.spark,
                _ => mix(s.paper, s.pencil, 0.45),
            };
            c.round(x, y, 106.0, 92.0, 16.0, ground);
            match roll {
                0 => heart(c, x + 53.0, y + 46.0, 22.0, s.paper),
                1 => c.play(x + 53.0, y + 46.0, 30.0, s.ink),
                2 => c.text_lines(x + 24.0, y + 28.0, 58.0, 20.0, 9.0, &[1.0, 0.7], s.ink),
                _ => c.round(x + 16.0, y + 16.0, 20.0, 10.0, 5.0, s.pencil),
            }
        }
    }
}

/// Letters that fly.
pub fn envelopes(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let trail = mix(s.ground, s.main, 0.5);
    for (x, y, turn, scale, tint) in [
        (250.0, 250.0, -12.0, 0.55, s.second),
        (980.0, 590.0, 10.0, 0.55, s.accent),
        (620.0, 410.0, dice.range(-8.0, 4.0), 1.2, s.paper),
    ] {
        c.at(x, y, turn, scale, |c| {
            for line in steps(3) {
                c.round(-460.0 + line * 40.0, -60.0 + line * 62.0, 150.0 - line * 30.0, 16.0, 8.0, trail);
            }
            c.card(-260.0, -170.0, 520.0, 340.0, 26.0, tint);
            let fold = mix(tint, s.main, 0.22);
            c.polygon(
                &[(-246.0, 160.0), (-30.0, -10.0), (30.0, -10.0), (246.0, 160.0)],
                mix(tint, s.main, 0.1),
            );
            c.polygon(&[(-248.0, -160.0), (248.0, -160.0), (24.0, 36.0), (-24.0, 36.0)], fold);
            c.disc(0.0, 6.0, 48.0, if tint == s.accent { s.ink } else { s.accent });
            heart(c, 0.0, 8.0, 22.0, [255; 3]);
        });
    }
    confetti(c, s, dice);
}
