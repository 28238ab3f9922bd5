//! Cards of gigs, as every list shows them: one query brings the gig, its seller and both pictures.

use chrono::{DateTime, Utc};
use domain::{
    files::Picture,
    gigs::{GigCard, SellerCard, average},
    ids::GigId,
    money::{Currency, Money},
};
use uuid::Uuid;

use super::read;

/// The columns of a card, and those that its cursor is made of.
pub(super) struct CardRow {
    pub id: Uuid,
    pub slug: String,
    pub title: String,
    pub category_id: i32,
    pub currency: String,
    pub from_price: i64,
    pub min_delivery_days: i32,
    pub rating_sum: i32,
    pub rating_count: i32,
    pub rating: i32,
    pub score: i32,
    pub created_at: DateTime<Utc>,
    pub published_at: DateTime<Utc>,
    pub cover_key: Option<String>,
    pub handle: String,
    pub name: String,
    pub seller_rating_sum: i32,
    pub seller_rating_count: i32,
    pub avatar_key: Option<String>,
    pub rank: f32,
}

impl From<CardRow> for GigCard {
    fn from(row: CardRow) -> Self {
        let currency: Currency = row.currency.parse().unwrap_or_default();
        Self {
            id: GigId(row.id),
            slug: row.slug,
            title: row.title,
            cover_url: row.cover_key.map(Picture::new),
            category: read::category_slug(row.category_id),
            seller: SellerCard {
                handle: row.handle,
                name: row.name,
                avatar_url: row.avatar_key.map(Picture::new),
                rating: average(row.seller_rating_sum, row.seller_rating_count),
                reviews: row.seller_rating_count,
            },
            from_price: Money::new(row.from_price, currency),
            delivery_days: row.min_delivery_days,
            rating: average(row.rating_sum, row.rating_count),
            reviews: row.rating_count,
            created_at: row.created_at,
        }
    }
}

/// Cards of the gigs that a select finds. The joins come after its limit.
macro_rules! cards {
    ([$($gigs:literal)+], $order:literal, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            CardRow,
            r#"select g.id as "id!", g.slug as "slug!", g.title as "title!",
                 g.category_id as "category_id!", g.currency as "currency!", g.from_price as "from_price!",
                 g.min_delivery_days as "min_delivery_days!", g.rating_sum as "rating_sum!",
                 g.rating_count as "rating_count!", g.rating as "rating!", g.score as "score!",
                 g.created_at as "created_at!", g.published_at as "published_at!",
                 c.storage_key as "cover_key?",
                 p.handle as "handle!", p.name as "name!", p.rating_sum as "seller_rating_sum!",
                 p.rating_count as "seller_rating_count!",
                 a.storage_key as "avatar_key?", g.rank as "rank!"
             from ("# $(+ $gigs)+ + ") g
             join user_profiles p on p.user_id = g.seller_id
             left join files c on c.id = g.cover_file_id
             left join files a on a.id = p.avatar_file_id
             order by " + $order,
            $($argument),*
        )
    };
}
pub(super) use cards;
