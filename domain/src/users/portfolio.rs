//! A portfolio: pictures of work in an order of their owner's, each with a title and a text for who does not see it.

use serde::{Deserialize, Serialize};

use crate::{
    Error, FieldError, FieldErrors, arrange::Arrangement, files::Picture, ids::FileId, patch::Patch, text,
};

pub const MAX_PORTFOLIO: usize = 24;

/// One piece, as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PortfolioItem {
    /// That of its picture.
    pub id: FileId,
    pub url: Picture,
    pub title: String,
    /// What the picture shows.
    pub alt: String,
    pub width: i32,
    pub height: i32,
}

/// One piece, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortfolioEntry {
    pub file_id: FileId,
    pub title: String,
    pub alt: String,
}

/// The words of a piece that a change names; the others stay, and `null` clears one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PortfolioPatch {
    /// At most 80 characters.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub title: Patch<String>,
    /// At most 200 characters.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub alt: Patch<String>,
}

/// A new piece as a body of the API gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PortfolioInput {
    /// Of `POST /uploads` with purpose `portfolio`.
    pub file_id: FileId,
    #[serde(flatten)]
    pub words: PortfolioPatch,
}

/// Words that are good.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortfolioWords {
    title: Option<String>,
    alt: Option<String>,
}

impl PortfolioPatch {
    pub fn parse(&self) -> Result<PortfolioWords, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut line = |field, typed: &Patch<String>, max| {
            let typed = typed.given()?;
            let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
            errors.collect(text::bounded(field, &typed, 0, max))
        };
        let words =
            PortfolioWords { title: line("title", &self.title, 80), alt: line("alt", &self.alt, 200) };
        errors.into_result()?;
        Ok(words)
    }
}

/// A step that changes a portfolio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PortfolioChange {
    /// At its end.
    Add(FileId, PortfolioWords),
    Describe(FileId, PortfolioWords),
    Remove(FileId),
    /// A button of a form; for a piece that is gone it does nothing.
    Arrange(Arrangement<FileId>),
    /// These first, in this order.
    Order(Vec<FileId>),
}

impl PortfolioChange {
    /// Changes the list, or says why not and leaves it as it is.
    pub fn apply(self, entries: &mut Vec<PortfolioEntry>) -> Result<(), Error> {
        let place = |id: FileId| entries.iter().position(|entry| entry.file_id == id);
        match self {
            Self::Add(file_id, words) => {
                if place(file_id).is_some() {
                    return Err(Error::field("file_id", "duplicate"));
                }
                if entries.len() >= MAX_PORTFOLIO {
                    return Err(FieldError::new("files", "too_many").with("max", MAX_PORTFOLIO).into());
                }
                let (title, alt) = (words.title.unwrap_or_default(), words.alt.unwrap_or_default());
                entries.push(PortfolioEntry { file_id, title, alt });
            }
            Self::Describe(id, words) => {
                let at = place(id).ok_or(Error::NotFound)?;
                let entry = &mut entries[at];
                entry.title = words.title.unwrap_or_else(|| std::mem::take(&mut entry.title));
                entry.alt = words.alt.unwrap_or_else(|| std::mem::take(&mut entry.alt));
            }
            Self::Remove(id) => {
                let at = place(id).ok_or(Error::NotFound)?;
                entries.remove(at);
            }
            Self::Arrange(arrangement) => arrangement.apply(entries, |entry| entry.file_id),
            Self::Order(ids) => {
                if ids.iter().any(|id| place(*id).is_none()) {
                    return Err(Error::field("ids", "unknown_file"));
                }
                // Stable: those that are not named follow as they stood.
                let rank = |id: FileId| ids.iter().position(|named| *named == id).unwrap_or(ids.len());
                entries.sort_by_key(|entry| rank(entry.file_id));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(number: u128) -> FileId {
        FileId(Uuid::from_u128(number))
    }

    fn of(numbers: &[u128]) -> Vec<PortfolioEntry> {
        let entry = |number| PortfolioEntry { file_id: id(number), title: "t".into(), alt: String::new() };
        numbers.iter().map(|number| entry(*number)).collect()
    }

    #[test]
    fn what_is_named_comes_first_and_strangers_change_nothing() {
        let mut entries = of(&[1, 2, 3]);
        PortfolioChange::Order(vec![id(3), id(3), id(1)]).apply(&mut entries).unwrap();
        assert_eq!(entries, of(&[3, 1, 2]));
        for stranger in [
            PortfolioChange::Order(vec![id(9)]),
            PortfolioChange::Describe(id(9), PortfolioWords::default()),
            PortfolioChange::Remove(id(9)),
            PortfolioChange::Add(id(1), PortfolioWords::default()),
        ] {
            assert!(stranger.apply(&mut entries).is_err());
        }
        assert_eq!(entries, of(&[3, 1, 2]));
        let words = PortfolioPatch { title: Patch::Clear, alt: Patch::Set(" un  mural ".into()) };
        PortfolioChange::Describe(id(1), words.parse().unwrap()).apply(&mut entries).unwrap();
        assert_eq!((entries[1].title.as_str(), entries[1].alt.as_str()), ("", "un mural"));
    }

    #[test]
    fn a_portfolio_is_not_endless() {
        let mut entries = Vec::new();
        for number in 0..24 {
            PortfolioChange::Add(id(number), PortfolioWords::default()).apply(&mut entries).unwrap();
        }
        assert!(PortfolioChange::Add(id(24), PortfolioWords::default()).apply(&mut entries).is_err());
    }
}
