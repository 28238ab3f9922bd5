//! What may be uploaded, and where a picture is found once it is stored.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::ids::FileId;

mod crop;

pub use crop::{Crop, Square};

/// What a picture is for; decides its widths and who may see it. Pictures are public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PicturePurpose {
    GigCover,
    GigGallery,
    Avatar,
    Portfolio,
}

impl PicturePurpose {
    pub const ALL: [Self; 4] = [Self::GigCover, Self::GigGallery, Self::Avatar, Self::Portfolio];

    pub const fn name(self) -> &'static str {
        match self {
            Self::GigCover => "gig_cover",
            Self::GigGallery => "gig_gallery",
            Self::Avatar => "avatar",
            Self::Portfolio => "portfolio",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.name() == name)
    }

    /// The widths that are stored, in pixels. All purposes have 400, the one a bare address points at.
    pub const fn widths(self) -> [u32; 3] {
        match self {
            Self::GigCover | Self::GigGallery | Self::Portfolio => [400, 800, 1200],
            Self::Avatar => [96, 192, 400],
        }
    }

    /// Avatars are cut to a square; the others keep their shape.
    pub const fn is_square(self) -> bool {
        matches!(self, Self::Avatar)
    }
}

/// Largest picture, in bytes (product.md, Numbers).
pub const MAX_PICTURE_BYTES: usize = 10 * 1024 * 1024;
/// Largest file of a delivery, in bytes (product.md, Numbers).
pub const MAX_DELIVERY_BYTES: usize = 25 * 1024 * 1024;
/// Largest picture in pixels, looked up in its header before it is decoded: a small file can claim a huge one.
pub const MAX_PIXELS: u64 = 40_000_000;

/// A stored public picture. In JSON it is its address at 400 pixels.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "openapi",
    derive(utoipa::ToSchema),
    schema(value_type = String, example = "/files/3f0e7d0d5a7e4ce4a8d5c7b7f2d60b6e-400.webp")
)]
pub struct Picture(String);

impl Picture {
    /// The picture that lies under this random key.
    pub fn new(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    pub fn key(&self) -> &str {
        &self.0
    }

    /// Its address at one of its purpose's widths.
    pub fn url(&self, width: u32) -> String {
        format!("/files/{}-{width}.webp", self.0)
    }

    /// For `<img srcset>` of covers and galleries; `sizes` is the page's to say.
    pub fn srcset(&self) -> String {
        let [small, middle, large] = PicturePurpose::GigCover.widths().map(|width| self.url(width));
        format!("{small} 400w, {middle} 800w, {large} 1200w")
    }

    /// For `<img srcset>` of avatars that are shown at up to 96 pixels.
    pub fn avatar_srcset(&self) -> String {
        format!("{} 1x, {} 2x", self.url(96), self.url(192))
    }
}

impl fmt::Display for Picture {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "/files/{}-400.webp", self.0)
    }
}

impl Serialize for Picture {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Picture {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let url = String::deserialize(deserializer)?;
        let key = url.strip_prefix("/files/").and_then(|name| name.strip_suffix("-400.webp"));
        key.map(Self::new).ok_or_else(|| serde::de::Error::custom("not the address of a picture"))
    }
}

/// A file as its owner and the people it was given to see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredFile {
    pub id: FileId,
    /// As it was called on the computer it came from, without what could harm another one.
    pub name: String,
    pub content_type: String,
    pub bytes: i64,
    /// Where it can be fetched: public for pictures, for documents only by those who may.
    pub url: String,
    /// Pictures only.
    pub width: Option<i32>,
    pub height: Option<i32>,
}

/// Where a private file is fetched.
pub fn document_url(id: FileId) -> String {
    format!("/archivos/{id}")
}

/// A file's name without folders, control characters, quotes and leading dots, at most 100 characters,
/// its ending kept. What nothing is left of becomes `archivo`.
pub fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control() && !is_forbidden(*c)).collect();
    let clean = clean.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let (stem, ending) = match clean.rsplit_once('.') {
        Some((stem, ending)) if ending.chars().count() <= 10 && !stem.is_empty() => {
            (stem, format!(".{ending}"))
        }
        _ => (clean, String::new()),
    };
    let stem: String = stem.chars().take(100 - ending.chars().count()).collect();
    if stem.is_empty() { format!("archivo{ending}") } else { stem + &ending }
}

/// Forbidden on some system, or able to reverse how a name reads (`gpj.exe` shown as `exe.jpg`).
fn is_forbidden(c: char) -> bool {
    matches!(c, '"' | '<' | '>' | ':' | '|' | '?' | '*' | ';' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_could_harm_and_keep_their_ending() {
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name("C:\\fotos\\Diseño final.PNG"), "Diseño final.PNG");
        assert_eq!(clean_name("a\"b\r\nc.pdf"), "abc.pdf");
        assert_eq!(clean_name("informe\u{202e}fdp.exe"), "informefdp.exe");
        assert_eq!(clean_name("...."), "archivo");
        assert_eq!(clean_name(""), "archivo");
        let long = clean_name(&format!("{}.docx", "ñ".repeat(300)));
        assert_eq!(long.chars().count(), 100);
        assert_eq!(long.rsplit_once('.').map(|(_, ending)| ending), Some("docx"));
    }

    #[test]
    fn a_picture_is_its_address_in_json() {
        let picture = Picture::new("abc");
        assert_eq!(serde_json::to_string(&picture).unwrap(), "\"/files/abc-400.webp\"");
        assert_eq!(serde_json::from_str::<Picture>("\"/files/abc-400.webp\"").unwrap(), picture);
        assert!(PicturePurpose::ALL.iter().all(|purpose| purpose.widths().contains(&400)));
    }
}
