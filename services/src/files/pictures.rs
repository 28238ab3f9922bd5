//! From whatever a camera made to WebP in a few widths: nothing of the original bytes survives, so neither do
//! hidden scripts, places where it was taken, or claims of a size that would fill the memory.

use std::io::Cursor;

use domain::{
    Error, FieldError,
    files::{Crop, MAX_PIXELS, PicturePurpose, Square},
};
use fast_image_resize::{ResizeOptions, Resizer};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

/// One width of a picture.
pub struct Rendition {
    pub width: u32,
    pub height: u32,
    pub webp: Vec<u8>,
}

const QUALITY: f32 = 80.0;
/// For decoding; 40 megapixels of RGBA are 160 MB.
const MAX_MEMORY: u64 = 256 * 1024 * 1024;

/// Slow: call it off the threads that serve. One rendition for each width of the purpose, in that order; a picture
/// that is smaller than a width is not blown up.
pub(super) fn encode(purpose: PicturePurpose, crop: Crop, bytes: &[u8]) -> Result<Vec<Rendition>, Error> {
    let picture = decode(bytes)?;
    let picture = if purpose.is_square() { square(picture, crop) } else { picture };
    purpose.widths().into_iter().map(|width| render(&picture, width)).collect()
}

/// By its first bytes, whatever its name says; JPEG, PNG, WebP and GIF (of which the first picture).
fn decode(bytes: &[u8]) -> Result<DynamicImage, Error> {
    let refused = || FieldError::new("file", "wrong_file_type");
    let format = image::guess_format(bytes).map_err(|_| refused())?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP | ImageFormat::Gif) {
        return Err(refused().into());
    }
    let unreadable = |_| FieldError::new("file", "unreadable");
    let reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(FieldError::new("file", "too_many_pixels").with("max", MAX_PIXELS / 1_000_000).into());
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    decoder.set_limits(limits).map_err(unreadable)?;
    // Phones store the sensor's picture and a note on how to turn it; the note goes, so the turn is made here.
    let orientation = decoder.orientation().map_err(unreadable)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    picture.apply_orientation(orientation);
    Ok(if picture.color().has_alpha() {
        DynamicImage::ImageRgba8(picture.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(picture.into_rgb8())
    })
}

fn square(picture: DynamicImage, crop: Crop) -> DynamicImage {
    let Square { x, y, side } = crop.square((picture.width(), picture.height()));
    picture.crop_imm(x, y, side, side)
}

fn render(picture: &DynamicImage, width: u32) -> Result<Rendition, Error> {
    let resized;
    let picture = if picture.width() > width {
        let height = u64::from(picture.height()) * u64::from(width) / u64::from(picture.width());
        let mut smaller = DynamicImage::new(width, u32::try_from(height)?.max(1), picture.color());
        Resizer::new().resize(picture, &mut smaller, &ResizeOptions::new())?;
        resized = smaller;
        &resized
    } else {
        picture
    };
    let (width, height) = (picture.width(), picture.height());
    let encoder = if picture.color().has_alpha() {
        webp::Encoder::from_rgba(picture.as_bytes(), width, height)
    } else {
        webp::Encoder::from_rgb(picture.as_bytes(), width, height)
    };
    let webp =
        encoder.encode_simple(false, QUALITY).map_err(|error| Error::internal(format!("WebP: {error:?}")))?;
    Ok(Rendition { width, height, webp: webp.to_vec() })
}
