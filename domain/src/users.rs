//! Profiles: what a person tells the world about themselves. What is private has no place in these types.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    FieldError, FieldErrors,
    auth::{Handle, PersonName},
    files::Picture,
    ids::FileId,
    money::{Currency, Money},
    patch::Patch,
    text,
};

mod languages;
mod portfolio;
mod skills;

pub use languages::{LANGUAGES, LanguageLevel, LanguageLevels, SPOKEN};
pub use portfolio::{
    MAX_PORTFOLIO, PortfolioChange, PortfolioEntry, PortfolioInput, PortfolioItem, PortfolioPatch,
    PortfolioWords,
};
pub use skills::{MAX_SKILLS, Skill, SkillInput, SkillLevel};

/// The countries people can choose, ISO 3166-1 alpha-2; their names are the translations `countries.<code>`.
pub const COUNTRIES: [&str; 22] = [
    "AR", "BO", "BR", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GT", "HN", "MX", "NI", "PA", "PE", "PR",
    "PT", "PY", "SV", "UY", "VE",
];
/// Addresses of work that is shown elsewhere.
pub const MAX_LINKS: usize = 5;

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
    /// How well, of those languages where it is told: `{"es": "native"}`.
    pub language_levels: LanguageLevels,
    /// The most important first.
    pub skills: Vec<Skill>,
    /// Where work of theirs is shown elsewhere; https only.
    pub links: Vec<String>,
    pub portfolio: Vec<PortfolioItem>,
    /// For an hour of work; null where it is not told.
    pub hourly_rate: Option<Money>,
    pub availability: Availability,
    pub avatar_url: Option<Picture>,
    /// Whether they opened a letter that was sent to their e-mail address.
    pub email_verified: bool,
    /// Whether they gave an identity document: its number stands the checks and is nobody else's here. That it is theirs,
    /// nobody has looked at.
    pub document_declared: bool,
    /// Average of 1 to 5, two decimals; null before the first review.
    pub rating: Option<f64>,
    pub reviews: i32,
    pub completed_contracts: i32,
    pub member_since: DateTime<Utc>,
}

/// A profile as a body of the API or a form gives it: only what is named changes, and `null` clears.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ProfileInput {
    /// 3–30 lower-case letters, digits and single hyphens. The old one leads to the new one.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub handle: Patch<String>,
    /// 2–60 characters.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub name: Patch<String>,
    /// At most 80 characters.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub title: Patch<String>,
    /// Markdown, at most 2000 characters.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub bio: Patch<String>,
    /// At most 60 characters.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub city: Patch<String>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub country: Patch<String>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<String>>))]
    pub languages: Patch<Vec<String>>,
    /// `basic`, `conversational`, `fluent` or `native` by language: `{"es": "native"}`. Languages that are not among
    /// `languages` lose theirs.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<LanguageLevels>))]
    pub language_levels: Patch<BTreeMap<String, String>>,
    /// At most 15; a bare name is a skill without a level.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<SkillInput>>))]
    pub skills: Patch<Vec<SkillInput>>,
    /// At most 5, https only.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<String>>))]
    pub links: Patch<Vec<String>>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Money>))]
    pub hourly_rate: Patch<Money>,
    /// `null` means available.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub availability: Patch<String>,
    /// Of `POST /uploads` with purpose `avatar`.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<FileId>))]
    pub avatar_file_id: Patch<FileId>,
}

/// A change of a profile whose given fields are all good.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProfileChange {
    pub handle: Option<Handle>,
    pub name: Option<String>,
    pub title: Option<String>,
    pub bio: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
    pub languages: Option<Vec<String>>,
    pub language_levels: Option<LanguageLevels>,
    pub skills: Option<Vec<Skill>>,
    pub links: Option<Vec<String>>,
    pub hourly_rate: Patch<Money>,
    pub availability: Option<Availability>,
    pub avatar_file_id: Patch<FileId>,
}

impl ProfileInput {
    /// Reads a form that has every field: `handle`, `name`, `title`, `bio`, `city`, `country`, `skills.0.name` with
    /// `skills.0.level` and so on, `language.es` with its level, `links` (one a line), `hourly_rate` (as people type
    /// amounts) in `rate_currency`, `availability`; the picture is the caller's to add.
    pub fn from_form<'a>(value: impl Fn(&str) -> &'a str) -> (Self, FieldErrors) {
        let mut errors = FieldErrors::default();
        let given = |field: &str| Patch::Set(value(field).to_owned());
        let skills = (0..MAX_SKILLS).map(|index| SkillInput {
            name: value(&format!("skills.{index}.name")).to_owned(),
            level: Some(value(&format!("skills.{index}.level")).to_owned()),
        });
        let currency: Currency = value("rate_currency").parse().unwrap_or_default();
        let hourly_rate = match value("hourly_rate").trim() {
            "" => Patch::Clear,
            typed => {
                errors.collect(Money::parse("hourly_rate", typed, currency)).map_or(Patch::Keep, Patch::Set)
            }
        };
        let (languages, language_levels) = languages::from_form(&value);
        let input = Self {
            handle: given("handle"),
            name: given("name"),
            title: given("title"),
            bio: given("bio"),
            city: given("city"),
            country: given("country"),
            languages: Patch::Set(languages),
            language_levels: Patch::Set(language_levels),
            skills: Patch::Set(skills.collect()),
            links: Patch::Set(value("links").lines().map(str::to_owned).collect()),
            hourly_rate,
            availability: given("availability"),
            avatar_file_id: Patch::Keep,
        };
        (input, errors)
    }

    /// Judges all fields in one go.
    pub fn parse(&self) -> Result<ProfileChange, FieldErrors> {
        let mut errors = FieldErrors::default();
        let handle = self.handle.given().and_then(|typed| errors.collect(Handle::parse("handle", &typed)));
        let name = self.name.given().and_then(|typed| errors.collect(PersonName::parse("name", &typed)));
        let mut line = |field: &'static str, typed: &Patch<String>, max: usize| {
            let typed = typed.given()?;
            let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
            errors.collect(text::bounded(field, &typed, 0, max))
        };
        let (title, city) = (line("title", &self.title, 80), line("city", &self.city, 60));
        let bio = self.bio.given().and_then(|bio| errors.collect(text::bounded("bio", &bio, 0, 2000)));
        let country = self.country.given().and_then(|typed| errors.collect(parse_country(&typed)));
        let languages = self.languages.given().and_then(|typed| errors.collect(languages::parse(&typed)));
        let language_levels =
            self.language_levels.given().and_then(|typed| errors.collect(languages::parse_levels(&typed)));
        let skills = self.skills.given().and_then(|typed| match skills::parse(&typed) {
            Ok(skills) => Some(skills),
            Err(wrong) => {
                errors.0.extend(wrong.0);
                None
            }
        });
        let links = self.links.given().and_then(|typed| errors.collect(parse_links(&typed)));
        if let Patch::Set(rate) = &self.hourly_rate {
            errors.collect(check_rate(*rate));
        }
        let availability = self.availability.given().and_then(|name| {
            let choice =
                if name.is_empty() { Some(Availability::default()) } else { Availability::from_name(&name) };
            errors.collect(choice.ok_or_else(|| FieldError::new("availability", "invalid_choice")))
        });
        errors.into_result()?;
        Ok(ProfileChange {
            handle,
            name: name.map(|name| name.as_str().to_owned()),
            title,
            bio,
            city,
            country,
            languages,
            language_levels,
            skills,
            links,
            hourly_rate: self.hourly_rate.clone(),
            availability,
            avatar_file_id: self.avatar_file_id.clone(),
        })
    }
}

/// From one unit of the currency to the most that a contract may cost.
fn check_rate(rate: Money) -> Result<(), FieldError> {
    let (min, (_, max)) = (100, rate.currency.contract_limits());
    let shown = |amount| Money::new(amount, rate.currency).to_input();
    if rate.amount < min {
        Err(FieldError::new("hourly_rate", "too_small").with("min", shown(min)))
    } else if rate.amount > max {
        Err(FieldError::new("hourly_rate", "too_large_number").with("max", shown(max)))
    } else {
        Ok(())
    }
}

fn parse_links(typed: &[String]) -> Result<Vec<String>, FieldError> {
    let mut links: Vec<String> = Vec::new();
    for link in typed.iter().map(|link| link.trim()).filter(|link| !link.is_empty()) {
        let link = parse_link(link).ok_or_else(|| FieldError::new("links", "invalid_link"))?;
        if !links.contains(&link) {
            links.push(link);
        }
    }
    if links.len() > MAX_LINKS {
        return Err(FieldError::new("links", "too_many").with("max", MAX_LINKS));
    }
    Ok(links)
}

/// `https://` and a host with a dot; nothing that hides where it leads (a user before the host, other letters, spaces).
fn parse_link(typed: &str) -> Option<String> {
    let rest =
        typed.get(..8).filter(|scheme| scheme.eq_ignore_ascii_case("https://")).map(|_| &typed[8..])?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host.contains('.')
        && host.split('.').all(|part| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        });
    let is_clean = typed.len() <= 200
        && !typed.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"\\`".contains(c));
    (is_host && is_clean).then(|| format!("https://{rest}"))
}

fn parse_country(typed: &str) -> Result<String, FieldError> {
    let code = typed.trim().to_ascii_uppercase();
    if code.is_empty() || COUNTRIES.contains(&code.as_str()) {
        Ok(code)
    } else {
        Err(FieldError::new("country", "invalid_choice"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skill(name: &str, level: &str) -> SkillInput {
        SkillInput { name: name.into(), level: Some(level.into()) }
    }

    #[test]
    fn only_what_is_named_changes() {
        assert_eq!(ProfileInput::default().parse(), Ok(ProfileChange::default()));
        let input = ProfileInput {
            country: Patch::Set("ar".into()),
            languages: Patch::Set(vec!["ES".into(), "en".into(), "es".into()]),
            skills: Patch::Set(vec![skill("Rust", "advanced"), skill("rust", ""), skill("", "expert")]),
            links: Patch::Clear,
            ..ProfileInput::default()
        };
        let change = input.parse().unwrap();
        assert_eq!(change.country.as_deref(), Some("AR"));
        assert_eq!(change.languages, Some(vec!["es".into(), "en".into()]));
        let rust = Skill { name: "Rust".into(), level: Some(SkillLevel::Advanced) };
        assert_eq!(change.skills, Some(vec![rust]));
        assert_eq!((change.links, change.hourly_rate), (Some(Vec::new()), Patch::Keep));
        assert_eq!(change.name, None);
    }

    #[test]
    fn wrong_choices_and_lengths_are_named() {
        let input = ProfileInput {
            handle: Patch::Clear,
            name: Patch::Set("x".into()),
            title: Patch::Set("t".repeat(81)),
            country: Patch::Set("XX".into()),
            languages: Patch::Set(vec!["klingon".into()]),
            skills: Patch::Set((0..16).map(|n| skill(&format!("habilidad {n}"), "")).collect()),
            links: Patch::Set((0..6).map(|n| format!("https://obra.example/{n}")).collect()),
            hourly_rate: Patch::Set(Money::new(1, Currency::Usd)),
            availability: Patch::Set("asleep".into()),
            ..ProfileInput::default()
        };
        let errors = input.parse().unwrap_err();
        let fields: Vec<_> = errors.0.iter().map(|error| error.field.as_ref()).collect();
        let wanted = ["handle", "name", "title", "country", "languages", "skills", "links", "hourly_rate"];
        assert_eq!(fields, [&wanted[..], &["availability"]].concat());
    }

    #[test]
    fn a_level_is_one_of_four_and_stands_with_a_language_of_ours() {
        let parse = |code: &str, level: &str| {
            let levels = BTreeMap::from([(code.to_owned(), level.to_owned())]);
            ProfileInput { language_levels: Patch::Set(levels), ..ProfileInput::default() }.parse()
        };
        let native = BTreeMap::from([("es".to_owned(), LanguageLevel::Native)]);
        assert_eq!(parse("es", "native").unwrap().language_levels, Some(native));
        assert_eq!(parse("es", "").unwrap().language_levels, Some(BTreeMap::new()));
        for (code, level) in [("es", "best"), ("klingon", "native"), ("es", SPOKEN)] {
            let wrong = parse(code, level).unwrap_err();
            assert_eq!((&*wrong.0[0].field, &*wrong.0[0].code), ("language_levels", "invalid_choice"));
        }
    }

    #[test]
    fn a_form_says_each_language_with_its_level_or_without() {
        let value = |field: &str| match field {
            "language.es" => "native",
            "language.de" => SPOKEN,
            _ => "",
        };
        let (input, _) = ProfileInput::from_form(value);
        assert_eq!(input.languages, Patch::Set(vec!["es".into(), "de".into()]));
        assert_eq!(input.language_levels, Patch::Set(BTreeMap::from([("es".into(), "native".into())])));
    }

    #[test]
    fn links_lead_where_they_seem_to_and_nowhere_else() {
        assert_eq!(parse_link("HTTPS://obra.example/a?b#c").as_deref(), Some("https://obra.example/a?b#c"));
        for bad in [
            "http://obra.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "//obra.example",
            "https://localhost/x",
            "https://banco.example@malo.example/",
            "https://obra.example/\"onmouseover=alert(1)",
            "https://obra.example/<script>",
            "https://оbra.example",
            "https:/obra.example",
            "https://",
            "ñandú",
        ] {
            assert_eq!(parse_link(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_skill_is_a_name_or_a_name_with_a_level() {
        let json = r#"{"skills":["Rust",{"name":"Figma","level":"expert"},{"name":"SQL","level":null}]}"#;
        let change = serde_json::from_str::<ProfileInput>(json).unwrap().parse().unwrap();
        let levels: Vec<_> = change.skills.unwrap().into_iter().map(|skill| skill.level).collect();
        assert_eq!(levels, [None, Some(SkillLevel::Expert), None]);
        let wrong =
            ProfileInput { skills: Patch::Set(vec![skill("Rust", "godlike")]), ..ProfileInput::default() };
        assert_eq!(wrong.parse().unwrap_err().0[0].code, "invalid_choice");
    }
}
