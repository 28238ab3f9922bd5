//! What people keep to come back to: gigs and people, in lists of their own. Nobody else sees them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    FieldError, FieldErrors,
    files::Picture,
    gigs::GigCard,
    ids::{FavoriteId, FavoriteListId, GigId},
    text,
};

/// Most lists of one person.
pub const MAX_LISTS: i64 = 30;
/// Most favourites of one person.
pub const MAX_FAVORITES: i64 = 1000;

/// The name of a list, 1–40 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListName(String);

impl ListName {
    /// Field: `name`.
    pub fn parse(typed: &str) -> Result<Self, FieldError> {
        let words: Vec<&str> = typed.split_whitespace().collect();
        text::bounded("name", &words.join(" "), 1, 40).map(Self)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A list and how much is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FavoriteList {
    pub id: FavoriteListId,
    pub name: String,
    pub favorites: i64,
}

/// A person in a list of favourites.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonCard {
    pub handle: String,
    pub name: String,
    /// What they do, in a line.
    pub title: String,
    pub avatar_url: Option<Picture>,
    /// Average of 1 to 5; null before the first review.
    pub rating: Option<f64>,
    pub reviews: i32,
}

/// Something that is kept: either a gig or a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Favorite {
    pub id: FavoriteId,
    /// Null where it is in none.
    pub list_id: Option<FavoriteListId>,
    pub created_at: DateTime<Utc>,
    pub gig: Option<GigCard>,
    pub person: Option<PersonCard>,
}

/// What is to be kept, as a body of the API gives it: a gig by its id or a person by their handle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct FavoriteInput {
    pub gig_id: Option<GigId>,
    pub handle: Option<String>,
    /// One of the caller's lists.
    pub list_id: Option<FavoriteListId>,
}

/// What can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keepable {
    Gig(GigId),
    Person(String),
}

impl FavoriteInput {
    /// Fields: `gig_id`, `handle`; exactly one of them.
    pub fn parse(&self) -> Result<Keepable, FieldErrors> {
        match (self.gig_id, &self.handle) {
            (Some(gig), None) => Ok(Keepable::Gig(gig)),
            (None, Some(handle)) => Ok(Keepable::Person(handle.clone())),
            (None, None) => Err(FieldError::new("gig_id", "required").into()),
            (Some(_), Some(_)) => Err(FieldError::new("handle", "one_of_two").into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_favourite_is_a_gig_or_a_person_and_not_both() {
        let gig_id = Some(GigId(Uuid::nil()));
        let handle = Some("ana".to_owned());
        let input = |gig_id, handle| FavoriteInput { gig_id, handle, list_id: None };
        assert_eq!(input(gig_id, None).parse(), Ok(Keepable::Gig(GigId(Uuid::nil()))));
        assert_eq!(input(None, handle.clone()).parse(), Ok(Keepable::Person("ana".into())));
        assert!(input(None, None).parse().is_err() && input(gig_id, handle).parse().is_err());
    }

    #[test]
    fn names_of_lists_are_one_line_of_at_most_forty() {
        assert_eq!(ListName::parse("  Para \n la   tienda ").unwrap().as_str(), "Para la tienda");
        assert!(ListName::parse(" \t ").is_err() && ListName::parse(&"x".repeat(41)).is_err());
    }
}
