//! Counting beside a search: bounded, so that a search that fits a million gigs costs no more than one that fits ten thousand.

use std::{collections::HashMap, sync::Arc};

use domain::{
    Error,
    categories::Category,
    gigs::{
        CategoryCount, DELIVERY_CHOICES, DeliveryCount, Facets, GigFilter, LanguageCount, PriceBand,
        RATING_CHOICES, RatingCount, price_bands,
    },
    money::{Currency, Money},
};

use super::search::Asked;
use crate::Services;

/// Counting stops here; then every number means "at least".
const BOUND: i64 = 10_000;

/// The counts of a search; of its later pages and other orders too, since they are the same.
pub(super) async fn count(services: &Services, asked: &Asked<'_>) -> Result<Arc<Facets>, Error> {
    let plain = GigFilter {
        q: asked.words.clone().unwrap_or_default(),
        sort: domain::gigs::GigSort::default(),
        cursor: None,
        limit: domain::paging::Limit::DEFAULT,
        ..asked.filter.clone()
    };
    let key = plain.to_query();
    if let Some(known) = services.gigs.facets.get(&key).await {
        return Ok(known);
    }
    let facets = Arc::new(look_up(services, asked).await?);
    services.gigs.facets.insert(key, facets.clone()).await;
    Ok(facets)
}

/// The counts of one kind, by choice.
type Counts = HashMap<i32, i64>;

async fn look_up(services: &Services, asked: &Asked<'_>) -> Result<Facets, Error> {
    let currency = asked.filter.currency.unwrap_or_default();
    // `width_bucket` says into which band a number falls: 0 is below the first border, 1 at or above it, and so on.
    let price_borders: Vec<i64> = price_bands(currency).iter().skip(1).map(|(from, _)| *from).collect();
    let day_borders: Vec<i32> = DELIVERY_CHOICES.iter().map(|days| days + 1).collect();
    let mut rating_borders = RATING_CHOICES;
    rating_borders.sort_unstable();
    let rows = sqlx::query!(
        r#"with base as materialized (
             select g.category_id, g.currency, g.from_price, g.min_delivery_days, g.rating, g.languages,
                 ($7::text is null or g.languages @> array[$7]) as in_language,
                 ($1::int[] is null or g.category_id = any($1)) as in_category,
                 ($3::bigint is null or g.from_price >= $3) and ($4::bigint is null or g.from_price <= $4) as in_price,
                 ($5::int is null or g.min_delivery_days <= $5) as in_time,
                 ($6::int is null or g.rating >= $6) as in_rating
             from gigs g
             where g.status = 'published'
                 and ($2::text is null or g.currency = $2)
                 and ($8::text is null or g.search @@ $8::tsquery)
             limit $9::bigint + 1
         )
         select 'found' as "kind!", null::int as choice, null::text as language, count(*) as "count!" from base
         union all
         select 'total', null, null, count(*) from base
         where in_category and in_price and in_time and in_rating and in_language
         union all
         select 'category', category_id, null, count(*) from base
         where in_price and in_time and in_rating and in_language group by 2
         union all
         select 'price', width_bucket(from_price, $11::bigint[]), null, count(*) from base
         where in_category and in_time and in_rating and in_language and currency = $10 group by 2
         union all
         select 'days', width_bucket(min_delivery_days, $12::int[]), null, count(*) from base
         where in_category and in_price and in_rating and in_language group by 2
         union all
         select 'rating', width_bucket(rating, $13::int[]), null, count(*) from base
         where in_category and in_price and in_time and in_language group by 2
         union all
         select 'language', null, l.code, count(*) from base, unnest(languages) as l(code)
         where in_category and in_price and in_time and in_rating group by 3"#,
        asked.categories.as_deref(),
        asked.currency,
        asked.filter.min_price,
        asked.filter.max_price,
        asked.filter.delivery_days,
        asked.filter.min_rating,
        asked.filter.language,
        asked.words,
        BOUND,
        currency.code(),
        &price_borders,
        &day_borders,
        &rating_borders,
    )
    .fetch_all(&services.searches)
    .await?;
    let mut kinds: HashMap<String, Counts> = HashMap::new();
    let mut languages = Vec::new();
    for row in rows {
        match row.language {
            Some(language) => languages.push(LanguageCount { language, count: row.count }),
            None => {
                kinds.entry(row.kind).or_default().insert(row.choice.unwrap_or_default(), row.count);
            }
        }
    }
    languages
        .sort_by(|left, right| right.count.cmp(&left.count).then_with(|| left.language.cmp(&right.language)));
    let mut of = |kind: &str| kinds.remove(kind).unwrap_or_default();
    let sum = |counts: Counts| counts.values().sum::<i64>();
    Ok(Facets {
        is_exact: sum(of("found")) <= BOUND,
        total: sum(of("total")),
        categories: categories(&of("category")),
        prices: prices(&of("price"), currency),
        delivery_days: delivery_days(&of("days")),
        ratings: ratings(&of("rating")),
        languages,
    })
}

fn categories(counts: &Counts) -> Vec<CategoryCount> {
    let count = |id: i32| counts.get(&id).copied().unwrap_or_default();
    Category::all()
        .iter()
        .map(|category| CategoryCount {
            category: category.slug.to_owned(),
            count: category.ids_below().into_iter().map(count).sum(),
        })
        .filter(|entry| entry.count > 0)
        .collect()
}

fn prices(counts: &Counts, currency: Currency) -> Vec<PriceBand> {
    (0..)
        .zip(price_bands(currency))
        .map(|(band, (from, to))| PriceBand {
            min_price: (from > 0).then(|| Money::new(from, currency)),
            max_price: to.map(|to| Money::new(to, currency)),
            count: counts.get(&band).copied().unwrap_or_default(),
        })
        .collect()
}

/// Each choice includes the faster ones.
fn delivery_days(counts: &Counts) -> Vec<DeliveryCount> {
    let within = |band: i32| counts.iter().filter(|(key, _)| **key <= band).map(|(_, count)| count).sum();
    (0..)
        .zip(DELIVERY_CHOICES)
        .map(|(band, delivery_days)| DeliveryCount { delivery_days, count: within(band) })
        .collect()
}

/// Each choice includes the better ones; best first.
fn ratings(counts: &Counts) -> Vec<RatingCount> {
    let at_least = |band: i32| counts.iter().filter(|(key, _)| **key >= band).map(|(_, count)| count).sum();
    (1..=i32::try_from(RATING_CHOICES.len()).unwrap_or_default())
        .rev()
        .zip(RATING_CHOICES)
        .map(|(band, rating)| RatingCount { min_rating: f64::from(rating) / 100.0, count: at_least(band) })
        .collect()
}
