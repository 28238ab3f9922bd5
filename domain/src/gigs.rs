//! Gigs: what a freelancer offers. Their states here; what may be typed, what may be asked and what is shown beside it.

use serde::{Deserialize, Serialize};

mod cursor;
mod draft;
mod facets;
mod filter;
mod models;
mod query;

pub use cursor::GigCursor;
pub use draft::{GigDraft, GigInput, GigPatch, GigTitle, MAX_FAQ, MAX_GALLERY, MAX_TAGS, PackageInput};
pub use facets::{
    CategoryCount, DELIVERY_CHOICES, DeliveryCount, Facets, LanguageCount, PriceBand, RATING_CHOICES,
    RatingCount, price_bands,
};
pub use filter::{GigFilter, GigSort, Prices};
pub use models::{
    Faq, GalleryPicture, Gig, GigCard, GigList, GigSuggestion, OwnGigCard, Package, SellerCard, Suggestions,
    Tier, average,
};

/// Where a gig stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum GigStatus {
    /// Being written; only its owner sees it, and it may be incomplete.
    Draft,
    /// Everybody finds it and can order it.
    Published,
    /// Nobody finds or orders it; running contracts go on.
    Paused,
    /// Gone for everybody; kept because contracts refer to it.
    Deleted,
    /// Published, but its seller is suspended: as if it were not there. Comes back with its seller.
    Withheld,
}

/// What its owner can do with a gig.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GigEvent {
    /// Demands that the gig is complete.
    Publish,
    Pause,
    Delete,
}

/// Every step there is: from, event, to.
pub const TRANSITIONS: [(GigStatus, GigEvent, GigStatus); 6] = [
    (GigStatus::Draft, GigEvent::Publish, GigStatus::Published),
    (GigStatus::Paused, GigEvent::Publish, GigStatus::Published),
    (GigStatus::Published, GigEvent::Pause, GigStatus::Paused),
    (GigStatus::Draft, GigEvent::Delete, GigStatus::Deleted),
    (GigStatus::Published, GigEvent::Delete, GigStatus::Deleted),
    (GigStatus::Paused, GigEvent::Delete, GigStatus::Deleted),
];

impl GigStatus {
    pub const ALL: [Self; 5] = [Self::Draft, Self::Published, Self::Paused, Self::Deleted, Self::Withheld];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Paused => "paused",
            Self::Deleted => "deleted",
            Self::Withheld => "withheld",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Where an event leads, or None where it is not permitted.
    pub fn after(self, event: GigEvent) -> Option<Self> {
        TRANSITIONS.iter().find(|(from, by, _)| (*from, *by) == (self, event)).map(|(_, _, to)| *to)
    }

    /// What is possible now.
    pub fn allowed(self) -> impl Iterator<Item = GigEvent> {
        TRANSITIONS.iter().filter(move |(from, ..)| *from == self).map(|(_, event, _)| *event)
    }
}

impl GigEvent {
    pub const ALL: [Self; 3] = [Self::Publish, Self::Pause, Self::Delete];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Pause => "pause",
            Self::Delete => "delete",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_comes_back_from_deleted() {
        for event in GigEvent::ALL {
            assert_eq!(GigStatus::Deleted.after(event), None);
        }
        assert_eq!(GigStatus::Deleted.allowed().count(), 0);
    }

    #[test]
    fn an_event_leads_to_one_place_only() {
        for (index, (from, event, _)) in TRANSITIONS.iter().enumerate() {
            let again = TRANSITIONS[index + 1..].iter().any(|(other, by, _)| (other, by) == (from, event));
            assert!(!again, "{from:?} {event:?}");
        }
        assert_eq!(GigStatus::Draft.after(GigEvent::Pause), None);
        assert_eq!(GigStatus::Published.after(GigEvent::Pause), Some(GigStatus::Paused));
    }
}
