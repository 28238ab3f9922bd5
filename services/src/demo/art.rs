//! The demo's pictures, drawn: faces for its people and covers for its gigs, so that the site looks alive and no photograph needs a licence.

mod avatar;
mod canvas;
mod code;
mod cover;
mod graphics;
mod money;
mod moving;
mod scheme;
mod sound;
mod trends;
mod voices;
mod words;

pub use avatar::Presentation;
use domain::Error;
use fast_image_resize::{PixelType, Resizer, images::Image};
use tiny_skia::Pixmap;

use crate::files::Rendition;

/// Flat colour needs no more; higher only makes files larger.
const QUALITY: f32 = 78.0;

/// Draws a cover of a gig in the given widths. Slow: keep it off the threads that serve.
pub fn cover(category: &str, trade: &str, seed: u64, widths: &[u32]) -> Result<Vec<Rendition>, Error> {
    let pixmap =
        cover::draw(category, trade, seed).ok_or_else(|| Error::internal("no memory for a cover"))?;
    renditions(&pixmap, widths)
}

/// Draws a face in the given widths. Slow: keep it off the threads that serve.
pub fn avatar(presentation: Presentation, seed: u64, widths: &[u32]) -> Result<Vec<Rendition>, Error> {
    let pixmap = avatar::draw(presentation, seed).ok_or_else(|| Error::internal("no memory for a face"))?;
    renditions(&pixmap, widths)
}

/// Scales a finished picture down to each width and encodes it.
fn renditions(pixmap: &Pixmap, widths: &[u32]) -> Result<Vec<Rendition>, Error> {
    // The pictures have no holes, so their alpha is not worth storing.
    let opaque: Vec<u8> =
        pixmap.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let full = Image::from_vec_u8(pixmap.width(), pixmap.height(), opaque, PixelType::U8x3)?;
    let mut resizer = Resizer::new();
    widths
        .iter()
        .map(|width| {
            let height = pixmap.height() * width / pixmap.width();
            let mut scaled = Image::new(*width, height, PixelType::U8x3);
            resizer.resize(&full, &mut scaled, None)?;
            let webp = webp::Encoder::from_rgb(scaled.buffer(), *width, height).encode(QUALITY).to_vec();
            Ok(Rendition { width: *width, height, webp })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Presentation, avatar, cover};
    use crate::demo::texts::FIELDS;

    #[test]
    fn the_same_seed_draws_the_same_picture_and_another_one_another() {
        let draw = |seed| avatar(Presentation::Feminine, seed, &[96]).unwrap().remove(0).webp;
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }

    #[test]
    fn every_subcategory_has_a_motif_of_its_own_and_covers_come_in_all_widths() {
        for field in FIELDS {
            for trade in field.trades {
                assert!(!cover::motifs(trade.slug).is_empty(), "{}", trade.slug);
            }
        }
        let renditions = cover("escritura", "transcripcion", 3, &[400, 800, 1200]).unwrap();
        let sizes: Vec<_> = renditions.iter().map(|rendition| (rendition.width, rendition.height)).collect();
        assert_eq!(sizes, [(400, 266), (800, 533), (1200, 800)]);
        assert!(renditions.iter().all(|rendition| rendition.webp.starts_with(b"RIFF")));
    }
}
