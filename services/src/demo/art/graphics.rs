//! Motifs of Artes gráficas: marks, spreads, boxes, posters, curves with handles, letters, landscapes and patterns.

use tiny_skia::Transform;

use super::{
    canvas::{Canvas, mix, polar, smooth, steps},
    cover::confetti,
    scheme::Scheme,
};
use crate::demo::dice::Dice;

/// One abstract logo in a box of 2 × 2 around the origin.
fn mark(c: &mut Canvas, kind: usize, one: [u8; 3], other: [u8; 3]) {
    match kind {
        0 => {
            c.slice(0.0, 0.0, 1.0, 90.0, 180.0, one);
            c.slice(0.0, -0.5, 0.5, -90.0, 180.0, other);
            c.slice(0.0, 0.5, 0.5, -90.0, 180.0, one);
        }
        1 => {
            for turn in [0.0, 90.0, 180.0, 270.0] {
                c.at(0.0, 0.0, turn, 1.0, |c| {
                    c.shape(
                        "M0 0C0.1 -0.6 0.5 -0.95 1 -1C0.95 -0.5 0.6 -0.1 0 0Z",
                        if turn < 100.0 { one } else { other },
                    );
                });
            }
        }
        2 => {
            c.round(-0.95, -0.95, 0.9, 0.9, 0.2, one);
            c.disc(0.5, -0.5, 0.45, other);
            c.disc(-0.5, 0.5, 0.45, other);
            c.round(0.05, 0.05, 0.9, 0.9, 0.2, one);
        }
        3 => {
            c.polygon(&[(-1.0, 0.9), (-0.35, -0.9), (0.3, 0.9)], one);
            c.polygon(&[(0.0, 0.9), (0.45, -0.2), (1.0, 0.9)], other);
        }
        4 => {
            c.ring(-0.32, 0.0, 0.55, one, 0.26);
            c.ring(0.32, 0.0, 0.55, other, 0.26);
        }
        5 => {
            for bar in steps(4) {
                c.round(
                    -0.95 + bar * 0.5,
                    -0.2 - bar * 0.25,
                    0.36,
                    1.1 + bar * 0.25,
                    0.18,
                    if bar > 2.5 { other } else { one },
                );
            }
        }
        6 => {
            c.shape("M0 -1C0.62 -0.3 0.8 0 0.8 0.3C0.8 0.75 0.44 1 0 1C-0.44 1 -0.8 0.75 -0.8 0.3C-0.8 0 -0.62 -0.3 0 -1Z", one);
            c.disc(0.18, 0.36, 0.3, other);
        }
        7 => {
            c.arc(0.0, 0.55, 0.9, 180.0, 180.0, one, 0.22);
            c.arc(0.0, 0.55, 0.5, 180.0, 180.0, other, 0.22);
            c.disc(0.0, 0.5, 0.16, one);
        }
        8 => {
            for petal in steps(6) {
                let (x, y) = polar(0.0, 0.0, 0.58, petal * 60.0);
                c.disc(x, y, 0.36, one);
            }
            c.disc(0.0, 0.0, 0.34, other);
        }
        _ => {
            c.regular(0.0, 0.0, 1.0, 6, 30.0, one);
            c.regular(0.0, 0.0, 0.5, 6, 0.0, other);
        }
    }
}

/// A sheet of logos on tiles.
pub fn marks(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let mut kinds: Vec<usize> = (0..10).collect();
    dice.shuffle(&mut kinds);
    let pairs = [
        (s.main, s.paper, s.accent),
        (s.paper, s.main, s.accent),
        (s.accent, s.paper, s.ink),
        (s.ink, s.paper, s.spark),
        (s.second, s.ink, s.paper),
        (s.spark, s.ink, s.paper),
    ];
    let mut order: Vec<usize> = (0..6).collect();
    dice.shuffle(&mut order);
    for index in 0..6usize {
        let x = [0.0, 400.0, 800.0][index % 3];
        let y = if index < 3 { 0.0 } else { 400.0 };
        let (ground, one, other) = pairs[order[index]];
        c.rect(x, y, 400.5, 400.5, ground);
        c.at(x + 200.0, y + 200.0, 0.0, 104.0, |c| mark(c, kinds[index], one, other));
    }
}

/// One logo with its construction circles.
pub fn construction(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let guide = mix(s.ground, s.main, 0.45);
    for line in [240.0, 400.0, 560.0] {
        c.line((90.0, line), (1110.0, line), guide, 3.0);
    }
    for line in [440.0, 600.0, 760.0] {
        c.line((line, 60.0), (line, 740.0), guide, 3.0);
    }
    c.ring(600.0, 400.0, 320.0, guide, 3.0);
    c.ring(600.0, 400.0, 226.0, guide, 3.0);
    c.ring(600.0, 400.0, 160.0, guide, 3.0);
    c.line((374.0, 626.0), (826.0, 174.0), guide, 3.0);
    c.line((374.0, 174.0), (826.0, 626.0), guide, 3.0);
    let kind = dice.index(10);
    c.at(600.0, 400.0, 0.0, 205.0, |c| mark(c, kind, s.main, s.accent));
    for (x, y) in [(440.0, 240.0), (760.0, 240.0), (440.0, 560.0), (760.0, 560.0)] {
        c.rect(x - 10.0, y - 10.0, 20.0, 20.0, s.paper);
        c.frame(x - 10.0, y - 10.0, 20.0, 20.0, 0.0, s.ink, 3.0);
    }
    for (index, tint) in [s.main, s.accent, s.spark, s.ink].into_iter().enumerate() {
        c.disc(1040.0, [250.0, 350.0, 450.0, 550.0][index], 36.0, tint);
    }
}

/// A picture in a frame: sky, sun, hills.
pub fn picture(c: &mut Canvas, s: &Scheme, x: f32, y: f32, width: f32, height: f32, tint: [u8; 3]) {
    c.rect(x, y, width, height, tint);
    c.disc(x + width * 0.72, y + height * 0.3, height * 0.15, s.spark);
    c.polygon(
        &[
            (x, y + height),
            (x, y + height * 0.62),
            (x + width * 0.3, y + height * 0.38),
            (x + width * 0.62, y + height),
        ],
        mix(tint, s.ink, 0.35),
    );
    c.polygon(
        &[
            (x + width * 0.28, y + height),
            (x + width * 0.66, y + height * 0.52),
            (x + width, y + height * 0.84),
            (x + width, y + height),
        ],
        mix(tint, s.ink, 0.55),
    );
}

/// An open catalogue.
pub fn spread(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.at(600.0, 410.0, dice.range(-6.0, 6.0), 1.0, |c| {
        c.card(-430.0, -280.0, 860.0, 560.0, 10.0, s.paper);
        picture(c, s, -430.0, -280.0, 430.0, 330.0, s.second);
        c.text_lines(-390.0, 90.0, 340.0, 36.0, 15.0, &[0.7, 1.0, 0.95, 0.6], s.pencil);
        c.round(40.0, -240.0, 260.0, 34.0, 8.0, s.ink);
        c.round(40.0, -192.0, 180.0, 34.0, 8.0, s.accent);
        for column in steps(2) {
            c.text_lines(40.0 + column * 180.0, -110.0, 150.0, 28.0, 12.0, &[1.0, 0.9, 1.0, 0.7], s.pencil);
            let tint = if column < 0.5 { s.main } else { s.spark };
            c.rect(40.0 + column * 180.0, 40.0, 160.0, 190.0, tint);
            c.disc(120.0 + column * 180.0, 120.0, 46.0, mix(tint, s.paper, 0.5));
        }
        c.faded(0.08, |c| c.rect(-24.0, -280.0, 24.0, 560.0, s.ink));
        c.faded(0.04, |c| c.rect(0.0, -280.0, 30.0, 560.0, s.ink));
    });
    confetti(c, s, dice);
}

/// Folded panels of a brochure, standing.
pub fn brochure(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let tints = if dice.chance(0.5) { [s.main, s.paper, s.accent] } else { [s.paper, s.accent, s.paper] };
    for index in 0..3usize {
        let (x, tint) = ([210.0, 470.0, 730.0][index], tints[index]);
        // Each panel is a skewed rectangle of 260 × 500.
        let (top, slope) = if index == 1 { (196.0, -0.177) } else { (150.0, 0.177) };
        c.within(Transform::from_row(1.0, slope, 0.0, 1.0, x, top), |c| {
            c.rect(0.0, 0.0, 260.5, 500.0, if index == 1 { tint } else { mix(tint, s.ink, 0.06) });
            if tint == s.paper {
                c.round(40.0, 50.0, 130.0, 28.0, 6.0, s.ink);
                c.text_lines(40.0, 112.0, 180.0, 32.0, 13.0, &[1.0, 0.92, 1.0, 0.6], s.pencil);
                c.round(40.0, 270.0, 180.0, 170.0, 10.0, s.second);
                c.disc(130.0, 355.0, 48.0, s.spark);
            } else {
                c.at(130.0, 200.0, 0.0, 80.0, |c| mark(c, dice.index(10), s.paper, s.spark));
                c.round(60.0, 370.0, 140.0, 18.0, 9.0, mix(tint, s.paper, 0.6));
                c.round(85.0, 408.0, 90.0, 14.0, 7.0, mix(tint, s.paper, 0.4));
            }
        });
    }
    confetti(c, s, dice);
}

/// Boxes with labels.
pub fn packages(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.rect(0.0, 640.0, 1200.0, 160.0, mix(s.ground, s.ink, 0.14));
    for (x, width, height, tint) in
        [(180.0, 250.0, 380.0, s.main), (800.0, 240.0, 300.0, s.second), (450.0, 320.0, 470.0, s.accent)]
    {
        let height = height * dice.range(0.92, 1.06);
        let top = 680.0 - height;
        c.faded(0.16, |c| c.oval(x + width / 2.0 + 30.0, 690.0, width * 0.66, 24.0, s.ink));
        c.polygon(
            &[
                (x + width, top),
                (x + width + 70.0, top - 40.0),
                (x + width + 70.0, 640.0),
                (x + width, 680.0),
            ],
            mix(tint, s.ink, 0.28),
        );
        c.polygon(
            &[(x, top), (x + 70.0, top - 40.0), (x + width + 70.0, top - 40.0), (x + width, top)],
            mix(tint, [255; 3], 0.35),
        );
        c.rect(x, top, width, height, tint);
        c.round(x + width * 0.14, top + height * 0.2, width * 0.72, height * 0.56, 16.0, s.paper);
        c.at(x + width / 2.0, top + height * 0.4, 0.0, width * 0.17, |c| {
            mark(c, dice.index(10), tint, s.spark);
        });
        c.text_lines(x + width * 0.28, top + height * 0.6, width * 0.44, 26.0, 11.0, &[1.0, 0.7], s.pencil);
    }
}

/// Bottles and jars on a shelf.
pub fn bottles(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.rect(0.0, 650.0, 1200.0, 150.0, mix(s.ground, s.ink, 0.14));
    let mut tints = [s.main, s.accent, s.second, s.spark];
    dice.shuffle(&mut tints);
    for index in 0..4usize {
        let x = [190.0, 430.0, 690.0, 960.0][index];
        let tint = tints[index];
        let dark = mix(tint, s.ink, 0.3);
        c.faded(0.16, |c| c.oval(x + 14.0, 668.0, 116.0, 20.0, s.ink));
        if index % 2 == 0 {
            c.round(x - 34.0, 120.0, 68.0, 60.0, 12.0, s.ink);
            c.shape(&format!("M{} 170L{} 170L{} 270C{} 320 {} 320 {} 380L{} 640C{} 662 {} 668 {} 668L{} 668C{} 668 {} 662 {} 640L{} 380C{} 320 {} 320 {} 270Z", x - 28.0, x + 28.0, x + 28.0, x + 34.0, x + 92.0, x + 92.0, x + 92.0, x + 92.0, x + 88.0, x + 66.0, x - 66.0, x - 88.0, x - 92.0, x - 92.0, x - 92.0, x - 92.0, x - 34.0, x - 28.0), tint);
            c.rect(x - 92.0, 420.0, 184.0, 170.0, s.paper);
        } else {
            c.round(x - 96.0, 330.0, 192.0, 66.0, 16.0, s.ink);
            c.round(x - 110.0, 380.0, 220.0, 288.0, 40.0, tint);
            c.rect(x - 110.0, 450.0, 220.0, 150.0, s.paper);
        }
        let y = if index % 2 == 0 { 490.0 } else { 510.0 };
        c.at(x, y, 0.0, 40.0, |c| mark(c, dice.index(10), dark, tint));
        c.round(x - 50.0, y + 58.0, 100.0, 10.0, 5.0, s.pencil);
        c.faded(0.3, |c| c.round(x + 56.0, 440.0, 12.0, 190.0, 6.0, [255; 3]));
    }
}

/// A printer's sheet with crop marks and colour bars.
pub fn print(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.at(600.0, 400.0, dice.range(-5.0, 5.0), 1.0, |c| {
        c.card(-330.0, -320.0, 660.0, 640.0, 6.0, s.paper);
        for (x, y) in [(-290.0, -280.0), (290.0, -280.0), (-290.0, 280.0), (290.0, 280.0)] {
            c.ring(x, y, 14.0, s.ink, 3.0);
            c.line((x - 24.0, y), (x + 24.0, y), s.ink, 3.0);
            c.line((x, y - 24.0), (x, y + 24.0), s.ink, 3.0);
        }
        for (index, tint) in [[0x00, 0xA3, 0xDA], [0xE2, 0x2F, 0x86], [0xFF, 0xD5, 0x1E], [0x22, 0x22, 0x26]]
            .into_iter()
            .enumerate()
        {
            c.rect([-80.0, -40.0, 0.0, 40.0][index], 266.0, 40.0, 30.0, tint);
        }
        c.rect(-240.0, -250.0, 480.0, 490.0, s.main);
        c.disc(-60.0, -60.0, 150.0, s.accent);
        c.faded(0.82, |c| c.disc(80.0, -10.0, 150.0, s.spark));
        c.faded(0.82, |c| c.disc(-20.0, 90.0, 150.0, s.second));
    });
    confetti(c, s, dice);
}

/// Three posters on a wall.
pub fn posters(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let mut tints = [s.main, s.accent, s.ink, mix(s.second, s.main, 0.4)];
    dice.shuffle(&mut tints);
    for index in 0..3usize {
        let (x, turn) = [(250.0, -5.0), (600.0, 0.0), (950.0, 5.0)][index];
        let tint = tints[index];
        let light = mix(tint, [255; 3], 0.75);
        let kind = dice.index(5);
        c.at(x, 400.0, turn + dice.range(-2.0, 2.0), 1.0, |c| {
            c.card(-155.0, -230.0, 310.0, 460.0, 6.0, s.paper);
            c.rect(-137.0, -212.0, 274.0, 424.0, tint);
            match kind {
                0 => {
                    for ring in steps(4) {
                        c.ring(0.0, -40.0, 30.0 + ring * 32.0, light, 14.0);
                    }
                }
                1 => {
                    for row in steps(5) {
                        for column in steps(4) {
                            c.slice(
                                -137.0 + column * 68.5,
                                -212.0 + row * 68.5,
                                68.5,
                                0.0,
                                90.0,
                                if dice.chance(0.5) { light } else { s.second },
                            );
                        }
                    }
                }
                2 => {
                    c.disc(40.0, -90.0, 84.0, light);
                    c.shape("M-137 60C-60 -20 20 120 137 10L137 212L-137 212Z", mix(tint, s.ink, 0.45));
                }
                3 => {
                    for stripe in steps(6) {
                        c.round(-110.0, -190.0 + stripe * 46.0, 220.0 - stripe * 30.0, 28.0, 14.0, light);
                    }
                }
                _ => c.at(0.0, -50.0, 0.0, 110.0, |c| mark(c, dice.index(10), light, s.second)),
            }
            c.round(-110.0, 120.0, 160.0, 24.0, 6.0, [255; 3]);
            c.round(-110.0, 160.0, 100.0, 14.0, 7.0, light);
        });
    }
}

/// A card half out of its envelope.
pub fn invitation(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.at(600.0, 420.0, dice.range(-7.0, 7.0), 1.0, |c| {
        c.shadow(-320.0, -90.0, 640.0, 360.0, 16.0);
        c.polygon(&[(-320.0, -90.0), (0.0, -300.0), (320.0, -90.0)], mix(s.main, s.ink, 0.3));
        c.round(-320.0, -90.0, 640.0, 360.0, 12.0, mix(s.main, s.ink, 0.18));
        c.round(-260.0, -310.0, 520.0, 460.0, 10.0, s.paper);
        c.frame(-236.0, -286.0, 472.0, 440.0, 8.0, s.spark, 5.0);
        c.at(0.0, -190.0, 0.0, 54.0, |c| mark(c, 8, s.accent, s.spark));
        c.round(-150.0, -100.0, 300.0, 24.0, 12.0, s.ink);
        c.round(-100.0, -56.0, 200.0, 14.0, 7.0, s.pencil);
        c.polygon(
            &[
                (-320.0, -84.0),
                (-20.0, 110.0),
                (20.0, 110.0),
                (320.0, -84.0),
                (320.0, 270.0),
                (-320.0, 270.0),
            ],
            s.main,
        );
        c.polygon(&[(-320.0, 270.0), (0.0, 60.0), (320.0, 270.0)], mix(s.main, [255; 3], 0.16));
        c.disc(0.0, 120.0, 40.0, s.accent);
        c.sparkle(0.0, 120.0, 22.0, s.paper);
    });
    confetti(c, s, dice);
}

/// One picture before and after.
pub fn retouch(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let cut = dice.range(460.0, 700.0);
    c.card(180.0, 130.0, 840.0, 540.0, 18.0, s.paper);
    let grey = mix(s.pencil, s.ink, 0.25);
    picture(c, &Scheme { spark: mix(grey, s.paper, 0.5), ..*s }, 200.0, 150.0, 800.0, 500.0, grey);
    // The right half again, in colour, over the dull one.
    let sun = (200.0 + 800.0 * 0.72, 150.0 + 500.0 * 0.3);
    c.rect(cut, 150.0, 1000.0 - cut, 500.0, s.second);
    c.disc(sun.0, sun.1, 75.0, s.spark);
    c.polygon(
        &[(cut, 650.0), (cut, 480.0), (728.0, 410.0), (1000.0, 570.0), (1000.0, 650.0)],
        mix(s.main, s.accent, 0.15),
    );
    c.line((cut, 110.0), (cut, 690.0), s.paper, 10.0);
    c.disc(cut, 400.0, 40.0, s.paper);
    c.polygon(&[(cut - 24.0, 400.0), (cut - 8.0, 386.0), (cut - 8.0, 414.0)], s.ink);
    c.polygon(&[(cut + 24.0, 400.0), (cut + 8.0, 386.0), (cut + 8.0, 414.0)], s.ink);
}

/// A picture with the sliders that change it.
pub fn sliders(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.card(110.0, 130.0, 620.0, 540.0, 18.0, s.paper);
    picture(c, s, 132.0, 152.0, 576.0, 496.0, s.second);
    c.card(690.0, 210.0, 400.0, 420.0, 26.0, s.paper);
    for row in steps(4) {
        let y = 280.0 + row * 90.0;
        let value = dice.range(60.0, 280.0);
        c.round(740.0, y, 300.0, 12.0, 6.0, s.pencil);
        c.round(740.0, y, value, 12.0, 6.0, s.main);
        c.disc(740.0 + value, y + 6.0, 22.0, if row > 0.5 && row < 1.5 { s.accent } else { s.main });
        c.disc(740.0 + value, y + 6.0, 9.0, s.paper);
        c.round(740.0, y - 34.0, dice.range(70.0, 140.0), 12.0, 6.0, mix(s.pencil, s.ink, 0.3));
    }
    confetti(c, s, dice);
}

/// A curve with its nodes and handles.
pub fn pen(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let points: Vec<(f32, f32)> =
        steps(5).map(|step| (130.0 + step * 235.0, dice.range(200.0, 600.0))).collect();
    if let Some(path) = smooth(&points) {
        c.stroke(&path, mix(s.ground, s.second, 0.7), 120.0);
        c.stroke(&path, s.main, 22.0);
    }
    for (x, y) in &points {
        let (reach, turn) = (dice.range(90.0, 150.0), dice.range(-40.0, 40.0));
        let (from, to) = (polar(*x, *y, reach, turn), polar(*x, *y, reach, turn + 180.0));
        c.line(from, to, s.ink, 5.0);
        for end in [from, to] {
            c.disc(end.0, end.1, 15.0, s.accent);
        }
        c.rect(x - 19.0, y - 19.0, 38.0, 38.0, s.ink);
        c.rect(x - 13.0, y - 13.0, 26.0, 26.0, s.paper);
    }
    let (x, y) = points[2];
    c.at(x + 14.0, y + 26.0, -38.0, 1.25, |c| {
        c.shape("M0 0L46 92L34 150L-34 150L-46 92Z", s.ink);
        c.round(-34.0, 160.0, 68.0, 46.0, 8.0, s.spark);
        c.line((0.0, 16.0), (0.0, 84.0), s.paper, 6.0);
        c.disc(0.0, 92.0, 12.0, s.paper);
    });
}

/// One large letter between guide lines.
pub fn glyph(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let guide = mix(s.ground, s.main, 0.5);
    for y in [170.0, 330.0, 620.0, 720.0] {
        c.line((60.0, y), (1140.0, y), guide, 4.0);
    }
    match dice.index(3) {
        0 => {
            // a
            c.ring(560.0, 475.0, 112.0, s.main, 70.0);
            c.round(662.0, 330.0, 74.0, 290.0, 8.0, s.main);
        }
        1 => {
            // R
            c.rect(430.0, 170.0, 84.0, 450.0, s.main);
            c.shape("M500 170L620 170C720 170 780 220 780 305C780 390 720 440 620 440L500 440L500 370L610 370C660 370 690 350 690 305C690 262 660 240 610 240L500 240Z", s.main);
            c.polygon(&[(570.0, 425.0), (665.0, 425.0), (800.0, 620.0), (695.0, 620.0)], s.accent);
        }
        _ => {
            // ñ
            c.round(410.0, 330.0, 78.0, 290.0, 6.0, s.main);
            c.shape("M488 470C488 400 540 398 570 398C622 398 640 430 640 480L640 620L718 620L718 460C718 370 664 322 596 322C546 322 508 344 488 380Z", s.main);
            c.curve("M450 250C490 190 540 220 570 240C600 260 650 270 690 210", s.accent, 46.0);
        }
    }
    c.at(190.0, 440.0, 0.0, 1.0, |c| {
        c.ring(0.0, 46.0, 44.0, s.second, 22.0);
        c.rect(34.0, -10.0, 22.0, 112.0, s.second);
    });
    c.text_lines(880.0, 360.0, 230.0, 60.0, 26.0, &[1.0, 0.8, 0.9, 0.5], s.second);
    for (x, y) in [(448.0, 475.0), (736.0, 330.0), (736.0, 620.0)] {
        c.disc(x, y, 13.0, s.paper);
        c.ring(x, y, 13.0, s.ink, 4.0);
    }
}

/// Numbers told with shapes.
pub fn infographic(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.card(140.0, 90.0, 920.0, 620.0, 26.0, s.paper);
    c.round(200.0, 150.0, 320.0, 32.0, 10.0, s.ink);
    c.text_lines(200.0, 206.0, 400.0, 30.0, 13.0, &[1.0, 0.7], s.pencil);
    let mut from = -90.0;
    for (share, tint) in
        [(dice.range(0.3, 0.45), s.main), (dice.range(0.18, 0.28), s.accent), (0.16, s.spark)]
    {
        c.arc(380.0, 470.0, 130.0, from + 4.0, share * 360.0 - 8.0, tint, 54.0);
        from += share * 360.0;
    }
    c.arc(380.0, 470.0, 130.0, from + 4.0, 270.0 - from - 8.0, s.pencil, 54.0);
    for row in steps(4) {
        let y = 330.0 + row * 84.0;
        c.disc(640.0, y, 30.0, [s.main, s.accent, s.spark, s.second][dice.index(4)]);
        c.round(696.0, y - 14.0, 300.0, 28.0, 14.0, s.pencil);
        c.round(
            696.0,
            y - 14.0,
            dice.range(90.0, 280.0),
            28.0,
            14.0,
            if row < 0.5 { s.accent } else { s.main },
        );
    }
    for person in steps(5) {
        let x = 690.0 + person * 66.0;
        let tint = if person < 2.5 { s.accent } else { s.pencil };
        c.disc(x, 160.0, 17.0, tint);
        c.round(x - 19.0, 184.0, 38.0, 68.0, 19.0, tint);
    }
}

/// Hills, a river and a sun.
pub fn landscape(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let sky = mix(s.ground, s.second, 0.35);
    c.rect(0.0, 0.0, 1200.0, 800.0, sky);
    let sun = dice.range(300.0, 900.0);
    c.faded(0.35, |c| c.disc(sun, 270.0, 190.0, s.spark));
    c.disc(sun, 270.0, 130.0, s.spark);
    for layer in steps(4) {
        let base = 380.0 + layer * 95.0;
        let mut points = vec![(-60.0, base + dice.range(-40.0, 40.0))];
        points.extend(steps(6).map(|step| (step * 250.0, base + dice.range(-95.0, 70.0))));
        points.push((1300.0, base));
        let tint = mix(mix(sky, s.main, 0.35 + layer * 0.2), s.ink, layer * 0.09);
        if let Some(curve) = smooth(&points) {
            let mut builder = tiny_skia::PathBuilder::new();
            builder.push_path(&curve);
            builder.line_to(1300.0, 900.0);
            builder.line_to(-60.0, 900.0);
            builder.close();
            if let Some(path) = builder.finish() {
                c.fill(&path, tint);
            }
        }
    }
    let x = dice.range(350.0, 800.0);
    c.shape(
        &format!(
            "M{x} 560C{} 640 {} 640 {} 800L{} 800C{} 680 {} 640 {} 560Z",
            x - 120.0,
            x + 160.0,
            x - 60.0,
            x + 170.0,
            x + 320.0,
            x - 40.0,
            x + 26.0
        ),
        mix(sky, s.paper, 0.55),
    );
    for tree in steps(6) {
        let (x, y) = (90.0 + tree * 205.0 + dice.range(-60.0, 60.0), 690.0 + dice.range(-30.0, 60.0));
        let size = dice.range(50.0, 92.0);
        c.rect(x - 6.0, y, 12.0, size, s.ink);
        if dice.chance(0.5) {
            c.polygon(
                &[(x, y - size * 1.7), (x + size * 0.62, y + size * 0.2), (x - size * 0.62, y + size * 0.2)],
                s.accent,
            );
        } else {
            c.oval(x, y - size * 0.5, size * 0.52, size * 0.8, mix(s.accent, s.spark, 0.5));
        }
    }
    for bird in steps(3) {
        let (x, y) = (160.0 + bird * 70.0 + dice.range(0.0, 600.0), dice.range(90.0, 200.0));
        c.curve(
            &format!(
                "M{} {y}Q{} {} {x} {y}Q{} {} {} {y}",
                x - 34.0,
                x - 17.0,
                y - 22.0,
                x + 17.0,
                y - 22.0,
                x + 34.0
            ),
            s.ink,
            6.0,
        );
    }
}

/// Leaves and fruit in a vase.
pub fn botanic(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.disc(600.0, 380.0, 300.0, s.quiet);
    for stem in steps(7) {
        let turn = -150.0 + stem * 20.0 + dice.range(-6.0, 6.0);
        let reach = dice.range(280.0, 390.0);
        let tip = polar(600.0, 560.0, reach, turn);
        c.line((600.0, 560.0), tip, mix(s.main, s.ink, 0.3), 9.0);
        let tint = *dice.pick(&[s.main, s.second, s.accent]);
        if dice.chance(0.3) {
            for petal in steps(7) {
                let (x, y) = polar(tip.0, tip.1, 36.0, petal * 51.4);
                c.disc(x, y, 25.0, tint);
            }
            c.disc(tip.0, tip.1, 22.0, s.spark);
        } else {
            for (leaf, side) in [(0.5, -1.0), (0.64, 1.0), (0.78, -1.0), (0.9, 1.0)] {
                let (x, y) = polar(600.0, 560.0, reach * leaf, turn);
                c.at(x, y, turn + side * 42.0, 1.0, |c| {
                    c.shape("M0 0C26 -34 74 -34 104 0C74 34 26 34 0 0Z", tint);
                });
            }
        }
    }
    c.shape("M500 540L700 540C716 610 690 640 680 740L520 740C510 640 484 610 500 540Z", s.paper);
    c.shape("M496 590L704 590C702 612 696 628 692 646L508 646C504 628 498 612 496 590Z", s.accent);
    c.rect(0.0, 738.0, 1200.0, 62.0, mix(s.ground, s.ink, 0.12));
}

/// A pattern of quarter circles, dots and stripes.
pub fn tiles(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let size = *dice.pick(&[100.0, 133.34, 200.0]);
    let tints = [s.main, s.accent, s.second, s.spark, s.paper, s.ink];
    let kinds: Vec<usize> = (0..3).map(|_| dice.index(6)).collect();
    let (mut y, ground) = (0.0, s.ground);
    while y < 800.0 {
        let mut x = 0.0;
        while x < 1200.0 {
            let (one, other) = (*dice.pick(&tints), *dice.pick(&tints));
            c.rect(x, y, size + 0.5, size + 0.5, if dice.chance(0.45) { ground } else { other });
            let turn = *dice.pick(&[0.0, 90.0, 180.0, 270.0]);
            let kind = *dice.pick(&kinds);
            c.at(x + size / 2.0, y + size / 2.0, turn, size, |c| match kind {
                0 => c.slice(-0.5, -0.5, 1.0, 0.0, 90.0, one),
                1 => c.disc(0.0, 0.0, 0.34, one),
                2 => c.polygon(&[(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5)], one),
                3 => {
                    c.slice(-0.5, 0.0, 0.5, -90.0, 180.0, one);
                    c.slice(0.0, 0.0, 0.5, -90.0, 180.0, one);
                }
                4 => {
                    for stripe in steps(3) {
                        c.rect(-0.5, -0.42 + stripe * 0.34, 1.0, 0.16, one);
                    }
                }
                _ => c.shape("M-0.5 -0.5C0 -0.5 0.5 0 0.5 0.5C0 0.5 -0.5 0 -0.5 -0.5Z", one),
            });
            x += size;
        }
        y += size;
    }
}
