//! What is shown of gigs: cards for lists, the whole thing for its page and its editor.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Facets, GigStatus};
use crate::{
    files::Picture,
    ids::{FileId, GigId},
    money::Money,
};

/// Which of the up to three packages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    #[default]
    Basic,
    Standard,
    Premium,
}

impl Tier {
    pub const ALL: [Self; 3] = [Self::Basic, Self::Standard, Self::Premium];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Standard => "standard",
            Self::Premium => "premium",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.name() == name)
    }
}

/// What is ordered: a scope with its price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Package {
    pub tier: Tier,
    pub name: String,
    pub description: String,
    pub price: Money,
    /// From the payment to the delivery.
    pub delivery_days: i32,
    /// How many revisions are included.
    pub revisions: i32,
}

/// A question that buyers ask, answered beforehand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Faq {
    pub question: String,
    pub answer: String,
}

/// One picture of a gig's gallery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GalleryPicture {
    pub file_id: FileId,
    pub url: Picture,
}

/// The seller, as far as a card shows them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SellerCard {
    pub handle: String,
    pub name: String,
    pub avatar_url: Option<Picture>,
    /// Average of 1 to 5, two decimals; null before the first review.
    pub rating: Option<f64>,
    pub reviews: i32,
}

/// A gig in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GigCard {
    pub id: GigId,
    pub slug: String,
    pub title: String,
    pub cover_url: Option<Picture>,
    /// Slug of its category.
    pub category: String,
    pub seller: SellerCard,
    /// The cheapest package.
    pub from_price: Money,
    /// Of the fastest package.
    pub delivery_days: i32,
    /// Average of 1 to 5, two decimals; null before the first review.
    pub rating: Option<f64>,
    pub reviews: i32,
    pub created_at: DateTime<Utc>,
}

/// The whole gig, for its page, its editor and the API. Prices are null only while it is a draft without packages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Gig {
    pub id: GigId,
    pub slug: String,
    pub title: String,
    pub cover_url: Option<Picture>,
    pub category: String,
    pub seller: SellerCard,
    pub from_price: Option<Money>,
    pub delivery_days: Option<i32>,
    pub rating: Option<f64>,
    pub reviews: i32,
    pub created_at: DateTime<Utc>,
    /// Markdown, as it was typed.
    pub description: String,
    pub cover_file_id: Option<FileId>,
    pub gallery: Vec<GalleryPicture>,
    /// By tier; at most three.
    pub packages: Vec<Package>,
    pub faq: Vec<Faq>,
    pub tags: Vec<String>,
    pub status: GigStatus,
    /// Counts the changes; send it back with a change to learn of somebody else's in between.
    pub version: i32,
    pub updated_at: DateTime<Utc>,
    /// When it was published first.
    pub published_at: Option<DateTime<Utc>>,
}

/// A gig in its owner's list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnGigCard {
    pub id: GigId,
    pub slug: String,
    pub title: String,
    pub cover_url: Option<Picture>,
    pub category: String,
    pub status: GigStatus,
    pub from_price: Option<Money>,
    pub rating: Option<f64>,
    pub reviews: i32,
    pub orders: i32,
    pub version: i32,
    pub updated_at: DateTime<Utc>,
}

/// A page of a search.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GigList {
    pub items: Vec<GigCard>,
    /// Opaque; pass it as `cursor` to get the next page. Null at the end.
    pub next_cursor: Option<String>,
    pub facets: Facets,
    /// What was searched instead, when words of the query were not known: `diseno grafico` for `disenio grafco`.
    pub corrected: Option<String>,
}

/// What a half-typed query may become.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Suggestions {
    /// The query with its last word completed, most usual first.
    pub queries: Vec<String>,
    /// Slugs of categories.
    pub categories: Vec<String>,
    pub gigs: Vec<GigSuggestion>,
}

/// A gig whose title fits a half-typed query.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GigSuggestion {
    pub slug: String,
    pub title: String,
}

/// The average of ratings with two decimals; None without any.
pub fn average(sum: i32, count: i32) -> Option<f64> {
    (count > 0).then(|| (f64::from(sum) / f64::from(count) * 100.0).round() / 100.0)
}
