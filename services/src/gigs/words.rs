//! What people type into the search box, read with good will: accents and endings do not matter, a word that no gig
//! has becomes the nearest one that some gig has, and a word that is still being typed stands for all it may become.

use std::{collections::HashSet, sync::Arc};

use domain::{
    Error,
    categories::Category,
    gigs::{GigSuggestion, Suggestions},
    locale::Locale,
    text::fold,
};
use sqlx::PgExecutor;

use crate::Services;

/// Words beyond these are not looked at.
const MAX_WORDS: usize = 12;
/// As many of the newest gigs make the vocabulary when it is counted anew.
const VOCABULARY_GIGS: i64 = 50_000;

/// A search as PostgreSQL understands it.
pub(super) struct Query {
    /// Gigs that have all the words.
    pub all: String,
    /// Gigs that have some; None for a single word.
    pub any: Option<String>,
    /// The words that are searched, where they are not those that were typed.
    pub corrected: Option<String>,
}

fn split(typed: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    fold(typed)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && seen.insert((*word).to_owned()))
        .take(MAX_WORDS)
        .map(str::to_owned)
        .collect()
}

/// Reads a query; one round trip, remembered for a minute.
pub(super) async fn read(services: &Services, typed: &str) -> Result<Arc<Query>, Error> {
    let words = split(typed);
    let key = words.join(" ");
    if let Some(known) = services.gigs.queries.get(&key).await {
        return Ok(known);
    }
    let query = Arc::new(look_up(services, &words).await?);
    services.gigs.queries.insert(key, query.clone()).await;
    Ok(query)
}

async fn look_up(services: &Services, words: &[String]) -> Result<Query, Error> {
    let rows = sqlx::query!(
        r#"select t.word as "typed!", nearest.spelling as "corrected?",
             plainto_tsquery('spanish_folded', coalesce(nearest.word, t.word))::text as "query!",
             (select string_agg(distinct plainto_tsquery('spanish_folded', usual.word)::text, ' | ')
              from (
                  select w.word from search_words w
                  where t.is_start and w.word >= t.word and w.word < t.word || '~'
                  order by w.gigs desc, w.word
                  limit 8
              ) usual
              where plainto_tsquery('spanish_folded', usual.word)::text <> '') as "endings?"
         from (
             select t.word, t.position, t.is_known,
                 not t.is_known and length(t.word) > 1 and exists (
                     select from search_words w where w.word >= t.word and w.word < t.word || '~'
                 ) as is_start
             from (
                 select t.word, t.position, exists (select from search_words w where w.word = t.word) as is_known
                 from unnest($1::text[]) with ordinality as t(word, position)
             ) t
         ) t
         left join lateral (
             select w.word, w.spelling from search_words w
             where not t.is_known and not t.is_start and length(t.word) > 2 and w.word % t.word
             order by similarity(w.word, t.word) desc, w.gigs desc, w.word
             limit 1
         ) nearest on true
         order by t.position"#,
        words,
    )
    .fetch_all(&services.db)
    .await?;
    let mut terms = Vec::new();
    let mut shown = Vec::new();
    let mut is_corrected = false;
    for row in rows {
        is_corrected |= row.corrected.is_some();
        shown.push(row.corrected.unwrap_or(row.typed));
        // Articles and the like vanish; the start of a word stands for the most usual words that begin so.
        let choices: Vec<String> =
            [Some(row.query), row.endings].into_iter().flatten().filter(|q| !q.is_empty()).collect();
        if !choices.is_empty() {
            terms.push(format!("( {} )", choices.join(" | ")));
        }
    }
    Ok(Query {
        all: terms.join(" & "),
        any: (terms.len() > 1).then(|| terms.join(" | ")),
        corrected: is_corrected.then(|| shown.join(" ")),
    })
}

/// What a half-typed query may become: its last word completed, categories, titles.
pub async fn suggest(services: &Services, typed: &str) -> Result<Arc<Suggestions>, Error> {
    let words = split(typed);
    let Some((last, earlier)) = words.split_last().filter(|(last, _)| last.len() > 1) else {
        return Ok(Arc::default());
    };
    let key = words.join(" ");
    if let Some(known) = services.gigs.suggestions.get(&key).await {
        return Ok(known);
    }
    let starts: Vec<String> = words.iter().map(|word| format!("{word}:*")).collect();
    let (endings, gigs) = tokio::try_join!(
        sqlx::query_scalar!(
            "select spelling from search_words
             where word >= $1 and word < $1 || '~' and length(word) > 2
             order by gigs desc, word
             limit 5",
            last,
        )
        .fetch_all(&services.db),
        sqlx::query_as!(
            GigSuggestion,
            "select slug, title from (
                 select slug, title, score from gigs
                 where status = 'published'
                     and (search @@ to_tsquery('simple', $1) or search @@ plainto_tsquery('spanish_folded', $2))
                 limit 200
             ) g
             order by score desc
             limit 5",
            starts.join(" & "),
            key,
        )
        .fetch_all(&services.db),
    )?;
    let earlier = earlier.join(" ");
    let suggestions = Arc::new(Suggestions {
        queries: endings.into_iter().map(|ending| format!("{earlier} {ending}").trim().to_owned()).collect(),
        categories: categories(&words),
        gigs,
    });
    services.gigs.suggestions.insert(key, suggestions.clone()).await;
    Ok(suggestions)
}

/// Categories whose name, in any language, has a word that begins with each of these.
fn categories(words: &[String]) -> Vec<String> {
    let fits = |category: &Category| {
        Locale::ALL.into_iter().any(|locale| {
            let name = split(category.name(locale));
            words.iter().all(|word| name.iter().any(|part| part.starts_with(word.as_str())))
        })
    };
    let found = Category::all().iter().filter(|category| fits(category));
    found.take(4).map(|category| category.slug.to_owned()).collect()
}

/// Adds a published gig's words to the vocabulary, always in the same order so that two never wait for each other.
pub(super) async fn learn(db: impl PgExecutor<'_>, text: &str) -> Result<(), Error> {
    sqlx::query!(
        "insert into search_words (word, spelling)
         select distinct on (1) fold(word) collate \"C\", lower(word)
         from regexp_split_to_table($1, '[^[:alnum:]]+') as word
         where length(word) between 2 and 30
         order by 1, 2
         on conflict (word) do nothing",
        text,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Counts the vocabulary anew; after bulk loads, and nightly.
pub async fn refresh_vocabulary(services: &Services) -> Result<(), Error> {
    sqlx::query!(
        "insert into search_words (word, spelling, gigs)
         select fold(word) collate \"C\", mode() within group (order by lower(word)), count(distinct id)
         from (
             select id, regexp_split_to_table(
                 title || ' ' || words_of(tags) || ' ' || description, '[^[:alnum:]]+'
             ) as word
             from (
                 select id, title, tags, description from gigs
                 where status = 'published'
                 order by published_at desc, id desc
                 limit $1
             ) newest
         ) words
         where length(word) between 2 and 30
         group by 1
         order by 1
         on conflict (word) do update set spelling = excluded.spelling, gigs = excluded.gigs",
        VOCABULARY_GIGS,
    )
    .execute(&services.db)
    .await?;
    services.gigs.forget();
    Ok(())
}
