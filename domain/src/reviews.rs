//! What the two people of a contract say of each other.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::{FieldError, FieldErrors, contracts::room::Person, ids::ReviewId, text};

pub const COMMENT_MIN: usize = 20;
pub const COMMENT_MAX: usize = 2000;
pub const REPLY_MAX: usize = 2000;

/// How long after the contract closed reviews can be written, and stay hidden while one is missing.
pub const fn window() -> Duration {
    Duration::days(14)
}

/// Whole stars, one to five.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Rating(i32);

impl Rating {
    pub fn parse(field: &'static str, text: &str) -> Result<Self, FieldError> {
        match text.trim() {
            "" => Err(FieldError::new(field, "required")),
            stars => stars
                .parse()
                .ok()
                .filter(|stars| (1..=5).contains(stars))
                .map(Self)
                .ok_or_else(|| FieldError::new(field, "invalid_rating")),
        }
    }

    pub const fn get(self) -> i32 {
        self.0
    }
}

/// A review that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewDraft {
    pub rating: Rating,
    pub comment: String,
}

impl ReviewDraft {
    /// Fields: `rating` (as typed), `comment`.
    pub fn parse(rating: &str, comment: &str) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let rating = errors.collect(Rating::parse("rating", rating));
        let comment = errors.collect(text::bounded("comment", comment, COMMENT_MIN, COMMENT_MAX));
        match (rating, comment) {
            (Some(rating), Some(comment)) => Ok(Self { rating, comment }),
            _ => Err(errors),
        }
    }
}

/// The one public answer to a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyDraft(pub String);

impl ReplyDraft {
    /// Field: `reply`.
    pub fn parse(reply: &str) -> Result<Self, FieldErrors> {
        Ok(Self(text::bounded("reply", reply, 1, REPLY_MAX)?))
    }
}

/// A review that everybody can read.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Review {
    pub id: ReviewId,
    pub author: Person,
    pub rating: i32,
    pub comment: String,
    pub reply: Option<String>,
    /// The gig that was ordered, where a client reviews it.
    pub gig_title: Option<String>,
    pub gig_slug: Option<String>,
    pub created_at: DateTime<Utc>,
    pub published_at: DateTime<Utc>,
}

/// The reviews of one contract as one side sees them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewState {
    /// The reader may write one now.
    pub can_review: bool,
    /// Until when reviews can be written; null before the contract is closed.
    pub until: Option<DateTime<Utc>>,
    /// The reader's own, also while it is hidden.
    pub mine: Option<ContractReview>,
    /// The other side has written one; its text only once both are in or the window ended.
    pub has_other_reviewed: bool,
    pub theirs: Option<ContractReview>,
}

/// A review inside its contract.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContractReview {
    pub id: ReviewId,
    pub rating: i32,
    pub comment: String,
    pub reply: Option<String>,
    pub created_at: DateTime<Utc>,
    pub published_at: Option<DateTime<Utc>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_has_one_to_five_stars_and_says_something() {
        let comment = "Entregó antes de tiempo y explicó cada decisión.";
        assert!(ReviewDraft::parse("5", comment).is_ok());
        for rating in ["0", "6", "4.5", "", "cinco"] {
            assert!(ReviewDraft::parse(rating, comment).is_err(), "{rating}");
        }
        assert!(ReviewDraft::parse("5", "Muy bien").is_err());
        assert!(ReviewDraft::parse("5", &"a".repeat(COMMENT_MAX + 1)).is_err());
    }
}
