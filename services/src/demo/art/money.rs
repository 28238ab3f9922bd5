//! Motifs of Negocios: stairs, targets, dashboards, plans, contracts and scales.

use super::{
    canvas::{Canvas, mix, polar, steps},
    cover::{confetti, window},
    scheme::Scheme,
};
use crate::demo::dice::Dice;

/// A deck of slides.
pub fn slides(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    for (x, y, tint) in [(330.0, 120.0, s.second), (250.0, 180.0, s.accent)] {
        c.card(x, y, 720.0, 430.0, 18.0, tint);
    }
    c.card(160.0, 240.0, 740.0, 450.0, 18.0, s.paper);
    c.round(210.0, 296.0, 290.0, 34.0, 10.0, s.ink);
    c.text_lines(210.0, 360.0, 260.0, 36.0, 15.0, &[1.0, 0.85, 0.95, 0.5], s.pencil);
    c.round(210.0, 560.0, 150.0, 52.0, 26.0, s.main);
    match dice.index(3) {
        0 => {
            c.slice(710.0, 450.0, 140.0, -90.0, 210.0, s.main);
            c.slice(710.0, 450.0, 140.0, 120.0, 90.0, s.accent);
            c.slice(710.0, 450.0, 140.0, 210.0, 60.0, s.spark);
            c.disc(710.0, 450.0, 66.0, s.paper);
        }
        1 => {
            for bar in steps(5) {
                let height = 70.0 + bar * 50.0 + dice.range(-20.0, 20.0);
                c.round(
                    560.0 + bar * 60.0,
                    610.0 - height,
                    42.0,
                    height,
                    10.0,
                    if bar > 3.5 { s.accent } else { s.main },
                );
            }
        }
        _ => {
            c.polyline(
                &[(550.0, 570.0), (630.0, 500.0), (700.0, 530.0), (780.0, 400.0), (840.0, 350.0)],
                s.main,
                14.0,
            );
            for (x, y) in [(550.0, 570.0), (630.0, 500.0), (700.0, 530.0), (780.0, 400.0), (840.0, 350.0)] {
                c.disc(x, y, 17.0, s.accent);
            }
        }
    }
    confetti(c, s, dice);
}

/// Steps up to a flag.
pub fn stairs(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    for step in steps(5) {
        let (x, height) = (150.0 + step * 180.0, 110.0 + step * 92.0);
        let tint = mix(s.main, s.second, 0.75 - step * 0.18);
        c.rect(x, 720.0 - height, 180.5, height, tint);
        c.rect(x, 720.0 - height, 180.5, 16.0, mix(tint, [255; 3], 0.4));
    }
    let top = 720.0 - 110.0 - 4.0 * 92.0;
    c.line((980.0, top), (980.0, top - 170.0), s.ink, 12.0);
    c.polygon(&[(986.0, top - 170.0), (1110.0, top - 126.0), (986.0, top - 82.0)], s.accent);
    let arrow = dice.range(60.0, 110.0);
    c.curve(
        &format!("M170 {}C360 {} 560 {} 760 {}", 520.0 - arrow, 470.0 - arrow, 380.0 - arrow, 250.0 - arrow),
        s.spark,
        18.0,
    );
    c.at(775.0, 240.0 - arrow, -34.0, 1.0, |c| {
        c.polygon(&[(40.0, 0.0), (-26.0, -36.0), (-26.0, 36.0)], s.spark);
    });
    confetti(c, s, dice);
}

/// A target hit in the middle.
pub fn target(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let x = dice.range(480.0, 620.0);
    c.disc(x + 12.0, 430.0, 300.0, mix(s.ground, s.ink, 0.18));
    for (radius, tint) in
        [(300.0, s.main), (236.0, s.paper), (172.0, s.main), (108.0, s.paper), (50.0, s.accent)]
    {
        c.disc(x, 410.0, radius, tint);
    }
    c.line((x, 410.0), (x + 330.0, 150.0), s.ink, 14.0);
    c.at(x + 330.0, 150.0, -38.0, 1.0, |c| {
        c.polygon(&[(-10.0, 0.0), (50.0, -48.0), (120.0, -48.0), (60.0, 0.0)], s.spark);
        c.polygon(&[(-10.0, 0.0), (50.0, 48.0), (120.0, 48.0), (60.0, 0.0)], mix(s.spark, s.ink, 0.2));
    });
    confetti(c, s, dice);
}

/// A dashboard.
pub fn dashboard(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    window(c, s, 120.0, 90.0, 960.0, 630.0);
    for tile in 0..4usize {
        let x = [170.0, 392.0, 614.0, 836.0][tile];
        c.round(x, 190.0, 196.0, 118.0, 16.0, mix(s.paper, s.pencil, 0.45));
        c.round(x + 24.0, 216.0, 70.0, 12.0, 6.0, mix(s.pencil, s.ink, 0.2));
        c.round(x + 24.0, 248.0, dice.range(80.0, 140.0), 30.0, 8.0, [s.main, s.accent, s.ink, s.main][tile]);
    }
    c.round(170.0, 334.0, 560.0, 340.0, 16.0, mix(s.paper, s.pencil, 0.45));
    let mut y = 590.0;
    let mut points = Vec::new();
    for step in steps(9) {
        points.push((205.0 + step * 61.0, y));
        y = (y - dice.range(-30.0, 62.0)).clamp(380.0, 620.0);
    }
    let mut area = points.clone();
    area.extend([(693.0, 650.0), (205.0, 650.0)]);
    c.faded(0.25, |c| c.polygon(&area, s.main));
    c.polyline(&points, s.main, 10.0);
    if let Some((x, y)) = points.last() {
        c.disc(*x, *y, 16.0, s.accent);
    }
    c.round(756.0, 334.0, 276.0, 340.0, 16.0, mix(s.paper, s.pencil, 0.45));
    c.arc(894.0, 470.0, 82.0, -90.0, 360.0, s.pencil, 34.0);
    c.arc(894.0, 470.0, 82.0, -90.0, dice.range(150.0, 260.0), s.accent, 34.0);
    c.text_lines(800.0, 604.0, 190.0, 30.0, 13.0, &[1.0, 0.6], mix(s.pencil, s.ink, 0.15));
}

/// Overlapping circles.
pub fn venn(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let turn = dice.range(0.0, 120.0);
    for (index, tint) in [s.main, s.accent, s.spark].into_iter().enumerate() {
        let (x, y) = polar(600.0, 400.0, 132.0, turn + [0.0, 120.0, 240.0][index]);
        c.faded(0.78, |c| c.disc(x, y, 210.0, tint));
    }
    c.disc(600.0, 400.0, 58.0, s.paper);
    c.check(600.0, 400.0, 50.0, s.ink);
    for (x, y, side) in
        [(150.0, 200.0, 1.0), (1050.0, 240.0, -1.0), (1030.0, 640.0, -1.0), (160.0, 620.0, 1.0)]
    {
        let shares = [1.0, dice.range(0.5, 0.8)];
        c.card(x - 100.0, y - 48.0, 200.0, 96.0, 18.0, s.paper);
        c.text_lines(x - 70.0, y - 22.0, 140.0, 30.0, 13.0, &shares, s.pencil);
        c.line((x + side * 100.0, y), (x + side * 170.0, y), s.ink, 6.0);
    }
}

/// A business model on notes.
pub fn plan(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.card(130.0, 90.0, 940.0, 620.0, 20.0, s.paper);
    for (x, y, width, height) in [
        (160.0, 120.0, 168.0, 380.0),
        (338.0, 120.0, 168.0, 184.0),
        (338.0, 314.0, 168.0, 186.0),
        (516.0, 120.0, 168.0, 380.0),
        (694.0, 120.0, 168.0, 184.0),
        (694.0, 314.0, 168.0, 186.0),
        (872.0, 120.0, 168.0, 380.0),
        (160.0, 510.0, 435.0, 170.0),
        (605.0, 510.0, 435.0, 170.0),
    ] {
        c.round(x, y, width, height, 12.0, mix(s.paper, s.pencil, 0.4));
        c.round(x + 18.0, y + 20.0, 80.0, 12.0, 6.0, s.ink);
        let notes = if height > 300.0 { 3 } else { 1 };
        for note in steps(notes) {
            if dice.chance(0.85) {
                let tint = *dice.pick(&[s.spark, s.accent, s.second, s.main]);
                c.at(
                    x + 76.0 + dice.range(0.0, 20.0),
                    y + 104.0 + note * 112.0,
                    dice.range(-6.0, 6.0),
                    1.0,
                    |c| {
                        c.round(-48.0, -44.0, 96.0, 88.0, 6.0, tint);
                        c.text_lines(-30.0, -20.0, 60.0, 20.0, 8.0, &[1.0, 0.7], mix(tint, s.ink, 0.5));
                    },
                );
            }
        }
    }
}

/// A contract with its signature and seal.
pub fn contract(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.at(580.0, 420.0, dice.range(-6.0, 2.0), 1.0, |c| {
        c.card(-280.0, -350.0, 560.0, 740.0, 12.0, s.paper);
        c.round(-130.0, -296.0, 260.0, 30.0, 10.0, s.ink);
        c.text_lines(-220.0, -226.0, 440.0, 34.0, 13.0, &[1.0, 0.96, 1.0, 0.92, 0.6], s.pencil);
        c.text_lines(-220.0, -24.0, 440.0, 34.0, 13.0, &[1.0, 0.9, 0.98, 0.7], s.pencil);
        c.line((-220.0, 236.0), (-10.0, 236.0), s.ink, 5.0);
        c.curve("M-210 226C-180 150 -160 150 -166 206C-170 246 -130 180 -116 190C-104 198 -120 230 -92 216C-60 200 -50 190 -20 206", s.main, 8.0);
        for ray in steps(16) {
            let (x, y) = polar(130.0, 210.0, 78.0, ray * 22.5);
            c.disc(x, y, 18.0, s.accent);
        }
        c.disc(130.0, 210.0, 80.0, s.accent);
        c.ring(130.0, 210.0, 58.0, s.paper, 5.0);
        c.check(130.0, 210.0, 54.0, s.paper);
    });
    c.at(880.0, 470.0, 36.0, 1.0, |c| {
        c.shape("M0 0L24 60L-24 60Z", s.spark);
        c.round(-24.0, 60.0, 48.0, 260.0, 16.0, s.ink);
        c.rect(-24.0, 96.0, 48.0, 14.0, s.spark);
    });
    confetti(c, s, dice);
}

/// A pair of scales.
pub fn scales(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let tilt = dice.range(-7.0, 7.0);
    c.round(430.0, 660.0, 340.0, 50.0, 25.0, s.ink);
    c.round(582.0, 170.0, 36.0, 510.0, 18.0, s.ink);
    c.disc(600.0, 170.0, 46.0, s.accent);
    for side in [-1.0, 1.0] {
        let (x, y) = polar(600.0, 210.0, side * 310.0, tilt);
        c.line((600.0, 210.0), (x, y), s.ink, 22.0);
        c.line((x, y), (x - 120.0, y + 230.0), mix(s.ink, s.pencil, 0.4), 7.0);
        c.line((x, y), (x + 120.0, y + 230.0), mix(s.ink, s.pencil, 0.4), 7.0);
        c.slice(x, y + 226.0, 150.0, 0.0, 180.0, s.main);
        c.round(x - 156.0, y + 214.0, 312.0, 26.0, 13.0, mix(s.main, s.ink, 0.3));
        c.disc(x, y, 18.0, s.spark);
        if side < 0.0 {
            c.round(x - 50.0, y + 110.0, 100.0, 104.0, 8.0, s.paper);
            c.text_lines(x - 32.0, y + 134.0, 64.0, 22.0, 9.0, &[1.0, 0.8, 0.5], s.pencil);
        } else {
            for coin in steps(3) {
                c.oval(x, y + 200.0 - coin * 30.0, 56.0, 19.0, mix(s.spark, s.ink, 0.3));
                c.oval(x, y + 193.0 - coin * 30.0, 56.0, 19.0, s.spark);
            }
        }
    }
    confetti(c, s, dice);
}
