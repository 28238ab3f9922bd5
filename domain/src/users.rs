//! Profiles: what a person tells the world about themselves. What is private has no place in these types.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{FieldError, FieldErrors, auth::PersonName, files::Picture, ids::FileId, text};

/// The countries people can choose, ISO 3166-1 alpha-2; their names are the translations `countries.<code>`.
pub const COUNTRIES: [&str; 22] = [
    "AR", "BO", "BR", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GT", "HN", "MX", "NI", "PA", "PE", "PR",
    "PT", "PY", "SV", "UY", "VE",
];
/// The languages people can choose, ISO 639-1; their names are the translations `languages.<code>`.
pub const LANGUAGES: [&str; 7] = ["es", "en", "pt", "fr", "it", "de", "zh"];
pub const MAX_SKILLS: usize = 15;

/// Whether somebody takes work now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    #[default]
    Available,
    Busy,
    Vacation,
}

impl Availability {
    pub const ALL: [Self; 3] = [Self::Available, Self::Busy, Self::Vacation];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::Busy => "busy",
            Self::Vacation => "vacation",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|availability| availability.name() == name)
    }
}

/// What everybody sees of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublicProfile {
    pub handle: String,
    pub name: String,
    /// What they do, in a line.
    pub title: String,
    /// Markdown, as it was typed.
    pub bio: String,
    pub city: String,
    /// ISO 3166-1 alpha-2; empty where it is not told.
    pub country: String,
    /// ISO 639-1.
    pub languages: Vec<String>,
    pub skills: Vec<String>,
    pub availability: Availability,
    pub avatar_url: Option<Picture>,
    /// Average of 1 to 5, two decimals; null before the first review.
    pub rating: Option<f64>,
    pub reviews: i32,
    pub completed_contracts: i32,
    pub member_since: DateTime<Utc>,
}

/// A profile as a body of the API or a form gives it: only what is named changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ProfileInput {
    /// 2–60 characters.
    pub name: Option<String>,
    /// At most 80 characters.
    pub title: Option<String>,
    /// Markdown, at most 2000 characters.
    pub bio: Option<String>,
    /// At most 60 characters.
    pub city: Option<String>,
    pub country: Option<String>,
    pub languages: Option<Vec<String>>,
    /// At most 15, each 2–30 characters.
    pub skills: Option<Vec<String>>,
    pub availability: Option<String>,
    /// Of `POST /uploads` with purpose `avatar`.
    pub avatar_file_id: Option<FileId>,
}

/// A change of a profile whose given fields are all good.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProfileChange {
    pub name: Option<String>,
    pub title: Option<String>,
    pub bio: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
    pub languages: Option<Vec<String>>,
    pub skills: Option<Vec<String>>,
    pub availability: Option<Availability>,
    pub avatar_file_id: Option<FileId>,
}

impl ProfileInput {
    /// Reads a form that has every field: `name`, `title`, `bio`, `city`, `country`, `skills` (commas between),
    /// `availability`, `avatar_file_id`; the chosen `languages` come beside it.
    pub fn from_form<'a>(value: impl Fn(&str) -> &'a str, languages: &[String]) -> Self {
        let given = |field: &str| Some(value(field).to_owned());
        Self {
            name: given("name"),
            title: given("title"),
            bio: given("bio"),
            city: given("city"),
            country: given("country"),
            languages: Some(languages.to_vec()),
            skills: Some(value("skills").split(',').map(str::to_owned).collect()),
            availability: given("availability").filter(|name| !name.is_empty()),
            avatar_file_id: value("avatar_file_id").trim().parse().ok(),
        }
    }

    /// Judges all fields in one go.
    pub fn parse(&self) -> Result<ProfileChange, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut short = |field: &'static str, typed: &Option<String>, max: usize| {
            let typed = typed.as_deref()?;
            errors.collect(text::bounded(
                field,
                &typed.split_whitespace().collect::<Vec<_>>().join(" "),
                0,
                max,
            ))
        };
        let (title, city) = (short("title", &self.title, 80), short("city", &self.city, 60));
        let bio = self.bio.as_deref().and_then(|bio| errors.collect(text::bounded("bio", bio, 0, 2000)));
        let name = self.name.as_deref().and_then(|name| errors.collect(PersonName::parse("name", name)));
        let country = self.country.as_deref().and_then(|country| errors.collect(parse_country(country)));
        let languages =
            self.languages.as_deref().and_then(|languages| errors.collect(parse_languages(languages)));
        let skills = self.skills.as_deref().and_then(|skills| errors.collect(parse_skills(skills)));
        let availability = self.availability.as_deref().and_then(|name| {
            let choice = Availability::from_name(name);
            errors.collect(choice.ok_or_else(|| FieldError::new("availability", "invalid_choice")))
        });
        errors.into_result()?;
        Ok(ProfileChange {
            name: name.map(|name| name.as_str().to_owned()),
            title,
            bio,
            city,
            country,
            languages,
            skills,
            availability,
            avatar_file_id: self.avatar_file_id,
        })
    }
}

fn parse_country(typed: &str) -> Result<String, FieldError> {
    let code = typed.trim().to_ascii_uppercase();
    if code.is_empty() || COUNTRIES.contains(&code.as_str()) {
        Ok(code)
    } else {
        Err(FieldError::new("country", "invalid_choice"))
    }
}

fn parse_languages(typed: &[String]) -> Result<Vec<String>, FieldError> {
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

fn parse_skills(typed: &[String]) -> Result<Vec<String>, FieldError> {
    let mut folded = HashSet::new();
    let mut skills = Vec::new();
    for skill in typed.iter().map(|skill| skill.trim()).filter(|skill| !skill.is_empty()) {
        if folded.insert(text::fold(skill)) {
            skills.push(text::bounded("skills", skill, 2, 30)?);
        }
    }
    if skills.len() > MAX_SKILLS {
        return Err(FieldError::new("skills", "too_many").with("max", MAX_SKILLS));
    }
    Ok(skills)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_changes() {
        assert_eq!(ProfileInput::default().parse(), Ok(ProfileChange::default()));
        let input = ProfileInput {
            country: Some("ar".into()),
            languages: Some(vec!["ES".into(), "en".into(), "es".into()]),
            skills: Some(vec!["Rust".into(), "rust".into(), String::new()]),
            ..ProfileInput::default()
        };
        let change = input.parse().unwrap();
        assert_eq!(change.country.as_deref(), Some("AR"));
        assert_eq!(change.languages, Some(vec!["es".into(), "en".into()]));
        assert_eq!(change.skills, Some(vec!["Rust".into()]));
        assert_eq!(change.name, None);
    }

    #[test]
    fn wrong_choices_and_lengths_are_named() {
        let input = ProfileInput {
            name: Some("x".into()),
            title: Some("t".repeat(81)),
            country: Some("XX".into()),
            languages: Some(vec!["klingon".into()]),
            skills: Some((0..16).map(|n| format!("habilidad {n}")).collect()),
            availability: Some("asleep".into()),
            ..ProfileInput::default()
        };
        let errors = input.parse().unwrap_err();
        let fields: Vec<_> = errors.0.iter().map(|error| error.field.as_ref()).collect();
        assert_eq!(fields, ["title", "name", "country", "languages", "skills", "availability"]);
    }
}
