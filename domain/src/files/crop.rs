//! Which square of a picture stays, where one is needed: chosen in the browser, cut on the server, by the same numbers.

use std::ops::RangeInclusive;

use crate::{FieldError, FieldErrors};

/// All of something, in permille.
const WHOLE: u16 = 1000;

/// A square of a picture, told by shares, so that each of its values fits every picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crop {
    /// How much of what is left over beside and above the square lies before it, in permille.
    x: u16,
    y: u16,
    /// The square's side, in permille of the picture's shorter side.
    size: u16,
}

/// The same in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Square {
    pub x: u32,
    pub y: u32,
    pub side: u32,
}

impl Default for Crop {
    /// The largest square in the middle.
    fn default() -> Self {
        Self { x: WHOLE / 2, y: WHOLE / 2, size: WHOLE }
    }
}

impl Crop {
    /// How many times nearer than the largest square one may go: of less there is not enough left to look at.
    pub const NEAREST: u16 = 5;
    /// The smallest square, in permille of the picture's shorter side.
    pub const MIN_SIZE: u16 = WHOLE / Self::NEAREST;

    /// Reads `crop_x`, `crop_y` and `crop_size` (permille) of a form or an upload. Without the first two, `focus`
    /// (percent) says where along its longer side the picture is cut; without anything it is the middle.
    pub fn parse<'a>(value: impl Fn(&str) -> &'a str) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut read = |field: &'static str, unsaid: u16, range: RangeInclusive<u16>| {
            errors.collect(number(field, value(field), unsaid, range)).unwrap_or(unsaid)
        };
        let middle = read("focus", 50, 0..=100) * 10;
        let crop = Self {
            x: read("crop_x", middle, 0..=WHOLE),
            y: read("crop_y", middle, 0..=WHOLE),
            size: read("crop_size", WHOLE, Self::MIN_SIZE..=WHOLE),
        };
        errors.into_result()?;
        Ok(crop)
    }

    /// `crop_x`, `crop_y`, `crop_size`, as [`Crop::parse`] reads them.
    pub fn fields(self) -> [(&'static str, u16); 3] {
        [("crop_x", self.x), ("crop_y", self.y), ("crop_size", self.size)]
    }

    /// The square of a picture of this width and height; never empty, and never beyond its edges.
    pub fn square(self, (width, height): (u32, u32)) -> Square {
        let side = part(width.min(height), self.size).max(1);
        let before = |edge: u32, share| part(edge.saturating_sub(side), share);
        Square { x: before(width, self.x), y: before(height, self.y), side }
    }

    /// Moved to the right and down, in permille of its own side, as far as the picture goes.
    #[must_use]
    pub fn moved(self, picture: (u32, u32), right: i32, down: i32) -> Self {
        let side = self.square(picture).side;
        let share = |from: u16, by: i32, edge: u32| {
            let space = i64::from(edge.saturating_sub(side)).max(1);
            let moved = i64::from(from) + i64::from(by) * i64::from(side) / space;
            u16::try_from(moved.clamp(0, i64::from(WHOLE))).unwrap_or(from)
        };
        Self { x: share(self.x, right, picture.0), y: share(self.y, down, picture.1), ..self }
    }

    /// Nearer or farther around the same middle, as far as the picture goes: in percent, 100 is the largest square.
    #[must_use]
    pub fn zoomed(self, picture: (u32, u32), percent: u16) -> Self {
        let (before, whole) = (self.square(picture), u32::from(WHOLE));
        let size = u16::try_from(whole * 100 / u32::from(percent.max(1))).unwrap_or(WHOLE);
        let zoomed = Self { size: size.clamp(Self::MIN_SIZE, WHOLE), ..self };
        let smaller_by = i64::from(before.side) - i64::from(zoomed.square(picture).side);
        let to = |from: u32| i64::from(from) + smaller_by / 2;
        zoomed.at(picture, to(before.x), to(before.y))
    }

    /// With its corner as near to these pixels as the picture lets it.
    fn at(self, picture: (u32, u32), x: i64, y: i64) -> Self {
        let side = self.square(picture).side;
        let share = |position: i64, edge: u32, unsaid: u16| {
            let space = i64::from(edge.saturating_sub(side));
            if space == 0 {
                return unsaid;
            }
            // Rounded up, as the way back rounds down: the same position comes out again.
            let permille = (position.clamp(0, space) * i64::from(WHOLE) + space - 1) / space;
            u16::try_from(permille).unwrap_or(WHOLE)
        };
        Self { x: share(x, picture.0, self.x), y: share(y, picture.1, self.y), ..self }
    }
}

fn part(whole: u32, permille: u16) -> u32 {
    let part = u64::from(whole) * u64::from(permille) / u64::from(WHOLE);
    u32::try_from(part).unwrap_or(whole)
}

fn number(
    field: &'static str,
    typed: &str,
    unsaid: u16,
    range: RangeInclusive<u16>,
) -> Result<u16, FieldError> {
    let number = match typed.trim() {
        "" => unsaid,
        typed => typed.parse().map_err(|_| FieldError::new(field, "invalid_number"))?,
    };
    if number < *range.start() {
        Err(FieldError::new(field, "too_small").with("min", range.start()))
    } else if number > *range.end() {
        Err(FieldError::new(field, "too_large_number").with("max", range.end()))
    } else {
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(fields: &[(&str, &'static str)]) -> Result<Crop, Vec<(String, String)>> {
        let value =
            |field: &str| fields.iter().find(|(name, _)| *name == field).map_or("", |(_, value)| *value);
        Crop::parse(value)
            .map_err(|errors| errors.0.iter().map(|e| (e.field.to_string(), e.code.to_string())).collect())
    }

    #[test]
    fn what_is_not_said_is_the_middle_of_the_largest_square() {
        assert_eq!(parse(&[]), Ok(Crop::default()));
        assert_eq!(Crop::default().square((300, 100)), Square { x: 100, y: 0, side: 100 });
        let at = |focus| parse(&[("focus", focus)]).unwrap().square((100, 300)).y;
        assert_eq!([at("0"), at("50"), at("100")], [0, 100, 200]);
        let exact = parse(&[("focus", "0"), ("crop_x", "1000"), ("crop_size", "500")]).unwrap();
        assert_eq!(exact.square((300, 100)), Square { x: 250, y: 0, side: 50 });
    }

    #[test]
    fn what_is_no_part_of_a_picture_is_refused_at_its_field() {
        let wrong = parse(&[("focus", "101"), ("crop_x", "1001"), ("crop_y", "-1"), ("crop_size", "199")]);
        let named = |field: &str, code: &str| (field.to_owned(), code.to_owned());
        let wanted = vec![
            named("focus", "too_large_number"),
            named("crop_x", "too_large_number"),
            named("crop_y", "invalid_number"),
            named("crop_size", "too_small"),
        ];
        assert_eq!(wrong, Err(wanted));
        assert!(parse(&[("crop_x", "NaN")]).is_err());
    }

    #[test]
    fn it_is_moved_and_zoomed_as_far_as_the_picture_goes() {
        let picture = (4000, 3000);
        let close = Crop::default().zoomed(picture, 200);
        assert_eq!(close.square(picture), Square { x: 1250, y: 750, side: 1500 }, "around the same middle");
        assert_eq!(close.moved(picture, 100, -100).square(picture), Square { x: 1400, y: 600, side: 1500 });
        assert_eq!(close.moved(picture, 9999, -9999).square(picture), Square { x: 2500, y: 0, side: 1500 });
        assert_eq!(close.moved(picture, 9999, 0).zoomed(picture, 1).square(picture).side, 3000);
    }

    #[test]
    fn zooming_step_by_step_stays_where_it_was() {
        let (picture, right) = ((30, 10), Crop::default().moved((30, 10), 9999, 0));
        let near = (11..=20).fold(right, |crop, tenths| crop.zoomed(picture, tenths * 10));
        assert_eq!(near.square(picture), Square { x: 20, y: 0, side: 5 }, "half pixels are left out");
    }

    proptest! {
        #[test]
        fn no_crop_leaves_its_picture(
            width in 1_u32..50_000, height in 1_u32..50_000,
            x in 0_u16..=1000, y in 0_u16..=1000, size in Crop::MIN_SIZE..=1000,
            right in -5000..5000, down in -5000..5000, next in 0_u16..2000,
        ) {
            let picture = (width, height);
            let crop = Crop { x, y, size };
            for crop in [crop, crop.moved(picture, right, down), crop.zoomed(picture, next)] {
                let Square { x, y, side } = crop.square(picture);
                prop_assert!(side >= 1 && x + side <= width && y + side <= height);
                let text = crop.fields().map(|(name, value)| (name, value.to_string()));
                let value = |field: &str| text.iter().find(|(name, _)| *name == field).map_or("", |(_, text)| text);
                prop_assert_eq!(Crop::parse(value), Ok(crop));
            }
        }
    }
}
