//! What somebody can do, and how well they say they can.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::{FieldError, FieldErrors, text};

pub const MAX_SKILLS: usize = 15;

/// How well, by one's own account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SkillLevel {
    Basic,
    Intermediate,
    Advanced,
    Expert,
}

impl SkillLevel {
    pub const ALL: [Self; 4] = [Self::Basic, Self::Intermediate, Self::Advanced, Self::Expert];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Intermediate => "intermediate",
            Self::Advanced => "advanced",
            Self::Expert => "expert",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// One skill of a profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Skill {
    pub name: String,
    /// Null where it is not told.
    pub level: Option<SkillLevel>,
}

/// A skill as it is given: `{"name": "Rust", "level": "advanced"}`, or its bare name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(from = "GivenSkill")]
pub struct SkillInput {
    /// 2–30 characters.
    pub name: String,
    /// `basic`, `intermediate`, `advanced`, `expert`, or nothing.
    pub level: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum GivenSkill {
    Name(String),
    Whole { name: String, level: Option<String> },
}

impl From<GivenSkill> for SkillInput {
    fn from(given: GivenSkill) -> Self {
        match given {
            GivenSkill::Name(name) => Self { name, level: None },
            GivenSkill::Whole { name, level } => Self { name, level },
        }
    }
}

/// Blank ones and those that differ only in case or accents are dropped.
pub(super) fn parse(typed: &[SkillInput]) -> Result<Vec<Skill>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut folded = HashSet::new();
    let mut skills = Vec::new();
    for skill in typed {
        let name = skill.name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || !folded.insert(text::fold(&name)) {
            continue;
        }
        let level = match skill.level.as_deref().unwrap_or_default() {
            "" => Ok(None),
            level => SkillLevel::from_name(level)
                .map(Some)
                .ok_or_else(|| FieldError::new("skills", "invalid_choice")),
        };
        let name = errors.collect(text::bounded("skills", &name, 2, 30));
        if let (Some(name), Some(level)) = (name, errors.collect(level)) {
            skills.push(Skill { name, level });
        }
    }
    if skills.len() > MAX_SKILLS {
        errors.push(FieldError::new("skills", "too_many").with("max", MAX_SKILLS));
    }
    errors.into_result()?;
    Ok(skills)
}
