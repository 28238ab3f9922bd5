//! Text that people type: trimmed, counted in characters, folded for slugs.

use crate::FieldError;

/// Trims, and refuses what is shorter than `min` or longer than `max` characters.
/// Line breaks become `\n`; other control characters vanish.
pub fn bounded(field: &'static str, text: &str, min: usize, max: usize) -> Result<String, FieldError> {
    let text: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect::<String>()
        .trim()
        .to_owned();
    let length = text.chars().count();
    if length == 0 && min > 0 {
        Err(FieldError::new(field, "required"))
    } else if length < min {
        Err(FieldError::new(field, "too_short").with("min", min))
    } else if length > max {
        Err(FieldError::new(field, "too_long").with("max", max))
    } else {
        Ok(text)
    }
}

/// Lower case without accents: `Diseño` → `diseno`.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(fold_char).collect()
}

fn fold_char(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}

/// A part of an address: `Diseño de logos & más` → `diseno-de-logos-mas`, at most `max` bytes, cut at a word.
pub fn slugify(text: &str, max: usize) -> String {
    let mut slug = String::new();
    for word in fold(text).split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let separator = usize::from(!slug.is_empty());
        if slug.len() + separator + word.len() > max {
            if slug.is_empty() {
                slug.push_str(&word[..max]);
            }
            break;
        }
        if separator == 1 {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_fold_accents_and_end_at_a_word() {
        assert_eq!(slugify("Diseño de logos & más", 60), "diseno-de-logos-mas");
        assert_eq!(slugify("Edición y postproducción", 12), "edicion-y");
        assert_eq!(slugify("supercalifragilistico", 5), "super");
        assert_eq!(slugify("¡¿?!", 10), "");
    }

    #[test]
    fn length_is_counted_in_characters_after_trimming() {
        assert_eq!(bounded("title", "  áéíóú ", 5, 5).as_deref(), Ok("áéíóú"));
        assert_eq!(bounded("title", "   ", 1, 5).map_err(|e| e.code.into_owned()), Err("required".into()));
        assert_eq!(bounded("title", "abcdef", 1, 5).map_err(|e| e.code.into_owned()), Err("too_long".into()));
        assert_eq!(bounded("note", "a\r\nb\u{7}", 0, 9).as_deref(), Ok("a\nb"));
    }
}
