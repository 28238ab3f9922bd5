//! Motifs of Video y animación: timelines, players, frames, clappers, lenses and portraits.

use super::{
    canvas::{Canvas, Tint, corners, mix, polar, steps},
    cover::{confetti, person},
    graphics::picture,
    scheme::Scheme,
};
use crate::demo::dice::Dice;

const SKINS: [Tint; 4] = [[0xF5, 0xCB, 0xAA], [0xCE, 0x8E, 0x60], [0x96, 0x5D, 0x3A], [0xEC, 0xB8, 0x90]];

/// The tracks of a cut.
pub fn timeline(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.card(110.0, 80.0, 980.0, 640.0, 26.0, [0x14, 0x1F, 0x2E]);
    picture(c, s, 150.0, 120.0, 520.0, 290.0, mix(s.main, s.second, 0.4));
    c.disc(410.0, 265.0, 54.0, [255; 3]);
    c.play(414.0, 265.0, 44.0, s.ink);
    for row in steps(3) {
        c.round(710.0, 130.0 + row * 94.0, 340.0, 76.0, 14.0, [0x22, 0x32, 0x47]);
        c.round(
            730.0,
            148.0 + row * 94.0,
            66.0,
            40.0,
            8.0,
            [s.accent, s.spark, s.second][usize::from(row > 0.5) + usize::from(row > 1.5)],
        );
        c.text_lines(820.0, 154.0 + row * 94.0, 190.0, 24.0, 10.0, &[1.0, 0.6], [0x3A, 0x50, 0x6B]);
    }
    for track in steps(4) {
        let y = 450.0 + track * 62.0;
        c.round(150.0, y, 900.0, 50.0, 10.0, [0x1C, 0x2A, 0x3D]);
        let mut x = 150.0 + dice.range(0.0, 90.0);
        let tint = [s.accent, [0x4F, 0xA8, 0xE2], s.spark, [0x57, 0xB8, 0x8C]]
            [usize::from(track > 0.5) + usize::from(track > 1.5) + usize::from(track > 2.5)];
        while x < 980.0 {
            let width = dice.range(70.0, 250.0).min(1050.0 - x);
            c.round(x, y, width, 50.0, 10.0, tint);
            if track > 1.5 {
                let mut bar = x + 12.0;
                while bar < x + width - 10.0 {
                    let half = dice.range(4.0, 18.0);
                    c.round(bar, y + 25.0 - half, 5.0, half * 2.0, 2.5, mix(tint, [0x14, 0x1F, 0x2E], 0.55));
                    bar += 11.0;
                }
            }
            x += width + dice.range(6.0, 60.0);
        }
    }
    let head = dice.range(320.0, 860.0);
    c.line((head, 436.0), (head, 704.0), [255; 3], 5.0);
    c.polygon(&[(head - 18.0, 424.0), (head + 18.0, 424.0), (head, 452.0)], [255; 3]);
}

/// A ball thrown across the picture, each moment visible.
pub fn onion(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let bounce = dice.range(330.0, 430.0);
    c.rect(0.0, 640.0, 1200.0, 160.0, mix(s.ground, s.ink, 0.16));
    for frame in steps(13) {
        let share = frame / 12.0;
        let x = 130.0 + share * 940.0;
        let phase = (share * 2.0).fract();
        let height = bounce * (1.0 - share * 0.35) * 4.0 * phase * (1.0 - phase);
        let last = frame > 11.5;
        let squash = if height < 30.0 { 0.74 } else { 1.0 };
        c.faded(if last { 1.0 } else { 0.18 + share * 0.5 }, |c| {
            c.oval(x, 570.0 - height, 76.0 / squash, 76.0 * squash, if last { s.accent } else { s.main });
        });
        if last {
            c.arc(x - 8.0, 560.0, 46.0, 190.0, 80.0, [255; 3], 10.0);
        }
    }
    for mark in steps(25) {
        let long = if (mark % 4.0) < 0.5 { 44.0 } else { 22.0 };
        c.line(
            (100.0 + mark * 42.0, 700.0),
            (100.0 + mark * 42.0, 700.0 + long),
            mix(s.ground, s.main, 0.7),
            6.0,
        );
    }
    confetti(c, s, dice);
}

/// A strip of film.
pub fn frames(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.at(600.0, 400.0, dice.range(-12.0, 12.0), 1.0, |c| {
        c.rect(-900.0, -230.0, 1800.0, 460.0, s.ink);
        for hole in steps(23) {
            for y in [-208.0, 166.0] {
                c.round(-880.0 + hole * 78.0, y, 42.0, 42.0, 10.0, s.ground);
            }
        }
        let mut tints = [s.main, s.accent, s.second, s.spark];
        dice.shuffle(&mut tints);
        for frame in 0..5usize {
            let x = [-845.0, -503.0, -161.0, 181.0, 523.0][frame];
            let tint = tints[frame % 4];
            c.round(x, -140.0, 322.0, 280.0, 14.0, tint);
            let (cx, light) = (x + 161.0, mix(tint, [255; 3], 0.7));
            match dice.index(4) {
                0 => c.play(cx, 0.0, 120.0, light),
                1 => {
                    c.disc(cx, -10.0, 76.0, light);
                    c.disc(cx + 34.0, -30.0, 64.0, tint);
                }
                2 => c.regular(cx, 0.0, 96.0, 6, dice.range(0.0, 60.0), light),
                _ => {
                    for bar in steps(4) {
                        let height = dice.range(50.0, 190.0);
                        c.round(cx - 104.0 + bar * 56.0, 90.0 - height, 40.0, height, 12.0, light);
                    }
                }
            }
        }
    });
}

/// A player with its bar.
pub fn player(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.card(150.0, 110.0, 900.0, 580.0, 32.0, s.ink);
    let scene = *dice.pick(&[s.main, s.second, s.accent]);
    c.round(174.0, 134.0, 852.0, 450.0, 18.0, scene);
    for ray in steps(12) {
        c.slice(600.0, 359.0, 222.0, ray * 30.0, 15.0, mix(scene, [255; 3], 0.2));
    }
    c.disc(600.0, 359.0, 116.0, [255; 3]);
    c.play(610.0, 359.0, 104.0, s.accent);
    let done = dice.range(180.0, 520.0);
    c.round(210.0, 630.0, 640.0, 16.0, 8.0, mix(s.ink, s.pencil, 0.3));
    c.round(210.0, 630.0, done, 16.0, 8.0, s.accent);
    c.disc(210.0 + done, 638.0, 20.0, [255; 3]);
    c.round(890.0, 622.0, 46.0, 32.0, 8.0, mix(s.ink, s.pencil, 0.5));
    c.round(956.0, 622.0, 46.0, 32.0, 8.0, mix(s.ink, s.pencil, 0.5));
}

/// A clapper board over pages of script.
pub fn clapper(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.at(790.0, 400.0, 6.0, 1.0, |c| {
        c.card(-210.0, -280.0, 420.0, 560.0, 10.0, s.paper);
        for (row, (left, width)) in [
            (0.0, 300.0),
            (60.0, 180.0),
            (60.0, 210.0),
            (0.0, 280.0),
            (60.0, 150.0),
            (60.0, 200.0),
            (0.0, 260.0),
            (60.0, 190.0),
        ]
        .into_iter()
        .enumerate()
        {
            c.round(
                -160.0 + left,
                [-220.0, -160.0, -124.0, -64.0, -4.0, 32.0, 92.0, 152.0][row],
                width,
                16.0,
                8.0,
                if left < 1.0 { s.ink } else { s.pencil },
            );
        }
    });
    c.at(450.0, 460.0, dice.range(-10.0, -4.0), 1.0, |c| {
        c.card(-270.0, -110.0, 540.0, 360.0, 20.0, s.ink);
        for row in steps(2) {
            c.round(-230.0, 30.0 + row * 90.0, 460.0, 6.0, 3.0, mix(s.ink, s.pencil, 0.4));
            c.round(-230.0, -6.0 + row * 90.0, 110.0 + row * 40.0, 18.0, 9.0, s.spark);
            c.round(20.0, -6.0 + row * 90.0, 150.0, 18.0, 9.0, s.pencil);
        }
        c.round(-230.0, 176.0, 250.0, 18.0, 9.0, s.pencil);
        for (turn, top) in [(0.0, -110.0), (-17.0, -120.0)] {
            c.at(-262.0, top, turn, 1.0, |c| {
                c.rect(0.0, -70.0, 532.0, 66.0, s.ink);
                for stripe in steps(5) {
                    let x = 20.0 + stripe * 106.0;
                    c.polygon(&[(x + 30.0, -70.0), (x + 80.0, -70.0), (x + 50.0, -4.0), (x, -4.0)], [255; 3]);
                }
            });
        }
        c.disc(-246.0, -118.0, 18.0, s.accent);
    });
    confetti(c, s, dice);
}

/// Somebody speaks to the camera.
pub fn testimonial(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.card(180.0, 110.0, 640.0, 580.0, 30.0, s.main);
    person(c, 500.0, 410.0, 240.0, mix(s.main, [255; 3], 0.25), *dice.pick(&SKINS), s.spark);
    c.disc(246.0, 170.0, 18.0, [0xE0, 0x3E, 0x4E]);
    c.round(280.0, 160.0, 90.0, 20.0, 10.0, [255; 3]);
    for (x, y, dx, dy) in [(214.0, 620.0, 1.0, -1.0), (786.0, 620.0, -1.0, -1.0), (786.0, 180.0, -1.0, 1.0)] {
        c.polyline(&[(x, y + dy * 50.0), (x, y), (x + dx * 50.0, y)], [255; 3], 8.0);
    }
    c.card(700.0, 240.0, 380.0, 270.0, 34.0, s.paper);
    c.polygon(&[(760.0, 500.0), (700.0, 580.0), (850.0, 500.0)], s.paper);
    c.shape(
        "M750 340C750 300 775 282 806 278L806 298C790 302 784 314 784 326L808 326L808 372L750 372Z",
        s.accent,
    );
    c.shape(
        "M826 340C826 300 851 282 882 278L882 298C866 302 860 314 860 326L884 326L884 372L826 372Z",
        s.accent,
    );
    c.text_lines(750.0, 402.0, 280.0, 32.0, 14.0, &[1.0, 0.7], s.pencil);
    for star in steps(5) {
        let (x, y) = (906.0 + star * 34.0, 326.0);
        let points: Vec<(f32, f32)> = (0..10u8)
            .map(|tip| polar(x, y, if tip % 2 == 0 { 17.0 } else { 7.5 }, -90.0 + f32::from(tip) * 36.0))
            .collect();
        c.polygon(&points, s.spark);
    }
}

/// Curves, dots and columns of numbers in movement.
pub fn dataviz(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    match dice.index(3) {
        0 => {
            // Concentric progress.
            for ring in steps(6) {
                let radius = 90.0 + ring * 48.0;
                let tint = *dice.pick(&[s.main, s.accent, s.second, s.spark]);
                c.ring(600.0, 400.0, radius, mix(s.ground, s.main, 0.14), 30.0);
                c.arc(600.0, 400.0, radius, -90.0, dice.range(90.0, 310.0), tint, 30.0);
            }
        }
        1 => {
            // Layers of a stream: the highest is drawn first, the lower ones cover its foot.
            let mut base: Vec<f32> = steps(9).map(|step| 740.0 - step * 12.0).collect();
            let mut layers = Vec::new();
            for _ in 0..4u8 {
                base = base.iter().map(|y| y - dice.range(50.0, 190.0)).collect();
                layers.push(base.clone());
            }
            for (index, layer) in layers.iter().enumerate().rev() {
                let points: Vec<(f32, f32)> =
                    layer.iter().zip(steps(9)).map(|(y, step)| (step * 160.0 - 40.0, *y)).collect();
                if let Some(curve) = super::canvas::smooth(&points) {
                    let mut builder = tiny_skia::PathBuilder::new();
                    builder.push_path(&curve);
                    builder.line_to(1240.0, 820.0);
                    builder.line_to(-40.0, 820.0);
                    builder.close();
                    if let Some(path) = builder.finish() {
                        c.fill(&path, [s.main, s.second, s.accent, s.spark][index]);
                    }
                }
            }
        }
        _ => {
            // Bubbles on a plane.
            for line in steps(6) {
                c.line(
                    (130.0, 130.0 + line * 108.0),
                    (1100.0, 130.0 + line * 108.0),
                    mix(s.ground, s.main, 0.25),
                    3.0,
                );
            }
            c.line((130.0, 100.0), (130.0, 690.0), s.ink, 8.0);
            c.line((130.0, 690.0), (1100.0, 690.0), s.ink, 8.0);
            for bubble in steps(14) {
                let x = 210.0 + bubble * 62.0 + dice.range(-30.0, 30.0);
                let y = 620.0 - bubble * 32.0 + dice.range(-110.0, 110.0);
                let tint = *dice.pick(&[s.main, s.accent, s.second, s.spark]);
                c.faded(0.88, |c| c.disc(x, y.clamp(150.0, 620.0), dice.range(20.0, 70.0), tint));
            }
        }
    }
    confetti(c, s, dice);
}

/// A goal that fills up.
pub fn goal(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let share = dice.range(0.6, 0.88);
    c.ring(600.0, 370.0, 230.0, mix(s.ground, s.main, 0.25), 56.0);
    c.arc(600.0, 370.0, 230.0, -90.0, 360.0 * share, s.accent, 56.0);
    c.at(600.0, 360.0, 38.0, 1.0, |c| {
        c.shape("M0 -150C60 -100 70 -20 50 70L-50 70C-70 -20 -60 -100 0 -150Z", s.paper);
        c.shape("M0 -150C28 -126 46 -96 54 -62L-54 -62C-46 -96 -28 -126 0 -150Z", s.main);
        c.disc(0.0, -14.0, 26.0, s.second);
        c.shape("M-50 10L-96 80L-44 68Z", s.main);
        c.shape("M50 10L96 80L44 68Z", s.main);
        c.shape("M-32 78L32 78C26 116 10 130 0 158C-10 130 -26 116 -32 78Z", s.spark);
    });
    for pile in 0..4usize {
        let (x, coins) = ([180.0, 300.0, 900.0, 1020.0][pile], dice.count(2, 7));
        for coin in steps(coins) {
            c.oval(x, 700.0 - coin * 30.0, 56.0, 20.0, mix(s.spark, s.ink, 0.3));
            c.oval(x, 692.0 - coin * 30.0, 56.0, 20.0, s.spark);
        }
    }
    confetti(c, s, dice);
}

/// A product turns on a podium.
pub fn podium(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    c.faded(0.5, |c| {
        c.polygon(
            &[(480.0, 0.0), (720.0, 0.0), (940.0, 620.0), (260.0, 620.0)],
            mix(s.ground, [255; 3], 0.4),
        );
    });
    c.oval(600.0, 700.0, 410.0, 66.0, mix(s.main, s.ink, 0.3));
    c.rect(190.0, 640.0, 820.0, 60.0, mix(s.main, s.ink, 0.3));
    c.oval(600.0, 640.0, 410.0, 66.0, s.main);
    c.oval(600.0, 640.0, 300.0, 44.0, mix(s.main, [255; 3], 0.15));
    match dice.index(3) {
        0 => {
            c.round(490.0, 250.0, 220.0, 390.0, 44.0, s.paper);
            c.round(540.0, 180.0, 120.0, 76.0, 16.0, s.ink);
            c.rect(490.0, 400.0, 220.0, 130.0, s.accent);
            c.disc(600.0, 465.0, 40.0, s.paper);
        }
        1 => {
            c.ring(600.0, 400.0, 170.0, s.ink, 46.0);
            c.rect(400.0, 410.0, 400.0, 230.0, mix(s.main, [255; 3], 0.0));
            for x in [412.0, 708.0] {
                c.round(x, 400.0, 80.0, 190.0, 36.0, s.accent);
                c.round(x + 14.0, 420.0, 52.0, 150.0, 26.0, mix(s.accent, s.ink, 0.3));
            }
            c.oval(600.0, 640.0, 300.0, 44.0, mix(s.main, [255; 3], 0.15));
            c.rect(500.0, 400.0, 200.0, 200.0, mix(s.ground, [255; 3], 0.2));
        }
        _ => {
            c.shape("M330 600C320 540 350 470 400 450C440 500 500 500 540 450C640 520 740 530 840 560C880 574 880 640 860 640L360 640C340 640 332 620 330 600Z", s.paper);
            c.shape("M332 606L876 606C878 626 870 648 856 648L362 648C344 648 334 628 332 606Z", s.accent);
            c.shape("M640 508C690 524 740 532 800 548C770 580 680 580 620 560Z", s.main);
            for lace in steps(3) {
                c.line(
                    (548.0 + lace * 34.0, 462.0 + lace * 18.0),
                    (528.0 + lace * 34.0, 498.0 + lace * 18.0),
                    s.ink,
                    8.0,
                );
            }
        }
    }
    c.arc(600.0, 640.0, 470.0, 200.0, 50.0, s.spark, 10.0);
    c.arc(600.0, 640.0, 470.0, 290.0, 50.0, s.spark, 10.0);
    confetti(c, s, dice);
}

/// A lens with its blades.
#[expect(clippy::many_single_char_names, reason = "coordinates and the two that every motif has")]
pub fn aperture(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let (x, y) = (dice.range(520.0, 680.0), 400.0);
    c.disc(x + 14.0, y + 24.0, 322.0, mix(s.ground, s.ink, 0.25));
    c.disc(x, y, 320.0, s.ink);
    c.ring(x, y, 286.0, mix(s.ink, s.pencil, 0.35), 10.0);
    c.disc(x, y, 250.0, s.main);
    let open = dice.range(84.0, 140.0);
    let start = dice.range(0.0, 60.0);
    let inner = corners(x, y, open, 6, start);
    for blade in 0..6usize {
        let turn = start + [0.0, 60.0, 120.0, 180.0, 240.0, 300.0][blade];
        let tint = mix(
            s.main,
            if blade % 2 == 0 { s.second } else { s.ink },
            0.28 + [0.0, 0.06, 0.12, 0.06, 0.12, 0.0][blade],
        );
        let (a, b) = (polar(x, y, 250.0, turn + 62.0), polar(x, y, 250.0, turn + 122.0));
        let middle = polar(x, y, 262.0, turn + 92.0);
        c.polygon(&[inner[blade], inner[(blade + 1) % 6], b, middle, a], tint);
    }
    c.polygon(&inner, mix(s.ink, s.main, 0.15));
    c.faded(0.9, |c| c.disc(x - open * 0.3, y - open * 0.34, open * 0.2, [255; 3]));
    c.ring(x, y, 256.0, s.ink, 16.0);
    c.disc(1090.0, 140.0, 44.0, s.accent);
    c.polyline(&[(90.0, 190.0), (90.0, 90.0), (190.0, 90.0)], s.accent, 14.0);
    c.polyline(&[(1110.0, 610.0), (1110.0, 710.0), (1010.0, 710.0)], s.accent, 14.0);
}

/// Portraits in frames.
#[expect(clippy::many_single_char_names, reason = "coordinates and the two that every motif has")]
pub fn portraits(c: &mut Canvas, s: &Scheme, dice: &mut Dice) {
    let mut tints = [s.main, s.accent, s.spark, s.second];
    dice.shuffle(&mut tints);
    for index in 0..3usize {
        let (x, width, height, turn) =
            [(230.0, 270.0, 380.0, -5.0), (600.0, 360.0, 500.0, 0.0), (975.0, 270.0, 380.0, 5.0)][index];
        let tint = tints[index];
        let light = mix(tint, [255; 3], 0.45);
        let skin = *dice.pick(&SKINS);
        let hair =
            *dice.pick(&[[0x2E, 0x20, 0x1B], [0x6B, 0x42, 0x28], [0x1F, 0x1A, 0x1C], [0xA8, 0x48, 0x24]]);
        let is_long = dice.chance(0.5);
        c.at(x, 400.0, turn, 1.0, |c| {
            c.card(-width / 2.0, -height / 2.0, width, height, 10.0, s.paper);
            let (w, h) = (width / 2.0 - 22.0, height / 2.0 - 22.0);
            c.rect(-w, -h, w * 2.0, h * 2.0 - 40.0, light);
            c.disc(w * 0.3, -h * 0.35, w * 0.7, mix(light, [255; 3], 0.4));
            let r = w * 0.4;
            if is_long {
                c.round(-r * 1.28, -r * 1.3, r * 2.56, r * 3.0, r * 1.2, hair);
            } else {
                c.oval(0.0, -r * 0.34, r * 1.1, r * 1.1, hair);
            }
            c.round(-r * 0.32, r * 0.5, r * 0.64, r, r * 0.3, mix(skin, [0x7A, 0x2E, 0x1E], 0.2));
            c.oval(0.0, 0.0, r * 0.86, r * 1.06, skin);
            c.shape(
                &format!(
                    "M{} {}C{} {} {} {} {} {}C{} {} {} {} {} {}Z",
                    -r * 0.9,
                    -r * 0.1,
                    -r * 0.8,
                    -r * 0.7,
                    r * 0.2,
                    -r * 0.5,
                    r * 0.4,
                    -r * 0.9,
                    r * 0.9,
                    -r * 1.6,
                    -r * 1.1,
                    -r * 1.5,
                    -r * 0.9,
                    -r * 0.1
                ),
                hair,
            );
            let foot = h - 40.0;
            c.shape(
                &format!(
                    "M{} {foot}C{} {} {} {} {} {}L{} {}C{} {} {} {} {} {foot}Z",
                    -w * 0.9,
                    -w * 0.8,
                    r * 1.5,
                    -r * 0.6,
                    r * 1.4,
                    -r * 0.4,
                    r * 1.25,
                    r * 0.4,
                    r * 1.25,
                    r * 0.6,
                    r * 1.4,
                    w * 0.8,
                    r * 1.5,
                    w * 0.9
                ),
                tint,
            );
            c.round(-w, h - 18.0, w * 0.7, 12.0, 6.0, s.pencil);
        });
    }
}
