//! Motifs of Tendencias: networks, chips, chained blocks, tokens, robots and virtual rooms.

use super::{
    canvas::{Canvas, corners, mix, polar, steps},
    cover::{confetti, window},
    scheme::Scheme,
};
use crate::demo::dice::Dice;

/// A neural network seen from the side: layers of nodes, some of them lit.
pub fn neural(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let sizes: [u8; 5] =
        [dice.count(2, 3), dice.count(4, 5), dice.count(4, 6), dice.count(3, 4), dice.count(1, 2)];
    let mut layers: Vec<Vec<(f32, f32)>> = Vec::new();
    for (index, size) in sizes.into_iter().enumerate() {
        let x = [180.0, 390.0, 600.0, 810.0, 1020.0][index];
        let gap = 118.0;
        let top = 400.0 - gap * (f32::from(size) - 1.0) / 2.0;
        layers.push(steps(size).map(|node| (x, top + node * gap)).collect());
    }
    for pair in layers.windows(2) {
        for from in &pair[0] {
            for to in &pair[1] {
                let is_lit = dice.chance(0.22);
                let (tint, width) = if is_lit { (s.accent, 6.0) } else { (mix(s.ground, s.main, 0.4), 3.0) };
                c.line(*from, *to, tint, width);
            }
        }
    }
    for (x, y) in layers.into_iter().flatten() {
        let radius = dice.range(24.0, 36.0);
        c.disc(x, y, radius + 12.0, mix(s.ground, s.main, 0.22));
        match dice.index(4) {
            0 => c.disc(x, y, radius, s.accent),
            1 => {
                c.disc(x, y, radius, s.paper);
                c.disc(x, y, radius * 0.5, s.second);
            }
            _ => c.disc(x, y, radius, s.main),
        }
    }
    confetti(c, s, dice);
}

/// A processor with its traces.
pub fn chip(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let trace = mix(s.ground, s.main, 0.55);
    for pin in steps(6) {
        let offset = -150.0 + pin * 60.0;
        let reach = dice.range(90.0, 240.0);
        let bend = if offset < 0.0 { -60.0 } else { 60.0 };
        for side in [-1.0, 1.0] {
            c.polyline(
                &[
                    (600.0, 400.0 + offset),
                    (600.0 + side * 320.0, 400.0 + offset),
                    (600.0 + side * 380.0, 400.0 + offset + bend),
                    (600.0 + side * (400.0 + reach), 400.0 + offset + bend),
                ],
                trace,
                9.0,
            );
            c.disc(
                600.0 + side * (400.0 + reach),
                400.0 + offset + bend,
                15.0,
                if dice.chance(0.4) { s.accent } else { s.main },
            );
        }
        let rise = dice.range(60.0, 150.0);
        for side in [-1.0, 1.0] {
            c.line((600.0 + offset, 400.0), (600.0 + offset, 400.0 + side * (230.0 + rise)), trace, 9.0);
            c.disc(
                600.0 + offset,
                400.0 + side * (230.0 + rise),
                13.0,
                if dice.chance(0.3) { s.spark } else { s.second },
            );
        }
    }
    c.card(400.0, 200.0, 400.0, 400.0, 44.0, s.main);
    c.round(450.0, 250.0, 300.0, 300.0, 28.0, s.ink);
    if dice.chance(0.5) {
        c.sparkle(585.0, 410.0, 105.0, s.accent);
        c.sparkle(680.0, 320.0, 44.0, s.paper);
    } else {
        c.ring(600.0, 400.0, 84.0, s.accent, 22.0);
        c.disc(600.0, 400.0, 34.0, s.paper);
    }
}

/// A question typed to a machine, and its answer arriving.
pub fn prompt(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    window(c, s, 190.0, 130.0, 820.0, 540.0);
    c.round(520.0, 235.0, 430.0, 96.0, 40.0, s.main);
    c.text_lines(560.0, 265.0, 350.0, 34.0, 14.0, &[dice.range(0.8, 1.0), 0.6], s.paper);
    c.disc(284.0, 420.0, 44.0, s.ink);
    c.sparkle(284.0, 420.0, 30.0, s.accent);
    c.text_lines(
        360.0,
        392.0,
        480.0,
        40.0,
        16.0,
        &[1.0, dice.range(0.8, 1.1), dice.range(0.5, 0.9)],
        s.pencil,
    );
    c.round(240.0, 566.0, 720.0, 70.0, 35.0, mix(s.paper, s.pencil, 0.5));
    c.round(270.0, 594.0, dice.range(150.0, 330.0), 14.0, 7.0, mix(s.pencil, s.ink, 0.2));
    c.disc(922.0, 601.0, 26.0, s.accent);
    c.sparkle(1030.0, 130.0, 70.0, s.spark);
    c.sparkle(1100.0, 215.0, 34.0, s.main);
    confetti(c, s, dice);
}

fn cube(c: &mut Canvas, x: f32, y: f32, size: f32, tints: [[u8; 3]; 3]) {
    let (half, quarter) = (size * 0.866, size * 0.5);
    c.polygon(&[(x, y - size), (x + half, y - quarter), (x, y), (x - half, y - quarter)], tints[0]);
    c.polygon(&[(x - half, y - quarter), (x, y), (x, y + size), (x - half, y + quarter)], tints[1]);
    c.polygon(&[(x + half, y - quarter), (x, y), (x, y + size), (x + half, y + quarter)], tints[2]);
}

/// Cubes in a chain.
pub fn blocks(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let places = [(190.0, 520.0), (400.0, 360.0), (610.0, 480.0), (820.0, 320.0), (1020.0, 450.0)];
    for pair in places.windows(2) {
        c.line(pair[0], pair[1], mix(s.ground, s.main, 0.6), 14.0);
    }
    let lit = dice.index(places.len());
    for (index, (x, y)) in places.into_iter().enumerate() {
        let base = if index == lit { s.accent } else { s.main };
        let size = dice.range(92.0, 128.0);
        c.faded(0.18, |c| c.oval(x, y + size * 1.25, size, size * 0.24, s.ink));
        cube(c, x, y, size, [mix(base, [255; 3], 0.35), base, mix(base, s.ink, 0.3)]);
        c.at(x, y, 0.0, 1.0, |c| {
            let half = size * 0.866;
            c.polyline(&[(-half * 0.72, size * 0.02), (-half * 0.26, size * 0.27)], s.paper, 8.0);
            c.polyline(&[(-half * 0.72, size * 0.25), (-half * 0.42, size * 0.42)], s.paper, 8.0);
        });
    }
    confetti(c, s, dice);
}

/// A large coin over a rising line.
pub fn coin(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let mut points = vec![(0.0, 690.0)];
    let mut y: f32 = 660.0;
    for step in steps(9) {
        y -= dice.range(-40.0, 120.0);
        points.push((140.0 + step * 130.0, y.clamp(110.0, 720.0)));
    }
    let mut area = points.clone();
    area.extend([(1200.0, 800.0), (0.0, 800.0)]);
    c.polygon(&area, mix(s.ground, s.main, 0.25));
    c.polyline(&points, s.main, 14.0);
    let (x, y) = (dice.range(420.0, 760.0), 390.0);
    c.disc(x + 22.0, y + 22.0, 220.0, mix(s.accent, s.ink, 0.35));
    c.disc(x, y, 220.0, s.accent);
    c.ring(x, y, 176.0, mix(s.accent, [255; 3], 0.5), 12.0);
    let mark = mix(s.accent, s.ink, 0.7);
    if dice.chance(0.5) {
        c.polygon(&[(x, y - 120.0), (x + 76.0, y + 6.0), (x, y + 50.0), (x - 76.0, y + 6.0)], mark);
        c.polygon(&[(x - 76.0, y + 34.0), (x, y + 78.0), (x + 76.0, y + 34.0), (x, y + 132.0)], mark);
    } else {
        for points in [corners(x, y, 110.0, 6, 30.0), corners(x, y, 56.0, 6, 30.0)] {
            let mut closed = points;
            closed.push(closed[0]);
            c.polyline(&closed, mark, 22.0);
        }
    }
    confetti(c, s, dice);
}

fn gem(c: &mut Canvas, x: f32, y: f32, size: f32, base: [u8; 3]) {
    let lit = |share| mix(base, [255; 3], share);
    let top = y - size * 0.45;
    let points = [-1.0, -0.5, 0.0, 0.5, 1.0].map(|share| x + size * share);
    c.polygon(
        &[(points[0], y - size * 0.1), (points[1], top), (points[1] + size * 0.1, y - size * 0.1)],
        lit(0.35),
    );
    c.polygon(
        &[
            (points[1], top),
            (points[3], top),
            (points[3] - size * 0.1, y - size * 0.1),
            (points[1] + size * 0.1, y - size * 0.1),
        ],
        lit(0.6),
    );
    c.polygon(
        &[(points[3], top), (points[4], y - size * 0.1), (points[3] - size * 0.1, y - size * 0.1)],
        lit(0.2),
    );
    c.polygon(
        &[(points[0], y - size * 0.1), (points[1] + size * 0.1, y - size * 0.1), (points[2], y + size)],
        base,
    );
    c.polygon(
        &[
            (points[1] + size * 0.1, y - size * 0.1),
            (points[3] - size * 0.1, y - size * 0.1),
            (points[2], y + size),
        ],
        lit(0.28),
    );
    c.polygon(
        &[(points[3] - size * 0.1, y - size * 0.1), (points[4], y - size * 0.1), (points[2], y + size)],
        mix(base, [10, 10, 40], 0.25),
    );
}

/// A cut stone that shines.
pub fn gems(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    for ray in steps(16) {
        let turn = ray * 22.5 + dice.range(0.0, 6.0);
        let (from, to) =
            (polar(600.0, 400.0, 330.0, turn), polar(600.0, 400.0, dice.range(370.0, 470.0), turn));
        c.line(from, to, mix(s.ground, s.accent, 0.8), 9.0);
    }
    gem(c, 600.0, 340.0, 240.0, s.main);
    gem(c, 230.0, 560.0, 90.0, s.accent);
    gem(c, 985.0, 230.0, 80.0, s.second);
    confetti(c, s, dice);
}

/// Collectable cards with pixel creatures.
pub fn gallery(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    for (index, (x, turn)) in [(250.0, -8.0), (950.0, 8.0), (600.0, 0.0)].into_iter().enumerate() {
        let ground = [s.second, s.accent, s.main][index];
        let seed = dice.bits();
        c.at(x, 400.0, turn, if index == 2 { 1.12 } else { 1.0 }, |c| {
            c.card(-165.0, -240.0, 330.0, 480.0, 26.0, s.paper);
            c.round(-140.0, -215.0, 280.0, 300.0, 16.0, ground);
            let mut pixels = Dice::new(seed);
            let tint = mix(ground, s.ink, 0.75);
            for row in steps(8) {
                for column in steps(4) {
                    if pixels.chance(0.55) {
                        for x in [column * 26.0, -column * 26.0 - 26.0] {
                            c.rect(x, -170.0 + row * 26.0, 26.4, 26.4, tint);
                        }
                    }
                }
            }
            for x in [-52.0, 26.0] {
                c.rect(x, -92.0, 26.0, 26.0, s.spark);
            }
            c.text_lines(-140.0, 118.0, 280.0, 36.0, 16.0, &[0.7, 0.45], s.pencil);
            c.disc(110.0, 190.0, 22.0, s.accent);
        });
    }
}

/// A robot that says good day.
pub fn robot(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let body = if dice.chance(0.5) { s.paper } else { s.main };
    let x = dice.range(420.0, 520.0);
    c.line((x, 180.0), (x, 110.0), s.ink, 14.0);
    c.disc(x, 100.0, 28.0, s.accent);
    for side in [-1.0, 1.0] {
        c.round(x + side * 262.0 - 30.0, 300.0, 60.0, 130.0, 28.0, s.second);
    }
    c.card(x - 240.0, 170.0, 480.0, 390.0, 110.0, body);
    c.round(x - 180.0, 240.0, 360.0, 240.0, 90.0, s.ink);
    let wink = dice.chance(0.4);
    c.disc(x - 80.0, 335.0, 34.0, s.main);
    if wink {
        c.arc(x + 80.0, 350.0, 32.0, 200.0, 140.0, s.main, 15.0);
    } else {
        c.disc(x + 80.0, 335.0, 34.0, s.main);
    }
    c.arc(x, 372.0, 64.0, 30.0, 120.0, s.spark, 16.0);
    c.round(x - 170.0, 610.0, 340.0, 300.0, 70.0, body);
    c.disc(x, 700.0, 34.0, s.accent);
    let left = x + 300.0;
    c.card(left, 130.0, 300.0, 150.0, 44.0, s.paper);
    c.polygon(&[(left + 30.0, 240.0), (left - 34.0, 310.0), (left + 110.0, 276.0)], s.paper);
    if dice.chance(0.5) {
        for dot in steps(3) {
            c.disc(
                left + 90.0 + dot * 60.0,
                205.0,
                18.0,
                [s.main, s.second, s.accent][usize::from(dot > 0.5) + usize::from(dot > 1.5)],
            );
        }
    } else {
        c.text_lines(left + 46.0, 180.0, 200.0, 38.0, 16.0, &[1.0, 0.65], s.pencil);
    }
}

/// A conversation on a phone-wide column.
pub fn chat(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.card(330.0, 60.0, 540.0, 820.0, 54.0, s.paper);
    c.round(330.0, 60.0, 540.0, 120.0, 54.0, s.ink);
    c.rect(330.0, 130.0, 540.0, 50.0, s.ink);
    c.disc(410.0, 120.0, 36.0, s.accent);
    c.text_lines(466.0, 100.0, 220.0, 30.0, 14.0, &[0.8, 0.5], mix(s.ink, s.paper, 0.5));
    let mut y = 220.0;
    for message in 0..4u8 {
        let is_ours = message % 2 == 1;
        let (width, lines) = (dice.range(230.0, 350.0), dice.count(1, 3));
        let height = 44.0 + f32::from(lines) * 34.0;
        let x = if is_ours { 840.0 - width } else { 360.0 };
        c.round(x, y, width, height, 30.0, if is_ours { s.main } else { mix(s.paper, s.pencil, 0.6) });
        let tint = if is_ours { s.paper } else { mix(s.pencil, s.ink, 0.25) };
        for line in steps(lines) {
            c.round(
                x + 32.0,
                y + 32.0 + line * 34.0,
                (width - 64.0) * dice.range(0.55, 1.0),
                13.0,
                6.0,
                tint,
            );
        }
        y += height + 26.0;
    }
    c.sparkle(250.0, 250.0, 64.0, s.spark);
    c.sparkle(965.0, 480.0, 84.0, s.accent);
    confetti(c, s, dice);
}

/// Virtual reality glasses.
pub fn headset(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    for ring in steps(5) {
        c.faded(0.9 - ring * 0.17, |c| c.ring(600.0, 400.0, 300.0 + ring * 62.0, s.second, 8.0));
    }
    c.curve("M300 330C330 200 870 200 900 330", s.ink, 54.0);
    c.shape("M380 290L820 290C890 290 930 330 930 400L930 460C930 540 890 580 820 580L740 580C680 580 660 500 600 500C540 500 520 580 460 580L380 580C310 580 270 540 270 460L270 400C270 330 310 290 380 290Z", s.paper);
    c.shape("M400 330L800 330C860 330 890 360 890 410L890 450C890 506 860 540 806 540L750 540C700 540 670 460 600 460C530 460 500 540 450 540L394 540C340 540 310 506 310 450L310 410C310 360 340 330 400 330Z", s.ink);
    c.disc(440.0, 432.0, 62.0, s.main);
    c.disc(760.0, 432.0, 62.0, s.main);
    c.arc(440.0, 432.0, 38.0, 200.0, 80.0, s.paper, 12.0);
    c.arc(760.0, 432.0, 38.0, 200.0, 80.0, s.paper, 12.0);
    c.sparkle(dice.range(180.0, 260.0), 200.0, 50.0, s.spark);
    c.sparkle(1010.0, dice.range(560.0, 640.0), 64.0, s.accent);
    c.regular(1000.0, 190.0, 54.0, 6, 15.0, s.main);
    c.regular(190.0, 620.0, 60.0, 3, dice.range(0.0, 90.0), s.accent);
}

/// A grid that runs to a horizon with a sun.
pub fn horizon(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let x = dice.range(450.0, 750.0);
    c.disc(x, 430.0, 250.0, s.accent);
    for band in steps(5) {
        c.rect(0.0, 300.0 + band * 40.0, 1200.0, 6.0 + band * 5.0, s.ground);
    }
    c.rect(0.0, 470.0, 1200.0, 330.0, mix(s.ground, s.ink, 0.45));
    for line in steps(25) {
        let foot = -1800.0 + line * 200.0;
        c.line((600.0 + (foot - 600.0) * 0.16, 470.0), (foot, 800.0), s.main, 5.0);
    }
    let mut gap = 14.0;
    let mut y = 470.0;
    while y < 800.0 {
        c.line((0.0, y), (1200.0, y), s.main, 5.0);
        y += gap;
        gap *= 1.55;
    }
    for star in steps(14) {
        c.disc(
            (star * 173.0 + dice.range(0.0, 90.0)) % 1200.0,
            dice.range(40.0, 260.0),
            dice.range(4.0, 9.0),
            s.second,
        );
    }
    c.sparkle(dice.range(120.0, 300.0), 150.0, 48.0, s.spark);
}
