//! Friendly faces in flat colour: no photograph, no likeness, every one different. Drawn on a board of 100 × 100.

use tiny_skia::{Pixmap, Transform};

use super::canvas::{Canvas, Tint, mix, steps};
use crate::demo::dice::Dice;

/// Which hair styles and details fit the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presentation {
    /// Longer hair, earrings.
    Feminine,
    /// Shorter hair, beards.
    Masculine,
}

const SIDE: u32 = 400;
const GROUNDS: [Tint; 12] = [
    [0xBF, 0xE0, 0xF8],
    [0x0B, 0x5C, 0x8F],
    [0xF6, 0xC4, 0x4A],
    [0xF9, 0xD9, 0xC8],
    [0xBF, 0xE3, 0xD0],
    [0xD9, 0xD3, 0xF5],
    [0xFB, 0xE9, 0xC6],
    [0x7C, 0xC0, 0xF2],
    [0xE9, 0x8B, 0x70],
    [0x2B, 0x6E, 0x5A],
    [0x1B, 0x2F, 0x49],
    [0xF3, 0xC6, 0xD3],
];
const SKINS: [Tint; 9] = [
    [0xFB, 0xDC, 0xC6],
    [0xF5, 0xCB, 0xAA],
    [0xEC, 0xB8, 0x90],
    [0xE0, 0xA5, 0x78],
    [0xCE, 0x8E, 0x60],
    [0xB5, 0x76, 0x4B],
    [0x96, 0x5D, 0x3A],
    [0x75, 0x46, 0x2C],
    [0xF1, 0xC0, 0x9B],
];
const HAIRS: [Tint; 9] = [
    [0x1F, 0x1A, 0x1C],
    [0x2E, 0x20, 0x1B],
    [0x4A, 0x2E, 0x20],
    [0x6B, 0x42, 0x28],
    [0x8C, 0x57, 0x30],
    [0xC4, 0x8A, 0x3F],
    [0xA8, 0x48, 0x24],
    [0xA9, 0xA7, 0xA6],
    [0x35, 0x28, 0x2B],
];
const CLOTHES: [Tint; 11] = [
    [0x0B, 0x5C, 0x8F],
    [0x12, 0x20, 0x2F],
    [0xF7, 0xF8, 0xFA],
    [0xE8, 0x66, 0x4A],
    [0x1C, 0x7C, 0x54],
    [0xF6, 0xB4, 0x0E],
    [0x6C, 0x5C, 0xB8],
    [0xB9, 0x4A, 0x5E],
    [0x3F, 0x6E, 0x8C],
    [0xD8, 0xB4, 0x8A],
    [0x7C, 0xC0, 0xF2],
];
const INK: Tint = [0x24, 0x1C, 0x1E];
const WHITE: Tint = [255, 255, 255];

const HEAD: &str = "M32.5 43C32.5 29 40 22.5 50 22.5C60 22.5 67.5 29 67.5 43C67.5 57.5 60.5 68.5 50 68.5C39.5 68.5 32.5 57.5 32.5 43Z";

/// Draws one face; the same seed draws the same face. `None` only when memory runs out.
pub fn draw(presentation: Presentation, seed: u64) -> Option<Pixmap> {
    let mut dice = Dice::new(seed ^ Dice::hash("avatar"));
    let ground = *dice.pick(&GROUNDS);
    let skin = *dice.pick(&SKINS);
    let is_dark = u16::from(skin[0]) + u16::from(skin[1]) < 300;
    // Fair hair on the darkest skins and grey on everybody looked like a wig: most heads are dark, as on the street.
    let choices = match (is_dark, dice.chance(0.6)) {
        (true, _) => 3,
        (false, true) => 5,
        (false, false) => HAIRS.len(),
    };
    let hair = HAIRS[dice.index(choices)];
    let mut clothes = *dice.pick(&CLOTHES);
    if distance(clothes, ground) < 90 {
        clothes = if distance(ground, CLOTHES[2]) < 160 { CLOTHES[0] } else { CLOTHES[2] };
    }
    let shade = mix(skin, [0x7A, 0x2E, 0x1E], 0.22);

    let mut canvas = Canvas::new(SIDE, SIDE, ground)?;
    canvas.within(Transform::from_row(4.5, 0.0, 0.0, 4.5, -25.0, -18.0), |c| {
        backdrop(c, &mut dice, ground);
        let style = dice.index(9);
        let turn = dice.range(-3.0, 3.0);
        if presentation == Presentation::Feminine {
            long_back(c, style, hair);
        } else {
            short_back(c, style, hair);
        }
        torso(c, &mut dice, clothes, skin, shade);
        c.at(50.0, 60.0, turn, 1.0, |c| {
            c.at(-50.0, -60.0, 0.0, 1.0, |c| {
                // Ears, then the head over them.
                for x in [31.8, 68.2] {
                    c.oval(x, 47.0, 3.6, 4.8, skin);
                    c.oval(x, 47.2, 1.7, 2.8, shade);
                }
                c.shape(HEAD, skin);
                face(c, &mut dice, presentation, skin, shade, hair);
                if presentation == Presentation::Feminine {
                    long_front(c, style, hair);
                    if dice.chance(0.5) {
                        let gold = if dice.chance(0.6) { CLOTHES[5] } else { clothes };
                        for x in [31.4, 68.6] {
                            c.disc(x, 53.6, 1.5, gold);
                        }
                    }
                } else {
                    short_front(c, style, hair);
                }
                if dice.chance(0.3) {
                    glasses(c, &mut dice);
                }
            });
        });
    });
    Some(canvas.into_pixmap())
}

fn distance(one: Tint, other: Tint) -> u16 {
    one.iter().zip(other).map(|(a, b)| u16::from(a.abs_diff(b))).sum()
}

fn backdrop(c: &mut Canvas, dice: &mut Dice, ground: Tint) {
    let lighter = mix(ground, WHITE, 0.22);
    match dice.index(5) {
        0 => c.disc(50.0, 48.0, 40.0, lighter),
        1 => c.disc(dice.range(10.0, 90.0), dice.range(5.0, 40.0), 34.0, lighter),
        2 => c.polygon(&[(0.0, 100.0), (100.0, 30.0), (100.0, 100.0)], lighter),
        3 => {
            for row in steps(7) {
                for column in steps(7) {
                    c.disc(6.0 + column * 15.0, 6.0 + row * 15.0, 1.1, lighter);
                }
            }
        }
        _ => c.round(16.0, 10.0, 68.0, 110.0, 34.0, lighter),
    }
}

fn torso(c: &mut Canvas, dice: &mut Dice, clothes: Tint, skin: Tint, shade: Tint) {
    let fold = mix(clothes, [10, 20, 40], 0.18);
    let body = "M10 101C11 88 20 82 34 79C40 77.5 43 76 44 74L56 74C57 76 60 77.5 66 79C80 82 89 88 90 101Z";
    c.shape("M43 56L57 56L57 76C57 80 53 83 50 83C47 83 43 80 43 76Z", skin);
    c.shape("M43 62C46 70 54 70 57 62L57 69C54.5 73.5 45.5 73.5 43 69Z", shade);
    c.shape(body, clothes);
    match dice.index(6) {
        0 => {
            // Crew neck.
            c.oval(50.0, 76.0, 9.4, 5.6, fold);
            c.oval(50.0, 75.0, 8.0, 5.0, skin);
        }
        1 => {
            // V neck.
            c.shape("M41 74.5L50 90L59 74.5C57 72 43 72 41 74.5Z", skin);
            c.curve("M40.5 75.5L50 91L59.5 75.5", fold, 1.4);
        }
        2 => {
            // Shirt with collar.
            c.shape("M43 74L50 85L57 74C55 72 45 72 43 74Z", skin);
            let collar = mix(clothes, WHITE, 0.28);
            c.shape("M42.5 72.5L50 85L43 90L37 77Z", collar);
            c.shape("M57.5 72.5L50 85L57 90L63 77Z", collar);
            c.curve("M50 86L50 101", fold, 0.9);
            for y in [91.0, 97.0] {
                c.disc(50.0, y, 0.9, WHITE);
            }
        }
        3 => {
            // Blazer over a light top.
            c.shape("M42 74L50 92L58 74C55 72 45 72 42 74Z", skin);
            c.shape("M44.5 84C48 86 52 86 55.5 84L57 101L43 101Z", mix(WHITE, clothes, 0.06));
            c.shape("M42 74.5L49.5 101L38 101L32 82Z", fold);
            c.shape("M58 74.5L50.5 101L62 101L68 82Z", fold);
        }
        4 => {
            // Turtle neck.
            c.round(41.6, 68.5, 16.8, 10.5, 3.4, clothes);
            c.curve("M42.6 72.2C47 74 53 74 57.4 72.2", fold, 0.9);
            c.curve("M41 79C46 81.6 54 81.6 59 79", fold, 0.9);
        }
        _ => {
            // Hood.
            c.shape("M37 78C38 70 44 72 50 81C56 72 62 70 63 78C60 86 54 88 50 88C46 88 40 86 37 78Z", fold);
            c.shape("M43 74L50 82L57 74C55 72 45 72 43 74Z", skin);
            c.curve("M46 86L45.4 94", WHITE, 0.9);
            c.curve("M54 86L54.6 94", WHITE, 0.9);
        }
    }
    if dice.chance(0.22) {
        for y in [89.0, 95.0] {
            c.faded(0.35, |c| c.curve(&format!("M16 {y}C35 {} 65 {} 84 {y}", y + 3.0, y + 3.0), WHITE, 1.6));
        }
    }
}

fn face(c: &mut Canvas, dice: &mut Dice, presentation: Presentation, skin: Tint, shade: Tint, hair: Tint) {
    let is_feminine = presentation == Presentation::Feminine;
    // Blush.
    let blush = mix(skin, [0xE2, 0x4A, 0x4A], 0.42);
    c.faded(0.5, |c| {
        c.oval(39.2, 54.0, 3.9, 2.5, blush);
        c.oval(60.8, 54.0, 3.9, 2.5, blush);
    });
    // Beard first: the mouth lies on it.
    let has_beard = !is_feminine && dice.chance(0.42);
    if has_beard {
        match dice.index(3) {
            0 => c.shape("M32.6 45C33 51 35 53.5 38 54C42 54.5 46 53 50 53C54 53 58 54.5 62 54C65 53.5 67 51 67.4 45C68.2 58 61.5 71.4 50 71.4C38.5 71.4 31.8 58 32.6 45Z", hair),
            1 => c.faded(0.26, |c| c.shape("M33 47C34.5 53 38 54 42 53.6C46 53.2 54 53.2 58 53.6C62 54 65.5 53 67 47C67 59 60.5 69 50 69C39.5 69 33 59 33 47Z", hair)),
            _ => c.shape("M42 55.5C44 53.6 56 53.6 58 55.5C59.4 60 58 69.8 50 70.2C42 69.8 40.6 60 42 55.5Z", hair),
        }
    }
    // Eyes.
    let spread = dice.range(7.6, 8.6);
    let brow = mix(hair, INK, 0.25);
    let lift = dice.range(-0.8, 0.8);
    let smiling = dice.chance(0.2);
    for side in [-1.0, 1.0] {
        let x = 50.0 + side * spread;
        if smiling {
            c.curve(&format!("M{} 47.4Q{x} 44.2 {} 47.4", x - 2.5, x + 2.5), INK, 1.3);
        } else {
            c.oval(x, 46.6, 1.85, 2.25, INK);
            c.disc(x + 0.65, 45.8, 0.62, WHITE);
            if is_feminine {
                c.curve(
                    &format!("M{} 45.6Q{} 43.6 {} 44.4", x - side * 1.7, x + side * 1.2, x + side * 3.2),
                    INK,
                    0.85,
                );
            }
        }
        let thick = if is_feminine { 1.15 } else { 1.7 };
        c.curve(
            &format!(
                "M{} {}Q{} {} {} {}",
                x - side * 3.2,
                40.6 + lift,
                x + side * 0.6,
                38.4 + lift,
                x + side * 3.6,
                40.4 + lift
            ),
            brow,
            thick,
        );
    }
    // Nose.
    match dice.index(3) {
        0 => c.curve("M50.4 47.5C51 50 52.4 51.6 51.4 52.8C50.8 53.4 49.6 53.3 48.9 52.9", shade, 1.15),
        1 => c.curve("M48 52.2Q50 54.2 52 52.2", shade, 1.25),
        _ => c.curve("M49.4 47C48.6 50 47.8 51.4 48.6 52.6C49.2 53.4 50.4 53.2 51.2 52.8", shade, 1.15),
    }
    // Mouth.
    let full_beard_lip =
        if has_beard { mix(skin, [0xB8, 0x3A, 0x3A], 0.45) } else { mix(shade, [0x7E, 0x1F, 0x24], 0.62) };
    match dice.index(4) {
        0 => {
            c.shape("M43.8 57.6Q50 59 56.2 57.6Q55 64 50 64Q45 64 43.8 57.6Z", [0x6E, 0x21, 0x28]);
            c.shape(
                "M44.6 57.8Q50 59 55.4 57.8Q55.2 59.8 54.6 60.2Q50 61 45.4 60.2Q44.8 59.8 44.6 57.8Z",
                WHITE,
            );
        }
        1 => c.curve("M44.6 58.4Q50 63.2 55.4 58.4", full_beard_lip, 1.35),
        2 => c.curve("M45.6 59.4Q51 62.4 55.4 58.2", full_beard_lip, 1.35),
        _ if is_feminine => {
            let lips = mix(skin, [0xC2, 0x2C, 0x3E], 0.68);
            c.shape("M44.8 59Q47.6 56.9 50 58.1Q52.4 56.9 55.2 59Q52.6 63 50 63Q47.4 63 44.8 59Z", lips);
            c.curve("M45.6 59.1Q50 60.6 54.4 59.1", mix(lips, INK, 0.4), 0.6);
        }
        _ => c.curve("M45 58.8Q50 62.2 55 58.8", full_beard_lip, 1.4),
    }
    if !is_feminine && !has_beard && dice.chance(0.15) {
        c.shape("M42.6 57C44.4 54 48 54.4 50 55.6C52 54.4 55.6 54 57.4 57C55 57.8 52.4 57.6 50 56.8C47.6 57.6 45 57.8 42.6 57Z", hair);
    }
    if dice.chance(0.12) {
        for (x, y) in [(40.6, 52.0), (43.0, 53.2), (38.4, 53.4), (59.4, 52.0), (57.0, 53.2), (61.6, 53.4)] {
            c.disc(x, y, 0.42, shade);
        }
    }
}

fn glasses(c: &mut Canvas, dice: &mut Dice) {
    let tint = *dice.pick(&[INK, [0x5A, 0x33, 0x1C], [0x0B, 0x5C, 0x8F], [0xB9, 0x4A, 0x5E]]);
    let is_round = dice.chance(0.55);
    for x in [41.8, 58.2] {
        c.faded(0.16, |c| c.disc(x, 46.8, 5.6, WHITE));
        if is_round {
            c.ring(x, 46.8, 5.7, tint, 1.15);
        } else {
            c.frame(x - 6.0, 42.4, 12.0, 8.8, 2.8, tint, 1.25);
        }
    }
    c.curve("M47.6 46Q50 44.6 52.4 46", tint, 1.15);
    c.curve("M36 45.6L32.4 44.8", tint, 1.15);
    c.curve("M64 45.6L67.6 44.8", tint, 1.15);
}

fn long_back(c: &mut Canvas, style: usize, hair: Tint) {
    match style {
        // Long and straight.
        0 | 1 => c.shape("M29 46C27 24 38 16.5 50 16.5C62 16.5 73 24 71 46C71 60 73 72 74.5 83C66 88 58 86 50 86C42 86 34 88 25.5 83C27 72 29 60 29 46Z", hair),
        // Bob.
        2 => c.shape("M29.5 44C28 24 38 17 50 17C62 17 72 24 70.5 44C71.5 54 73 60 72.6 66.5C66 70.5 60 69 50 69C40 69 34 70.5 27.4 66.5C27 60 28.5 54 29.5 44Z", hair),
        // Bun on top.
        3 => {
            c.disc(50.0, 14.0, 8.4, hair);
            c.shape("M31 46C29.5 27 39 19 50 19C61 19 70.5 27 69 46Z", hair);
        }
        // Big curls.
        4 => {
            for (x, y, radius) in [
                (50.0, 24.0, 14.0), (36.0, 27.0, 11.5), (64.0, 27.0, 11.5), (28.0, 38.0, 11.0), (72.0, 38.0, 11.0), (25.6, 51.0, 10.5),
                (74.4, 51.0, 10.5), (28.0, 63.0, 9.6), (72.0, 63.0, 9.6), (34.0, 71.0, 8.0), (66.0, 71.0, 8.0), (50.0, 45.0, 22.0),
            ] {
                c.disc(x, y, radius, hair);
            }
        }
        // Waves to the shoulder.
        5 => c.shape("M30 42C27 23 39 16 50 16C61 16 73 23 70 42C74 48 69 53 73 59C77 66 71 71 73 78C66 82 60 80 50 80C40 80 34 82 27 78C29 71 23 66 27 59C31 53 26 48 30 42Z", hair),
        // Ponytail to one side.
        6 => {
            c.shape("M64 26C78 24 84 38 80 54C78 64 80 72 74 80C70 72 71 64 69 54C67 44 64 38 62 32Z", hair);
            c.shape("M31 46C29.5 27 39 19 50 19C61 19 70.5 27 69 46Z", hair);
        }
        // Two braids.
        7 => {
            c.shape("M30 46C28.5 25 39 18 50 18C61 18 71.5 25 70 46L69 60L31 60Z", hair);
            for x in [29.0, 71.0] {
                for knot in steps(4) {
                    c.oval(x + (x - 50.0) * 0.02 * knot, 60.0 + knot * 6.4, 4.6 - knot * 0.4, 4.4, hair);
                }
                c.round(x - 2.4, 83.0, 5.6, 2.4, 1.2, CLOTHES[3]);
            }
        }
        // Short crop.
        _ => c.shape("M30.6 46C28 26 38 17.5 50 17.5C62 17.5 72 26 69.4 46L67 54L33 54Z", hair),
    }
}

fn long_front(c: &mut Canvas, style: usize, hair: Tint) {
    let light = mix(hair, WHITE, 0.13);
    match style {
        // Parted in the middle.
        0 | 5 => {
            c.shape(
                "M50 20C40 19 31 25 31.4 46C35 42 46 34 50 23.5C54 34 65 42 68.6 46C69 25 60 19 50 20Z",
                hair,
            );
            c.curve("M48.4 24C45 32 38 37 34.6 40", light, 0.9);
            c.curve("M51.6 24C55 32 62 37 65.4 40", light, 0.9);
        }
        // Parted at the side.
        1 | 6 => {
            c.shape("M43 20C34 21 30.6 30 31.8 46C35.4 41 40.6 34 43 26.5C49 34 60 39.5 68.4 45.5C69.6 28 60 16 43 20Z", hair);
            c.curve("M45 25.5C51 32 59 36 65.4 40", light, 0.9);
        }
        // Straight fringe.
        2 => {
            c.shape("M31.4 46C29.6 26 39 18.6 50 18.6C61 18.6 70.4 26 68.6 46C67.6 42.4 67.4 39.6 66.8 37.4C58 35.2 42 35.2 33.2 37.4C32.6 39.6 32.4 42.4 31.4 46Z", hair);
            for x in [40.0, 46.0, 52.0, 58.0] {
                c.curve(&format!("M{x} 29L{} 35", x - 0.4), light, 0.8);
            }
        }
        // Swept back for the bun.
        3 => {
            c.shape("M31.4 45C30 28 39 19.4 50 19.4C61 19.4 70 28 68.6 45C66.6 35 60 29.6 50 29.6C40 29.6 33.4 35 31.4 45Z", hair);
            c.curve("M40 24.6C44 22.6 47 20 49 17", light, 0.9);
            c.curve("M60 24.6C56 22.6 53 20 51 17", light, 0.9);
        }
        // Curls over the forehead.
        4 => {
            for (x, y, radius) in [
                (37.0, 29.0, 6.4),
                (45.0, 26.0, 7.0),
                (54.0, 26.0, 7.0),
                (62.6, 29.0, 6.4),
                (33.0, 36.0, 4.8),
                (67.0, 36.0, 4.8),
            ] {
                c.disc(x, y, radius, hair);
            }
            c.arc(45.0, 26.0, 4.2, 190.0, 120.0, light, 0.9);
            c.arc(55.0, 26.0, 4.2, 200.0, 120.0, light, 0.9);
        }
        7 => {
            c.shape(
                "M50 20C40 19 31 25 31.4 44C35 36 44 30 50 23.5C56 30 65 36 68.6 44C69 25 60 19 50 20Z",
                hair,
            );
            c.curve("M50 18.6L50 23", mix(hair, WHITE, 0.35), 0.7);
        }
        // Short crop with a sweep.
        _ => {
            c.shape("M31.2 47C28 28 38 16.6 52 17C64 17.4 71 28 68.8 46C66.4 40 65.4 37 64 33.6C56 36.4 44 36 37.4 31.6C35.6 36 32.6 40 31.2 47Z", hair);
            c.curve("M40 27C46 31 54 31.4 61 29", light, 0.9);
        }
    }
}

fn short_back(c: &mut Canvas, style: usize, hair: Tint) {
    match style {
        // Afro.
        3 => c.disc(50.0, 33.0, 25.0, hair),
        // Tied behind.
        6 => {
            c.disc(50.0, 15.6, 6.4, hair);
            c.shape("M31.4 46C29.6 27 39 19 50 19C61 19 70.4 27 68.6 46Z", hair);
        }
        // Medium, over the ears.
        7 => c.shape("M29.6 44C28 25 38 17 50 17C62 17 72 25 70.4 44C72.4 52 72 58 69.6 63L62 60L38 60L30.4 63C28 58 27.6 52 29.6 44Z", hair),
        _ => {}
    }
}

fn short_front(c: &mut Canvas, style: usize, hair: Tint) {
    let light = mix(hair, WHITE, 0.14);
    match style {
        // Side part.
        0 => {
            c.shape("M31.6 45C29.4 27 38 17.6 51 18C63 18.4 71 27 68.4 45C67.2 40 66.8 36.6 65.4 33C57 33.6 47 31.6 41 27.4C39 31.6 34 35 33.2 38C32.6 40.4 32.2 42 31.6 45Z", hair);
            c.curve("M42.4 25.6C49 29.6 57 31 64 30.4", light, 0.9);
        }
        // Cropped close.
        1 => c.shape("M32 44C30.4 28 39 20.4 50 20.4C61 20.4 69.6 28 68 44C67 37 65.6 33 63 31C58 28.8 42 28.8 37 31C34.4 33 33 37 32 44Z", hair),
        // Curls on top.
        2 => {
            c.shape("M32 44C30.4 28 39 20.4 50 20.4C61 20.4 69.6 28 68 44C67 38 65.6 35 63 33C58 31 42 31 37 33C34.4 35 33 38 32 44Z", hair);
            for (x, y, radius) in [(37.0, 25.0, 5.8), (44.0, 20.8, 6.6), (52.0, 19.8, 6.8), (60.0, 22.6, 6.2), (64.6, 28.0, 4.6), (34.6, 30.6, 4.2)] {
                c.disc(x, y, radius, hair);
            }
            c.arc(44.4, 21.0, 3.8, 190.0, 120.0, light, 0.9);
            c.arc(53.0, 20.0, 3.8, 190.0, 120.0, light, 0.9);
        }
        // Afro: the hairline.
        3 => c.shape("M32 43C31.6 33 36 28.6 42 29.4C46 27.6 54 27.6 58 29.4C64 28.6 68.4 33 68 43C70 30 62 20 50 20C38 20 30 30 32 43Z", hair),
        // Quiff.
        4 => {
            c.shape("M32 44C29.6 33 31 26 35 23C38 14 57 11.6 67 17.4C65 18 64.6 18.6 64.6 19.4C69.6 25 70 35 68 44C67 38 66 34 63.6 30.6C56 32.6 44 32 38 30C35.4 34 33.2 38 32 44Z", hair);
            c.curve("M40 25C47 27.4 56 25 62 20.4", light, 1.0);
        }
        // Bald, with a shine.
        5 => {
            c.faded(0.5, |c| c.curve("M41 27.6C43.4 25.6 46 24.8 48.6 24.6", WHITE, 1.5));
            c.faded(0.55, |c| {
                c.shape("M32 46C31.6 41 32 38 33.2 35.4C34 40 33.6 43 32 46Z", hair);
                c.shape("M68 46C68.4 41 68 38 66.8 35.4C66 40 66.4 43 68 46Z", hair);
            });
        }
        // Swept back.
        6 => {
            c.shape("M31.8 45C30 28 39 19.4 50 19.4C61 19.4 70 28 68.2 45C66.6 35 60 30 50 30C40 30 33.4 35 31.8 45Z", hair);
            c.curve("M42 24.4C45 22.6 48 20.6 49 18.4", light, 0.9);
        }
        // Medium, parted in the middle.
        7 => {
            c.shape("M50 19.4C40 18.6 30.6 26 31.4 47C35.6 41 45 35 49.6 25.6C54.6 35 64.4 41 68.6 47C69.4 26 60 18.6 50 19.4Z", hair);
            c.curve("M48.6 25C45 31 39 35.6 35 39", light, 0.9);
        }
        // Short, spiky fringe.
        _ => c.shape("M31.8 45C29.4 26 39 17.4 51 18C63 18.6 70.6 27 68.2 45C67 40 66.4 37.4 65.4 34.4L61.4 36.2L58.6 32.4L53.4 35.6L49.2 31.8L44.4 35.4L41 31.6L37 35.8L34.6 34C33.4 38 32.8 41 31.8 45Z", hair),
    }
}
