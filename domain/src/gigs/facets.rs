//! How many results each further choice would leave.

use serde::{Deserialize, Serialize};

use crate::money::{Currency, Money};

/// The choices of "delivered within … days".
pub const DELIVERY_CHOICES: [i32; 5] = [1, 3, 7, 14, 30];
/// The choices of "rated at least …", in hundredths.
pub const RATING_CHOICES: [i32; 3] = [450, 400, 300];

/// The price bands of a currency: from (inclusive), to (exclusive; none: without end), in minor units.
pub const fn price_bands(currency: Currency) -> [(i64, Option<i64>); 4] {
    match currency {
        Currency::Ars => [
            (0, Some(20_000_00)),
            (20_000_00, Some(60_000_00)),
            (60_000_00, Some(150_000_00)),
            (150_000_00, None),
        ],
        Currency::Usd => [(0, Some(25_00)), (25_00, Some(100_00)), (100_00, Some(300_00)), (300_00, None)],
    }
}

/// Counts of what a search found. Each kind ignores its own filter, so that it shows the other choices too.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facets {
    /// How many gigs the search found.
    pub total: i64,
    /// False when there are so many that counting stopped: every number then means "at least".
    pub is_exact: bool,
    /// Only those with results; trunks count their children.
    pub categories: Vec<CategoryCount>,
    pub delivery_days: Vec<DeliveryCount>,
    pub prices: Vec<PriceBand>,
    pub ratings: Vec<RatingCount>,
    pub languages: Vec<LanguageCount>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CategoryCount {
    /// Slug.
    pub category: String,
    pub count: i64,
}

/// Delivered within so many days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryCount {
    pub delivery_days: i32,
    pub count: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PriceBand {
    /// Null for "from nothing".
    pub min_price: Option<Money>,
    /// Null for "without end".
    pub max_price: Option<Money>,
    pub count: i64,
}

/// Rated at least so much.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingCount {
    pub min_rating: f64,
    pub count: i64,
}

/// The seller speaks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LanguageCount {
    pub language: String,
    pub count: i64,
}
