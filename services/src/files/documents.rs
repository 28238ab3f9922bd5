//! What a delivered file is, by its first bytes; its name only decides between kinds that look the same.

use domain::{Error, FieldError};

/// A permitted kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub content_type: &'static str,
    endings: &'static [&'static str],
}

const fn kind(content_type: &'static str, endings: &'static [&'static str]) -> Kind {
    Kind { content_type, endings }
}

const PERMITTED: [Kind; 7] = [
    kind("image/jpeg", &["jpg", "jpeg"]),
    kind("image/png", &["png"]),
    kind("image/webp", &["webp"]),
    kind("image/gif", &["gif"]),
    kind("application/pdf", &["pdf"]),
    kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
    kind("application/zip", &["zip"]),
];

const TEXT: Kind = kind("text/plain; charset=utf-8", &["txt"]);

/// The kind of a file, or why it is refused.
pub(super) fn recognize(name: &str, bytes: &[u8]) -> Result<Kind, Error> {
    let refused = || Error::from(FieldError::new("file", "wrong_file_type"));
    if let Some(found) = infer::get(bytes) {
        return PERMITTED.into_iter().find(|kind| kind.content_type == found.mime_type()).ok_or_else(refused);
    }
    // Plain text has no first bytes of its own: it must be called so and be readable.
    let is_text = TEXT.fits(name)
        && !bytes.is_empty()
        && std::str::from_utf8(bytes)
            .is_ok_and(|text| !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')));
    if is_text { Ok(TEXT) } else { Err(refused()) }
}

impl Kind {
    fn fits(self, name: &str) -> bool {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        self.endings.contains(&ending.as_str())
    }

    /// The name with an ending that says what the file is; `foto.exe` that is a PNG becomes `foto.exe.png`.
    pub fn name_for(self, name: &str) -> String {
        if self.fits(name) { name.to_owned() } else { format!("{name}.{}", self.endings[0]) }
    }
}
