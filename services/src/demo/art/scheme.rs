//! The colours a cover may wear: families around Río, Celeste and Sol, with warm and green relatives for variety.

use super::canvas::Tint;
use crate::demo::dice::Dice;

/// One set of colours that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// The background.
    pub ground: Tint,
    /// Large quiet shapes on the background.
    pub quiet: Tint,
    /// The strongest shapes.
    pub main: Tint,
    /// Their companion.
    pub second: Tint,
    /// What stands out.
    pub accent: Tint,
    /// A spark.
    pub spark: Tint,
    /// Sheets, windows, screens.
    pub paper: Tint,
    /// Lines and bars on paper.
    pub pencil: Tint,
    /// The darkest ink.
    pub ink: Tint,
}

const RIO: Tint = [0x0B, 0x5C, 0x8F];
const CELESTE: Tint = [0x7C, 0xC0, 0xF2];
const SOL: Tint = [0xF6, 0xB4, 0x0E];
const INK: Tint = [0x12, 0x20, 0x2F];
const CORAL: Tint = [0xE8, 0x66, 0x4A];
const WHITE: Tint = [0xFF, 0xFF, 0xFF];
const FOG: Tint = [0xD5, 0xE3, 0xEF];
const GREEN: Tint = [0x1C, 0x7C, 0x54];
const VIOLET: Tint = [0x5B, 0x4B, 0xB5];

const BREATH: Scheme = Scheme {
    ground: [0xEA, 0xF4, 0xFC],
    quiet: [0xD5, 0xE9, 0xF9],
    main: RIO,
    second: CELESTE,
    accent: CORAL,
    spark: SOL,
    paper: WHITE,
    pencil: FOG,
    ink: INK,
};
const RIVER: Scheme = Scheme {
    ground: RIO,
    quiet: [0x14, 0x6B, 0xA2],
    main: CELESTE,
    second: [0xBF, 0xE0, 0xF8],
    accent: SOL,
    spark: CORAL,
    ..BREATH
};
const NIGHT: Scheme = Scheme {
    ground: [0x0D, 0x16, 0x22],
    quiet: [0x17, 0x25, 0x37],
    main: CELESTE,
    second: [0x2E, 0x7F, 0xB8],
    accent: SOL,
    spark: CORAL,
    ink: [0x2B, 0x3F, 0x59],
    ..BREATH
};
const SKY: Scheme = Scheme {
    ground: [0xA9, 0xD6, 0xF6],
    quiet: [0xBD, 0xE1, 0xF9],
    main: RIO,
    second: WHITE,
    accent: CORAL,
    spark: SOL,
    ..BREATH
};
const SUN: Scheme = Scheme {
    ground: [0xF8, 0xBE, 0x2E],
    quiet: [0xFA, 0xCC, 0x58],
    main: RIO,
    second: [0xFF, 0xF1, 0xCC],
    accent: CORAL,
    spark: WHITE,
    pencil: [0xF0, 0xE2, 0xC0],
    ..BREATH
};
const SAND: Scheme = Scheme {
    ground: [0xFB, 0xF0, 0xDD],
    quiet: [0xF5, 0xE3, 0xC3],
    main: RIO,
    second: [0xF2, 0xA7, 0x7F],
    accent: CORAL,
    spark: SOL,
    pencil: [0xEC, 0xDF, 0xC8],
    ..BREATH
};
const FOREST: Scheme = Scheme {
    ground: [0x1B, 0x6B, 0x4B],
    quiet: [0x24, 0x7C, 0x5A],
    main: [0xBF, 0xE3, 0xD0],
    second: [0x7F, 0xC8, 0xA4],
    accent: SOL,
    spark: CORAL,
    pencil: [0xD6, 0xE8, 0xDE],
    ..BREATH
};
const MINT: Scheme = Scheme {
    ground: [0xD6, 0xEE, 0xE1],
    quiet: [0xC2, 0xE4, 0xD2],
    main: GREEN,
    second: [0x6F, 0xBF, 0x99],
    accent: CORAL,
    spark: SOL,
    pencil: [0xD3, 0xE6, 0xDC],
    ..BREATH
};
const EMBER: Scheme = Scheme {
    ground: CORAL,
    quiet: [0xEE, 0x7C, 0x63],
    main: INK,
    second: [0xFB, 0xD0, 0xC2],
    accent: SOL,
    spark: WHITE,
    pencil: [0xF3, 0xDA, 0xD2],
    ..BREATH
};
const BLUSH: Scheme = Scheme {
    ground: [0xFB, 0xE0, 0xD7],
    quiet: [0xF7, 0xCF, 0xC2],
    main: [0x9B, 0x3A, 0x4E],
    second: [0xEE, 0x94, 0x80],
    accent: RIO,
    spark: SOL,
    pencil: [0xF0, 0xDC, 0xD6],
    ..BREATH
};
const LILAC: Scheme = Scheme {
    ground: [0xE3, 0xDE, 0xF7],
    quiet: [0xD3, 0xCC, 0xF1],
    main: VIOLET,
    second: [0xA2, 0x96, 0xE0],
    accent: CORAL,
    spark: SOL,
    pencil: [0xDD, 0xD8, 0xEF],
    ..BREATH
};
const DUSK: Scheme = Scheme {
    ground: [0x2A, 0x22, 0x5E],
    quiet: [0x38, 0x2F, 0x75],
    main: [0xA8, 0x9C, 0xF0],
    second: [0x6C, 0x5C, 0xC8],
    accent: SOL,
    spark: CORAL,
    pencil: [0xDA, 0xD5, 0xF2],
    ..BREATH
};

/// Each category keeps to a few families, so that a page of one category has a face and a page of all is a mosaic.
fn family(category: &str) -> &'static [Scheme] {
    match category {
        "tendencias" => &[NIGHT, DUSK, RIVER, LILAC, BREATH],
        "artes-graficas" => &[SAND, EMBER, SUN, BLUSH, SKY, BREATH, RIVER],
        "programacion" => &[NIGHT, BREATH, RIVER, SKY, MINT, DUSK],
        "marketing-digital" => &[SUN, BLUSH, SKY, EMBER, LILAC, FOREST],
        "video-y-animacion" => &[DUSK, EMBER, NIGHT, SKY, SUN, RIVER],
        "escritura" => &[SAND, MINT, BREATH, BLUSH, RIVER, FOREST],
        "musica-y-audio" => &[DUSK, LILAC, EMBER, NIGHT, SUN, MINT],
        _ => &[BREATH, FOREST, RIVER, MINT, SAND, SKY],
    }
}

/// The colours of one cover.
pub fn choose(category: &str, dice: &mut Dice) -> Scheme {
    *dice.pick(family(category))
}
