//! Which languages somebody speaks, and how well they say they do.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::FieldError;

/// The languages people can choose, ISO 639-1; their names are the translations `languages.<code>`.
pub const LANGUAGES: [&str; 7] = ["es", "en", "pt", "fr", "it", "de", "zh"];

/// How well, by one's own account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LanguageLevel {
    Basic,
    Conversational,
    Fluent,
    Native,
}

/// Levels by the code of their language; a language may have none.
pub type LanguageLevels = BTreeMap<String, LanguageLevel>;

impl LanguageLevel {
    pub const ALL: [Self; 4] = [Self::Basic, Self::Conversational, Self::Fluent, Self::Native];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Conversational => "conversational",
            Self::Fluent => "fluent",
            Self::Native => "native",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// What the form offers for each language beside the levels: it is spoken, how well is not said.
pub const SPOKEN: &str = "spoken";

/// Reads `language.es`, `language.en` and so on of a form: empty, [`SPOKEN`] or a level. What is none of them is left to
/// [`parse_levels`] to refuse.
pub(super) fn from_form<'a>(value: impl Fn(&str) -> &'a str) -> (Vec<String>, BTreeMap<String, String>) {
    let chosen = LANGUAGES.map(|code| (code.to_owned(), value(&format!("language.{code}"))));
    let spoken = chosen.into_iter().filter(|(_, level)| !level.is_empty());
    let levels = spoken.clone().filter(|(_, level)| *level != SPOKEN);
    (spoken.map(|(code, _)| code).collect(), levels.map(|(code, level)| (code, level.to_owned())).collect())
}

pub(super) fn parse(typed: &[String]) -> Result<Vec<String>, FieldError> {
    let mut languages = Vec::new();
    for code in typed.iter().map(|code| code.trim().to_ascii_lowercase()).filter(|code| !code.is_empty()) {
        if !LANGUAGES.contains(&code.as_str()) {
            return Err(FieldError::new("languages", "invalid_choice"));
        }
        if !languages.contains(&code) {
            languages.push(code);
        }
    }
    Ok(languages)
}

/// Empty levels are none.
pub(super) fn parse_levels(typed: &BTreeMap<String, String>) -> Result<LanguageLevels, FieldError> {
    let given = typed.iter().filter(|(_, level)| !level.is_empty());
    let parsed = given.map(|(code, level)| {
        let code = Some(code.clone()).filter(|code| LANGUAGES.contains(&code.as_str()));
        code.zip(LanguageLevel::from_name(level))
            .ok_or_else(|| FieldError::new("language_levels", "invalid_choice"))
    });
    parsed.collect()
}
