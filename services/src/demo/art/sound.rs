//! Motifs of Música y audio: records, waves, microphones, notes, keys and faders.

use super::{
    canvas::{Canvas, Tint, mix, polar, steps},
    cover::confetti,
    scheme::Scheme,
};
use crate::demo::dice::Dice;

fn note(c: &mut Canvas, x: f32, y: f32, size: f32, tint: Tint, is_double: bool) {
    c.at(x, y, 0.0, size, |c| {
        c.at(0.0, 0.0, -18.0, 1.0, |c| c.oval(0.0, 0.0, 1.0, 0.72, tint));
        if is_double {
            c.at(3.0, -0.5, -18.0, 1.0, |c| c.oval(0.0, 0.0, 1.0, 0.72, tint));
            c.polygon(&[(0.62, -0.2), (0.95, -0.2), (0.95, -3.4), (0.62, -3.4)], tint);
            c.polygon(&[(3.62, -0.7), (3.95, -0.7), (3.95, -3.9), (3.62, -3.9)], tint);
            c.polygon(&[(0.62, -4.0), (3.95, -4.5), (3.95, -3.6), (0.62, -3.1)], tint);
        } else {
            c.polygon(&[(0.62, -0.2), (0.95, -0.2), (0.95, -4.0), (0.62, -4.0)], tint);
            c.shape("M0.95 -4C1.1 -3 2.3 -2.8 1.9 -1.4C1.9 -2.2 1.3 -2.5 0.95 -2.6Z", tint);
        }
    });
}

/// A record and its sleeve.
pub fn vinyl(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let (x, y) = (730.0, 400.0);
    c.disc(x + 10.0, y + 20.0, 300.0, mix(s.ground, s.ink, 0.3));
    c.disc(x, y, 300.0, s.ink);
    for groove in steps(6) {
        c.ring(x, y, 140.0 + groove * 26.0, mix(s.ink, s.pencil, 0.14), 4.0);
    }
    c.faded(0.16, |c| {
        c.slice(x, y, 290.0, -70.0, 34.0, [255; 3]);
        c.slice(x, y, 290.0, 110.0, 34.0, [255; 3]);
    });
    c.disc(x, y, 106.0, s.accent);
    c.slice(x, y, 106.0, dice.range(0.0, 180.0), 180.0, s.spark);
    c.disc(x, y, 15.0, s.ground);
    c.card(130.0, 110.0, 580.0, 580.0, 12.0, s.main);
    match dice.index(3) {
        0 => {
            for ring in steps(5) {
                c.arc(
                    420.0,
                    520.0,
                    50.0 + ring * 46.0,
                    180.0,
                    180.0,
                    [s.spark, s.accent, s.second, s.paper, s.ink][usize::from(ring > 0.5)
                        + usize::from(ring > 1.5)
                        + usize::from(ring > 2.5)
                        + usize::from(ring > 3.5)],
                    28.0,
                );
            }
        }
        1 => {
            for row in steps(5) {
                for column in steps(5) {
                    c.disc(
                        210.0 + column * 105.0,
                        190.0 + row * 105.0,
                        dice.range(12.0, 46.0),
                        if dice.chance(0.3) { s.spark } else { s.second },
                    );
                }
            }
        }
        _ => {
            c.disc(420.0, 330.0, 130.0, s.spark);
            for wave in steps(4) {
                let y = 420.0 + wave * 56.0;
                c.curve(
                    &format!(
                        "M170 {y}C260 {} 340 {} 420 {y}C500 {} 580 {} 670 {y}",
                        y - 50.0,
                        y + 50.0,
                        y - 50.0,
                        y + 50.0
                    ),
                    [255; 3],
                    14.0,
                );
            }
        }
    }
}

/// Faders of a mixing desk.
pub fn mixer(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.card(130.0, 100.0, 940.0, 600.0, 30.0, [0x17, 0x22, 0x33]);
    for strip in steps(7) {
        let x = 196.0 + strip * 134.0;
        let tint = *dice.pick(&[s.accent, s.spark, [0x7C, 0xC0, 0xF2], [0x8F, 0xD6, 0xB0]]);
        c.disc(x, 190.0, 40.0, [0x2A, 0x3B, 0x53]);
        c.arc(x, 190.0, 50.0, 135.0, dice.range(60.0, 260.0), tint, 9.0);
        let end = polar(x, 190.0, 28.0, dice.range(140.0, 400.0));
        c.line((x, 190.0), end, [255; 3], 8.0);
        c.round(x - 7.0, 290.0, 14.0, 350.0, 7.0, [0x0B, 0x12, 0x1C]);
        let y = dice.range(310.0, 560.0);
        c.round(x - 7.0, y, 14.0, 640.0 - y, 7.0, tint);
        c.round(x - 38.0, y - 26.0, 76.0, 52.0, 12.0, [0xF2, 0xF6, 0xFA]);
        c.round(x - 26.0, y - 3.0, 52.0, 6.0, 3.0, [0x17, 0x22, 0x33]);
    }
}

/// A studio microphone.
pub fn microphone(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    for side in [-1.0, 1.0] {
        for wave in steps(4) {
            let x = 600.0 + side * (230.0 + wave * 84.0);
            let half = dice.range(50.0, 190.0);
            c.round(
                x - 16.0,
                340.0 - half,
                32.0,
                half * 2.0,
                16.0,
                if wave < 0.5 { s.accent } else { mix(s.ground, s.main, 0.75 - wave * 0.14) },
            );
        }
    }
    c.arc(600.0, 340.0, 178.0, 0.0, 180.0, s.ink, 26.0);
    c.line((600.0, 520.0), (600.0, 660.0), s.ink, 30.0);
    c.round(470.0, 646.0, 260.0, 44.0, 22.0, s.ink);
    c.card(482.0, 96.0, 236.0, 390.0, 118.0, s.main);
    let mesh = mix(s.main, [255; 3], 0.3);
    for row in steps(5) {
        c.round(512.0, 150.0 + row * 40.0, 176.0, 14.0, 7.0, mesh);
    }
    c.rect(482.0, 356.0, 236.0, 24.0, s.spark);
    c.disc(600.0, 428.0, 16.0, s.accent);
}

/// Columns of an equaliser with a bubble of music.
pub fn equaliser(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    for column in steps(12) {
        let x = 120.0 + column * 82.0;
        let level = dice.count(2, 10);
        for cell in steps(11) {
            let is_on = cell < f32::from(level);
            let tint = if !is_on {
                mix(s.ground, s.main, 0.14)
            } else if cell > 8.5 {
                s.accent
            } else if cell > 6.5 {
                s.spark
            } else {
                s.main
            };
            c.round(x, 664.0 - cell * 54.0, 62.0, 40.0, 12.0, tint);
        }
    }
    c.disc(900.0, 220.0, 120.0, s.paper);
    note(c, 860.0, 262.0, 26.0, s.accent, true);
}

/// Notes on a staff that waves.
pub fn notes(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let sway = dice.range(-90.0, 90.0);
    for line in steps(5) {
        let y = 260.0 + line * 66.0;
        c.curve(
            &format!(
                "M-20 {y}C300 {} 500 {} 700 {y}C900 {} 1060 {} 1230 {y}",
                y + sway,
                y + sway,
                y - sway,
                y - sway
            ),
            mix(s.ground, s.main, 0.55),
            7.0,
        );
    }
    let tints = [s.main, s.accent, s.ink, s.spark];
    for index in steps(5) {
        let x = 170.0 + index * 210.0 + dice.range(-20.0, 20.0);
        let y = 330.0 + f32::from(dice.count(0, 4)) * 45.0;
        let size = dice.range(38.0, 50.0);
        note(c, x, y, size, *dice.pick(&tints), dice.chance(0.35) && index < 3.5);
    }
    confetti(c, s, dice);
}

/// A keyboard seen from above.
pub fn keys(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.at(600.0, 430.0, dice.range(-10.0, -4.0), 1.0, |c| {
        c.shadow(-700.0, -180.0, 1400.0, 420.0, 10.0);
        for key in steps(15) {
            let is_lit = dice.chance(0.16);
            c.round(-700.0 + key * 94.0, -180.0, 90.0, 420.0, 14.0, if is_lit { s.accent } else { s.paper });
        }
        for key in 0..14u8 {
            if !matches!(key % 7, 2 | 6) {
                let is_lit = dice.chance(0.12);
                c.round(
                    -700.0 + f32::from(key) * 94.0 + 66.0,
                    -180.0,
                    54.0,
                    250.0,
                    10.0,
                    if is_lit { s.spark } else { s.ink },
                );
            }
        }
        c.rect(-720.0, -250.0, 1460.0, 74.0, s.main);
    });
    note(c, 240.0, 170.0, 26.0, s.accent, false);
    note(c, 860.0, 150.0, 24.0, s.main, true);
    confetti(c, s, dice);
}

/// A wave being cut.
pub fn wave(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let (from, to) = (dice.range(260.0, 420.0), dice.range(700.0, 900.0));
    c.round(from, 130.0, to - from, 540.0, 20.0, mix(s.ground, s.second, 0.45));
    let mut swell: f32 = 0.4;
    for bar in steps(52) {
        let x = 70.0 + bar * 20.6;
        swell = (swell + dice.range(-0.24, 0.24)).clamp(0.12, 1.0);
        let half = 16.0 + 230.0 * swell * dice.range(0.5, 1.0);
        let is_in = x > from && x < to;
        c.round(x, 400.0 - half, 12.0, half * 2.0, 6.0, if is_in { s.accent } else { s.main });
    }
    for x in [from, to] {
        c.line((x, 110.0), (x, 690.0), s.ink, 7.0);
        c.disc(x, 110.0, 22.0, s.ink);
        c.disc(x, 690.0, 22.0, s.ink);
    }
    confetti(c, s, dice);
}

/// Notes made of pixels and a small invader.
pub fn arcade(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let invader = [
        0b0010_0100u8,
        0b0001_1000,
        0b0111_1110,
        0b1101_1011,
        0b1111_1111,
        0b1011_1101,
        0b1010_0101,
        0b0010_0100,
    ];
    let size = 52.0;
    for (row, bits) in invader.into_iter().enumerate() {
        for column in 0..8u8 {
            if bits & (1 << column) != 0 {
                let y = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0][row] * size;
                c.rect(150.0 + f32::from(column) * size, 190.0 + y, size + 0.4, size + 0.4, s.main);
            }
        }
    }
    for bar in steps(9) {
        let height = f32::from(dice.count(2, 9)) * 52.0;
        let mut y = 640.0;
        while y > 640.0 - height {
            c.rect(
                660.0 + bar * 52.0,
                y,
                44.0,
                44.0,
                if y < 340.0 {
                    s.accent
                } else if y < 460.0 {
                    s.spark
                } else {
                    s.second
                },
            );
            y -= 52.0;
        }
    }
    c.rect(120.0, 700.0, 1000.0, 16.0, s.ink);
    confetti(c, s, dice);
}
