//! What people send to move a contract, parsed: a delivery that answers every criterion, a revision that cites one.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{FieldError, FieldErrors, ids::FileId, text};

/// Most criteria that a package's description is split into.
pub const MOST_CRITERIA: usize = 10;
pub const MESSAGE_MAX: usize = 5000;
pub const ANSWER_MAX: usize = 500;
pub const REVISION_MIN: usize = 20;
pub const REVISION_MAX: usize = 2000;
pub const MOST_LINKS: usize = 10;
pub const MOST_FILES: usize = 10;
const LINK_MAX: usize = 2000;

/// What the client will judge the work by: the lines of the package's description, without bullets.
/// What is beyond the tenth joins the last one, so that nothing promised is lost.
pub fn criteria_of(description: &str) -> Vec<String> {
    let mut criteria: Vec<String> = Vec::new();
    for line in description.lines() {
        let line = line.trim().trim_start_matches(['-', '*', '•', '–', '✓', '✔']).trim();
        if line.is_empty() {
            continue;
        }
        let is_full = criteria.len() == MOST_CRITERIA;
        match criteria.last_mut() {
            Some(last) if is_full => {
                last.push_str(" · ");
                last.push_str(line);
            }
            _ => criteria.push(line.to_owned()),
        }
    }
    criteria
}

/// A delivery as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryInput {
    pub message: String,
    /// Uploaded files of the seller's, with the purpose `delivery`.
    #[serde(default)]
    pub files: Vec<FileId>,
    #[serde(default)]
    pub links: Vec<String>,
    /// One per criterion, in their order: how the work meets it.
    #[serde(default)]
    pub answers: Vec<String>,
}

/// A delivery that can be looked at: a file or a link, and an answer to every criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryDraft {
    pub message: String,
    pub files: Vec<FileId>,
    pub links: Vec<String>,
    pub answers: Vec<String>,
}

impl DeliveryDraft {
    /// Fields: `message`, `files`, `links`, `answers.<n>` (from 0).
    pub fn parse(input: &DeliveryInput, criteria: usize) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let message = errors.collect(text::bounded("message", &input.message, 1, MESSAGE_MAX));
        let links: Vec<String> =
            input.links.iter().map(|link| link.trim().to_owned()).filter(|link| !link.is_empty()).collect();
        let mut files = input.files.clone();
        files.sort_unstable();
        files.dedup();
        if links.is_empty() && files.is_empty() {
            errors.push(FieldError::new("files", "file_or_link_required"));
        }
        if links.len() > MOST_LINKS {
            errors.push(FieldError::new("links", "too_many").with("max", MOST_LINKS));
        }
        if links.iter().any(|link| !is_link(link)) {
            errors.push(FieldError::new("links", "invalid_link"));
        }
        if files.len() > MOST_FILES {
            errors.push(FieldError::new("files", "too_many").with("max", MOST_FILES));
        }
        let mut answers = Vec::with_capacity(criteria);
        for index in 0..criteria {
            let typed = input.answers.get(index).map_or("", String::as_str);
            match text::bounded("answers", typed, 1, ANSWER_MAX) {
                Ok(answer) => answers.push(answer),
                Err(mut error) => {
                    error.field = Cow::Owned(format!("answers.{index}"));
                    errors.push(error);
                }
            }
        }
        match message {
            Some(message) if errors.is_empty() => Ok(Self { message, files, links, answers }),
            _ => Err(errors),
        }
    }
}

fn is_link(link: &str) -> bool {
    let rest = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        && link.len() <= LINK_MAX
        && !link.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'))
}

/// A wish for changes: which criterion is not met, and what is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionDraft {
    /// Index of the criterion, from 0.
    pub criterion: usize,
    pub message: String,
}

impl RevisionDraft {
    /// Fields: `criterion` (an index from 0, as typed), `message`.
    pub fn parse(criterion: &str, message: &str, criteria: usize) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let message = errors.collect(text::bounded("message", message, REVISION_MIN, REVISION_MAX));
        let criterion = errors.collect(match criterion.trim() {
            "" => Err(FieldError::new("criterion", "required")),
            index => index
                .parse::<usize>()
                .ok()
                .filter(|index| *index < criteria)
                .ok_or_else(|| FieldError::new("criterion", "unknown_criterion")),
        });
        match (criterion, message) {
            (Some(criterion), Some(message)) => Ok(Self { criterion, message }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delivery() -> DeliveryInput {
        DeliveryInput {
            message: "Acá va".into(),
            links: vec![" https://example.com/logo.zip ".into()],
            answers: vec!["Tres propuestas en la carpeta 1".into(), "SVG y PNG".into()],
            ..DeliveryInput::default()
        }
    }

    fn codes(result: Result<DeliveryDraft, FieldErrors>) -> Vec<String> {
        let errors = result.err().unwrap_or_default();
        errors.0.iter().map(|error| format!("{}:{}", error.field, error.code)).collect()
    }

    #[test]
    fn criteria_are_the_lines_of_the_description() {
        assert_eq!(
            criteria_of("- 3 propuestas\n\n• Archivos SVG\r\nGuía de uso"),
            ["3 propuestas", "Archivos SVG", "Guía de uso"]
        );
        assert_eq!(criteria_of("Un logo listo para usar."), ["Un logo listo para usar."]);
        let many = (1..=12).map(|n| n.to_string()).collect::<Vec<_>>().join("\n");
        let criteria = criteria_of(&many);
        assert_eq!(criteria.len(), MOST_CRITERIA);
        assert_eq!(criteria[9], "10 · 11 · 12");
    }

    #[test]
    fn a_delivery_has_a_file_or_a_link_and_answers_every_criterion() {
        let draft = DeliveryDraft::parse(&delivery(), 2).expect("complete");
        assert_eq!(draft.links, ["https://example.com/logo.zip"]);
        assert_eq!(codes(DeliveryDraft::parse(&delivery(), 3)), ["answers.2:required"]);
        let nothing = DeliveryInput { links: vec![], ..delivery() };
        assert_eq!(codes(DeliveryDraft::parse(&nothing, 2)), ["files:file_or_link_required"]);
        for link in
            ["javascript:alert(1)", "https://", "https:///x", "https://a b", "ftp://a.b", "https://a\"b"]
        {
            let input = DeliveryInput { links: vec![link.into()], ..delivery() };
            assert_eq!(codes(DeliveryDraft::parse(&input, 2)), ["links:invalid_link"], "{link}");
        }
    }

    #[test]
    fn a_revision_cites_one_of_the_criteria() {
        let message = "El logo no tiene versión en blanco y negro";
        assert_eq!(RevisionDraft::parse("1", message, 2).map(|draft| draft.criterion), Ok(1));
        for (criterion, code) in [("2", "unknown_criterion"), ("-1", "unknown_criterion"), ("", "required")] {
            let errors = RevisionDraft::parse(criterion, message, 2).expect_err("refused");
            assert_eq!(errors.of("criterion").map(|error| error.code.as_ref()), Some(code));
        }
    }
}
