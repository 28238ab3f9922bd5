//! The drawing board: a thin layer over tiny-skia with the handful of shapes that the avatars and covers are made of.

use tiny_skia::{FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

/// An opaque colour, red, green, blue.
pub type Tint = [u8; 3];

/// 0.0, 1.0, 2.0 … below `count`: loop counters that can be multiplied with lengths.
pub fn steps(count: u8) -> impl DoubleEndedIterator<Item = f32> + ExactSizeIterator {
    (0..u16::from(count)).map(f32::from)
}

/// A colour between two others; 0 gives the first, 1 the second.
pub fn mix(from: Tint, to: Tint, share: f32) -> Tint {
    let blend = |a: u8, b: u8| {
        let value = f32::from(a) + (f32::from(b) - f32::from(a)) * share;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to the range of u8"
        )]
        let byte = value.clamp(0.0, 255.0).round() as u8;
        byte
    };
    [blend(from[0], to[0]), blend(from[1], to[1]), blend(from[2], to[2])]
}

/// A picture being drawn, with a current transform and opacity.
pub struct Canvas {
    pixmap: Pixmap,
    transform: Transform,
    alpha: f32,
}

impl Canvas {
    /// An empty picture filled with one colour. `None` when a side is zero.
    pub fn new(width: u32, height: u32, ground: Tint) -> Option<Self> {
        let mut pixmap = Pixmap::new(width, height)?;
        pixmap.fill(tiny_skia::Color::from_rgba8(ground[0], ground[1], ground[2], 255));
        Some(Self { pixmap, transform: Transform::identity(), alpha: 1.0 })
    }

    /// The finished picture.
    pub fn into_pixmap(self) -> Pixmap {
        self.pixmap
    }

    /// Draws with an added transform: what is drawn inside has its own coordinates.
    pub fn within(&mut self, transform: Transform, draw: impl FnOnce(&mut Self)) {
        let before = self.transform;
        self.transform = before.pre_concat(transform);
        draw(self);
        self.transform = before;
    }

    /// Moves, turns (degrees) and scales around a new origin.
    pub fn at(&mut self, x: f32, y: f32, degrees: f32, scale: f32, draw: impl FnOnce(&mut Self)) {
        let transform = Transform::from_translate(x, y)
            .pre_concat(Transform::from_rotate(degrees))
            .pre_scale(scale, scale);
        self.within(transform, draw);
    }

    /// Draws with part of the opacity.
    pub fn faded(&mut self, alpha: f32, draw: impl FnOnce(&mut Self)) {
        let before = self.alpha;
        self.alpha *= alpha;
        draw(self);
        self.alpha = before;
    }

    fn paint(&self, tint: Tint) -> Paint<'static> {
        let mut paint = Paint::default();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "opacity lies between 0 and 1"
        )]
        let alpha = (self.alpha.clamp(0.0, 1.0) * 255.0).round() as u8;
        paint.set_color_rgba8(tint[0], tint[1], tint[2], alpha);
        paint.anti_alias = true;
        paint
    }

    /// Fills a path with one colour.
    pub fn fill(&mut self, path: &Path, tint: Tint) {
        let paint = self.paint(tint);
        self.pixmap.fill_path(path, &paint, FillRule::EvenOdd, self.transform, None);
    }

    /// Draws the outline of a path, with round ends.
    pub fn stroke(&mut self, path: &Path, tint: Tint, width: f32) {
        let paint = self.paint(tint);
        let stroke =
            Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
        self.pixmap.stroke_path(path, &paint, &stroke, self.transform, None);
    }

    /// A filled shape written as an SVG path (absolute M, L, C, Q, Z only).
    pub fn shape(&mut self, data: &str, tint: Tint) {
        if let Some(path) = svg(data) {
            self.fill(&path, tint);
        }
    }

    /// An outline written as an SVG path (absolute M, L, C, Q, Z only).
    pub fn curve(&mut self, data: &str, tint: Tint, width: f32) {
        if let Some(path) = svg(data) {
            self.stroke(&path, tint, width);
        }
    }

    /// An axis-parallel rectangle.
    pub fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, tint: Tint) {
        self.round(x, y, width, height, 0.0, tint);
    }

    /// A rectangle with round corners.
    pub fn round(&mut self, x: f32, y: f32, width: f32, height: f32, radius: f32, tint: Tint) {
        if let Some(path) = rounded(x, y, width, height, radius) {
            self.fill(&path, tint);
        }
    }

    /// The outline of a rectangle with round corners.
    #[expect(clippy::too_many_arguments, reason = "a shape is its numbers")]
    pub fn frame(&mut self, x: f32, y: f32, width: f32, height: f32, radius: f32, tint: Tint, line: f32) {
        if let Some(path) = rounded(x, y, width, height, radius) {
            self.stroke(&path, tint, line);
        }
    }

    /// A sheet that floats: a soft shadow under a rounded rectangle.
    pub fn card(&mut self, x: f32, y: f32, width: f32, height: f32, radius: f32, tint: Tint) {
        self.shadow(x, y, width, height, radius);
        self.round(x, y, width, height, radius, tint);
    }

    /// A soft shadow of a rounded rectangle.
    pub fn shadow(&mut self, x: f32, y: f32, width: f32, height: f32, radius: f32) {
        for spread in steps(6) {
            let grow = 4.0 + spread * 7.5;
            self.faded(0.042, |canvas| {
                canvas.round(
                    x - grow + 8.0,
                    y - grow + 26.0,
                    width + grow * 2.0 - 16.0,
                    height + grow * 2.0 - 12.0,
                    radius + grow,
                    [8, 20, 36],
                );
            });
        }
    }

    /// A filled circle.
    pub fn disc(&mut self, x: f32, y: f32, radius: f32, tint: Tint) {
        if let Some(path) = PathBuilder::from_circle(x, y, radius) {
            self.fill(&path, tint);
        }
    }

    /// A filled ellipse.
    pub fn oval(&mut self, x: f32, y: f32, across: f32, down: f32, tint: Tint) {
        if let Some(path) =
            Rect::from_xywh(x - across, y - down, across * 2.0, down * 2.0).and_then(PathBuilder::from_oval)
        {
            self.fill(&path, tint);
        }
    }

    /// The outline of a circle.
    pub fn ring(&mut self, x: f32, y: f32, radius: f32, tint: Tint, width: f32) {
        if let Some(path) = PathBuilder::from_circle(x, y, radius) {
            self.stroke(&path, tint, width);
        }
    }

    /// A straight line with round ends.
    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), tint: Tint, width: f32) {
        self.polyline(&[from, to], tint, width);
    }

    /// Straight lines through points.
    pub fn polyline(&mut self, points: &[(f32, f32)], tint: Tint, width: f32) {
        if let Some(path) = straight(points, false) {
            self.stroke(&path, tint, width);
        }
    }

    /// A filled polygon.
    pub fn polygon(&mut self, points: &[(f32, f32)], tint: Tint) {
        if let Some(path) = straight(points, true) {
            self.fill(&path, tint);
        }
    }

    /// Part of a circle's line, in degrees clockwise from three o'clock.
    #[expect(clippy::too_many_arguments, reason = "a shape is its numbers")]
    pub fn arc(&mut self, x: f32, y: f32, radius: f32, from: f32, sweep: f32, tint: Tint, width: f32) {
        if let Some(path) = straight(&arc_points(x, y, radius, from, sweep), false) {
            self.stroke(&path, tint, width);
        }
    }

    /// A slice of a disc, in degrees clockwise from three o'clock.
    pub fn slice(&mut self, x: f32, y: f32, radius: f32, from: f32, sweep: f32, tint: Tint) {
        let mut points = arc_points(x, y, radius, from, sweep);
        points.push((x, y));
        self.polygon(&points, tint);
    }

    /// Bars that stand for lines of text, each a share of the width.
    #[expect(clippy::too_many_arguments, reason = "a shape is its numbers")]
    pub fn text_lines(
        &mut self,
        x: f32,
        y: f32,
        width: f32,
        gap: f32,
        thick: f32,
        shares: &[f32],
        tint: Tint,
    ) {
        let mut top = y;
        for share in shares {
            self.round(x, top, width * share, thick, thick / 2.0, tint);
            top += gap;
        }
    }

    /// A four-pointed sparkle.
    pub fn sparkle(&mut self, x: f32, y: f32, size: f32, tint: Tint) {
        self.at(x, y, 0.0, size, |canvas| {
            canvas.shape("M0 -1C0.12 -0.3 0.3 -0.12 1 0C0.3 0.12 0.12 0.3 0 1C-0.12 0.3 -0.3 0.12 -1 0C-0.3 -0.12 -0.12 -0.3 0 -1Z", tint);
        });
    }

    /// A play triangle with soft corners, centred.
    pub fn play(&mut self, x: f32, y: f32, size: f32, tint: Tint) {
        self.at(x, y, 0.0, size, |canvas| {
            let points = [(-0.35, -0.5), (0.55, 0.0), (-0.35, 0.5)];
            canvas.polygon(&points, tint);
            if let Some(path) = straight(&points, true) {
                canvas.stroke(&path, tint, 0.22);
            }
        });
    }

    /// A check mark, centred.
    pub fn check(&mut self, x: f32, y: f32, size: f32, tint: Tint) {
        self.polyline(
            &[(x - size * 0.5, y), (x - size * 0.12, y + size * 0.36), (x + size * 0.52, y - size * 0.38)],
            tint,
            size * 0.26,
        );
    }

    /// A regular polygon.
    pub fn regular(&mut self, x: f32, y: f32, radius: f32, sides: u8, turn: f32, tint: Tint) {
        self.polygon(&corners(x, y, radius, sides, turn), tint);
    }
}

/// The corners of a regular polygon; `turn` in degrees.
pub fn corners(x: f32, y: f32, radius: f32, sides: u8, turn: f32) -> Vec<(f32, f32)> {
    steps(sides)
        .map(|side| {
            let angle = (turn + 360.0 * side / f32::from(sides)).to_radians();
            (x + radius * angle.cos(), y + radius * angle.sin())
        })
        .collect()
}

/// A point on a circle; degrees clockwise from three o'clock.
pub fn polar(x: f32, y: f32, radius: f32, degrees: f32) -> (f32, f32) {
    let angle = degrees.to_radians();
    (x + radius * angle.cos(), y + radius * angle.sin())
}

fn arc_points(x: f32, y: f32, radius: f32, from: f32, sweep: f32) -> Vec<(f32, f32)> {
    steps(73).map(|step| polar(x, y, radius, from + sweep * step / 72.0)).collect()
}

/// Straight lines through points, closed or open.
pub fn straight(points: &[(f32, f32)], is_closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for (index, (x, y)) in points.iter().enumerate() {
        if index == 0 {
            builder.move_to(*x, *y);
        } else {
            builder.line_to(*x, *y);
        }
    }
    if is_closed {
        builder.close();
    }
    builder.finish()
}

/// A soft line through points (Catmull-Rom as cubic Béziers).
pub fn smooth(points: &[(f32, f32)]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let first = points.first()?;
    builder.move_to(first.0, first.1);
    for index in 0..points.len().saturating_sub(1) {
        let before = points[index.saturating_sub(1)];
        let (from, to) = (points[index], points[index + 1]);
        let after = points.get(index + 2).copied().unwrap_or(to);
        builder.cubic_to(
            from.0 + (to.0 - before.0) / 6.0,
            from.1 + (to.1 - before.1) / 6.0,
            to.0 - (after.0 - from.0) / 6.0,
            to.1 - (after.1 - from.1) / 6.0,
            to.0,
            to.1,
        );
    }
    builder.finish()
}

/// A rectangle with round corners (the radius is cut to what fits).
pub fn rounded(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Option<Path> {
    let radius = radius.min(width / 2.0).min(height / 2.0).max(0.0);
    if radius <= 0.01 {
        return Rect::from_xywh(x, y, width, height).map(PathBuilder::from_rect);
    }
    // 0.5523 makes a cubic Bézier the best quarter circle.
    let handle = radius * (1.0 - 0.5523);
    let (right, bottom) = (x + width, y + height);
    let mut builder = PathBuilder::new();
    builder.move_to(x + radius, y);
    builder.line_to(right - radius, y);
    builder.cubic_to(right - handle, y, right, y + handle, right, y + radius);
    builder.line_to(right, bottom - radius);
    builder.cubic_to(right, bottom - handle, right - handle, bottom, right - radius, bottom);
    builder.line_to(x + radius, bottom);
    builder.cubic_to(x + handle, bottom, x, bottom - handle, x, bottom - radius);
    builder.line_to(x, y + radius);
    builder.cubic_to(x, y + handle, x + handle, y, x + radius, y);
    builder.close();
    builder.finish()
}

/// Reads an SVG path of absolute M, L, C, Q and Z commands, each letter written out. `None` when it is not one.
pub fn svg(data: &str) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let mut rest = data;
    while let Some(command) = rest.chars().next() {
        rest = &rest[command.len_utf8()..];
        let end = rest.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(rest.len());
        let numbers: Vec<f32> = rest[..end]
            .split([' ', ','])
            .filter(|part| !part.is_empty())
            .map(str::parse)
            .collect::<Result<_, _>>()
            .ok()?;
        rest = &rest[end..];
        match (command, numbers.as_slice()) {
            ('M', [x, y]) => builder.move_to(*x, *y),
            ('L', points) => points.chunks_exact(2).for_each(|point| builder.line_to(point[0], point[1])),
            ('C', points) => {
                points.chunks_exact(6).for_each(|p| builder.cubic_to(p[0], p[1], p[2], p[3], p[4], p[5]));
            }
            ('Q', points) => points.chunks_exact(4).for_each(|p| builder.quad_to(p[0], p[1], p[2], p[3])),
            ('Z', []) => builder.close(),
            _ => return None,
        }
    }
    builder.finish()
}
