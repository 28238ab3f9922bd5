//! The three languages of the product.

use serde::{Deserialize, Serialize};

/// A language that every text exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Locale {
    #[default]
    #[serde(rename = "es-AR")]
    EsAr,
    #[serde(rename = "en")]
    En,
    #[serde(rename = "pt-BR")]
    PtBr,
}

impl Locale {
    pub const ALL: [Self; 3] = [Self::EsAr, Self::En, Self::PtBr];

    /// BCP 47 tag, as in `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::EsAr => "es-AR",
            Self::En => "en",
            Self::PtBr => "pt-BR",
        }
    }

    /// The language that a tag asks for; any Spanish is ours, any Portuguese too.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.trim().split(['-', '_']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "es" => Some(Self::EsAr),
            "en" => Some(Self::En),
            "pt" => Some(Self::PtBr),
            _ => None,
        }
    }

    /// The best of an `Accept-Language` header.
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut wishes: Vec<(&str, f32)> = header
            .split(',')
            .map(|wish| match wish.split_once(";q=") {
                Some((tag, weight)) => (tag, weight.trim().parse().unwrap_or(0.0)),
                None => (wish, 1.0),
            })
            .filter(|&(_, weight)| weight > 0.0)
            .collect();
        wishes.sort_by(|left, right| right.1.total_cmp(&left.1));
        wishes.into_iter().find_map(|(tag, _)| Self::from_tag(tag))
    }
}

#[cfg(test)]
mod tests {
    use super::Locale;

    #[test]
    fn accept_language_takes_the_heaviest_that_we_have() {
        let best = Locale::from_accept_language;
        assert_eq!(best("fr-FR, pt;q=0.8, en;q=0.9"), Some(Locale::En));
        assert_eq!(best("es-419,es;q=0.9"), Some(Locale::EsAr));
        assert_eq!(best("en;q=0, pt-PT;q=0.1"), Some(Locale::PtBr));
        assert_eq!(best("de, fr;q=0.5"), None);
    }
}
