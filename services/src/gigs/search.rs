//! The list of gigs: one query for a page in any order, and what was counted beside it.
//!
//! Every order has an index that ends in the id, so a page starts where the last one ended, however deep. Filters
//! are `$n is null or …`: planned with their values (see `Parts::searches`), what is not asked for
//! costs nothing. Words that fit too many gigs are ranked among the best-rated few hundred of them, which bounds the work.

use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use chrono::DateTime;
use domain::{
    Error,
    gigs::{GigCard, GigCursor, GigFilter, GigList, GigSort},
    money::Currency,
    paging::Page,
};

use super::{
    cards::{CardRow, cards},
    facets, words,
};
use crate::Services;

/// How many gigs that have all the words are ranked.
const CANDIDATES: i64 = 500;

/// One order of the list: its filters are everybody's, `$10` to `$12` are where it goes on.
macro_rules! ordered {
    ($services:expr, $asked:expr, $after:literal, $order:literal, $first:expr, $second:expr, $id:expr) => {
        cards!(
            ["select g.*, 0::real as rank from gigs g
             where g.status = 'published'
                 and ($1::int[] is null or g.category_id = any($1))
                 and ($2::text is null or g.currency = $2)
                 and ($3::bigint is null or g.from_price >= $3)
                 and ($4::bigint is null or g.from_price <= $4)
                 and ($5::int is null or g.min_delivery_days <= $5)
                 and ($6::int is null or g.rating >= $6)
                 and ($7::text is null or g.languages @> array[$7])
                 and ($8::text is null or g.search @@ $8::tsquery)
                 and " $after " order by " $order " limit $9"],
            $order,
            $asked.categories.as_deref(),
            $asked.currency,
            $asked.filter.min_price,
            $asked.filter.max_price,
            $asked.filter.delivery_days,
            $asked.filter.min_rating,
            $asked.filter.language.as_deref(),
            $asked.words.as_deref(),
            $asked.filter.limit.rows(),
            $first,
            $second,
            $id,
        )
        .fetch_all(&$services.searches)
        .await?
    };
}

/// A filter in the terms of the columns.
pub(super) struct Asked<'a> {
    pub filter: &'a GigFilter,
    pub categories: Option<Vec<i32>>,
    pub currency: Option<&'static str>,
    /// As PostgreSQL writes a tsquery.
    pub words: Option<String>,
}

/// A page of the list, and the same as JSON once somebody asked for that.
pub(super) struct Answer {
    list: GigList,
    json: OnceLock<Bytes>,
}

/// A page of the gigs that fit, and how many each further choice would leave.
pub async fn search(services: &Services, filter: &GigFilter) -> Result<GigList, Error> {
    Ok(answer(services, filter).await?.list.clone())
}

/// The same as JSON, written once for all who ask within the moment that an answer is kept.
pub async fn search_json(services: &Services, filter: &GigFilter) -> Result<Bytes, Error> {
    let answer = answer(services, filter).await?;
    if let Some(json) = answer.json.get() {
        return Ok(json.clone());
    }
    let json = Bytes::from(serde_json::to_vec(&answer.list)?);
    Ok(answer.json.get_or_init(|| json).clone())
}

async fn answer(services: &Services, filter: &GigFilter) -> Result<Arc<Answer>, Error> {
    let key = filter.with_cursor(&filter.cursor.map(|cursor| cursor.to_string()).unwrap_or_default());
    if let Some(known) = services.gigs.pages.get(&key).await {
        return Ok(known);
    }
    let answer = Arc::new(Answer { list: look_up(services, filter).await?, json: OnceLock::new() });
    services.gigs.pages.insert(key, answer.clone()).await;
    Ok(answer)
}

async fn look_up(services: &Services, filter: &GigFilter) -> Result<GigList, Error> {
    let query = if filter.q.is_empty() { None } else { Some(words::read(services, &filter.q).await?) };
    let mut asked = Asked {
        filter,
        categories: filter.category.map(domain::categories::Category::ids_below),
        currency: filter.currency.map(Currency::code),
        words: query.as_ref().map(|query| query.all.clone()),
    };
    let mut page = None;
    let mut counts = None;
    if let (Some(query), Some(any)) = (&query, query.as_ref().and_then(|query| query.any.as_ref())) {
        // Several words: when no gig has all of them, those that have some are better than nothing.
        let strict = find_page(services, &asked).await?;
        if strict.items.is_empty() {
            asked.words = Some(any.clone());
        } else {
            asked.words = Some(query.all.clone());
            page = Some(strict);
        }
    }
    if page.is_none() {
        let (found, counted) =
            tokio::try_join!(find_page(services, &asked), facets::count(services, &asked))?;
        (page, counts) = (Some(found), Some(counted));
    }
    let counts = match counts {
        Some(counts) => counts,
        None => facets::count(services, &asked).await?,
    };
    let page = page.unwrap_or(Page { items: Vec::new(), next_cursor: None });
    Ok(GigList {
        items: page.items,
        next_cursor: page.next_cursor,
        facets: (*counts).clone(),
        corrected: query.and_then(|query| query.corrected.clone()),
    })
}

async fn find_page(services: &Services, asked: &Asked<'_>) -> Result<Page<GigCard>, Error> {
    let rows = match asked.filter.sort {
        GigSort::Relevance if asked.words.is_some() => rank(services, asked).await?,
        GigSort::Relevance => {
            let (score, id) = match asked.filter.cursor {
                Some(GigCursor::Score { score, id }) => (Some(score), Some(id)),
                _ => (None, None),
            };
            ordered!(
                services,
                asked,
                "($10::int is null or (g.score, g.id) < ($10, $12::uuid)) and $11::int is null",
                "g.score desc, g.id desc",
                score,
                None::<i32>,
                id
            )
        }
        GigSort::Newest => {
            let (published_at, id) = match asked.filter.cursor {
                Some(GigCursor::Newest { published_at, id }) => {
                    (DateTime::from_timestamp_micros(published_at), Some(id))
                }
                _ => (None, None),
            };
            ordered!(
                services,
                asked,
                "($10::timestamptz is null or (g.published_at, g.id) < ($10, $12::uuid)) and $11::int is null",
                "g.published_at desc, g.id desc",
                published_at,
                None::<i32>,
                id
            )
        }
        GigSort::PriceAsc => {
            let (currency, amount, id) = match asked.filter.cursor {
                Some(GigCursor::PriceAscending { currency, amount, id }) => {
                    (Some(currency), Some(amount), Some(id))
                }
                _ => (None, None, None),
            };
            ordered!(
                services,
                asked,
                "($10::text is null or (g.currency, g.from_price, g.id) > ($10, $11::bigint, $12::uuid))",
                "g.currency, g.from_price, g.id",
                currency.map(Currency::code),
                amount,
                id
            )
        }
        GigSort::PriceDesc => {
            let (currency, amount, id) = match asked.filter.cursor {
                Some(GigCursor::PriceDescending { currency, amount, id }) => {
                    (Some(currency), Some(amount), Some(id))
                }
                _ => (None, None, None),
            };
            ordered!(
                services,
                asked,
                "($10::text is null or (g.currency, g.from_price, g.id) < ($10, $11::bigint, $12::uuid))",
                "g.currency desc, g.from_price desc, g.id desc",
                currency.map(Currency::code),
                amount,
                id
            )
        }
        GigSort::Rating => {
            let (rating, reviews, id) = match asked.filter.cursor {
                Some(GigCursor::Rating { rating, reviews, id }) => (Some(rating), Some(reviews), Some(id)),
                _ => (None, None, None),
            };
            ordered!(
                services,
                asked,
                "($10::int is null or (g.rating, g.rating_count, g.id) < ($10, $11::int, $12::uuid))",
                "g.rating desc, g.rating_count desc, g.id desc",
                rating,
                reviews,
                id
            )
        }
    };
    let (sort, has_words) = (asked.filter.sort, asked.words.is_some());
    let page = Page::cut(rows, asked.filter.limit.get(), |row| cursor_of(row, sort, has_words).to_string());
    Ok(page.map(GigCard::from))
}

/// By how well the words fit, weighed by the score, among the best candidates.
async fn rank(services: &Services, asked: &Asked<'_>) -> Result<Vec<CardRow>, Error> {
    let (rank, id) = match asked.filter.cursor {
        Some(GigCursor::Rank { rank, id }) => (Some(rank), Some(id)),
        _ => (None, None),
    };
    let rows = cards!(
        ["select * from (
             select g.*, (ts_rank(g.search, $8::text::tsquery) * g.score / 40000)::real as rank
             from (
                 select g.* from gigs g
                 where g.status = 'published'
                     and ($1::int[] is null or g.category_id = any($1))
                     and ($2::text is null or g.currency = $2)
                     and ($3::bigint is null or g.from_price >= $3)
                     and ($4::bigint is null or g.from_price <= $4)
                     and ($5::int is null or g.min_delivery_days <= $5)
                     and ($6::int is null or g.rating >= $6)
                     and ($7::text is null or g.languages @> array[$7])
                     and g.search @@ $8::text::tsquery
                 order by g.score desc, g.id desc
                 limit $12
             ) g
         ) g
         where $10::real is null or (g.rank, g.id) < ($10, $11::uuid)
         order by g.rank desc, g.id desc
         limit $9"],
        "g.rank desc, g.id desc",
        asked.categories.as_deref(),
        asked.currency,
        asked.filter.min_price,
        asked.filter.max_price,
        asked.filter.delivery_days,
        asked.filter.min_rating,
        asked.filter.language.as_deref(),
        asked.words.as_deref(),
        asked.filter.limit.rows(),
        rank,
        id,
        CANDIDATES,
    )
    .fetch_all(&services.searches)
    .await?;
    Ok(rows)
}

fn cursor_of(row: &CardRow, sort: GigSort, has_words: bool) -> GigCursor {
    let id = row.id;
    let currency = || row.currency.parse().unwrap_or_default();
    match sort {
        GigSort::Relevance if has_words => GigCursor::Rank { rank: row.rank, id },
        GigSort::Relevance => GigCursor::Score { score: row.score, id },
        GigSort::Newest => GigCursor::Newest { published_at: row.published_at.timestamp_micros(), id },
        GigSort::PriceAsc => GigCursor::PriceAscending { currency: currency(), amount: row.from_price, id },
        GigSort::PriceDesc => GigCursor::PriceDescending { currency: currency(), amount: row.from_price, id },
        GigSort::Rating => GigCursor::Rating { rating: row.rating, reviews: row.rating_count, id },
    }
}
