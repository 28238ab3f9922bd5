//! The demo's inserts: one statement per table and batch.

use domain::Error;
use serde::Serialize;
use sqlx::PgConnection;

use super::{
    history::History,
    rows::{FileRow, GigRow, PackageRow, PersonRow, PieceRow},
};
use crate::payments::ledger;

fn batch<T: Serialize>(rows: &[T]) -> Result<String, Error> {
    Ok(serde_json::to_string(rows)?)
}

/// Accounts with their profiles and preferences. Without a hash nobody can sign in until they set a password.
pub async fn people(
    db: &mut PgConnection,
    rows: &[PersonRow<'_>],
    password_hash: Option<&str>,
) -> Result<(), Error> {
    sqlx::query!(
        "with people as (
             select * from json_to_recordset($1::text::json) as person (
                 id uuid, email text, handle text, name text, title text, bio text, city text, country text,
                 languages text[], skills text[], availability text, hourly_rate bigint, locale text, created_at timestamptz
             )
         ), accounts as (
             insert into users (id, email, email_verified_at, password_hash, created_at)
             select id, email, created_at, $2, created_at from people
         ), preferences as (
             insert into user_preferences (user_id, locale) select id, locale from people
         ), skills as (
             -- What comes first is what they do best.
             insert into user_skills (user_id, position, name, level)
             select id, position, skill.name, (array['expert', 'advanced', 'advanced', 'intermediate', 'basic'])[position]
             from people, unnest(skills) with ordinality as skill (name, position)
         )
         insert into user_profiles
             (user_id, handle, name, title, bio, city, country, languages, language_levels, availability, hourly_rate,
              rate_currency, created_at)
         select id, handle, people.name, title, bio, city, country, languages,
             -- What comes first is what they grew up with.
             jsonb_build_object(languages[1], 'native'),
             availability, hourly_rate, case when hourly_rate is not null then 'ARS' end, created_at
         from people",
        batch(rows)?,
        password_hash,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Faces; after the files that they are.
pub async fn avatars(db: &mut PgConnection, rows: &[PersonRow<'_>]) -> Result<(), Error> {
    sqlx::query!(
        "update user_profiles set avatar_file_id = person.avatar_file_id
         from json_to_recordset($1::text::json) as person (id uuid, avatar_file_id uuid)
         where user_id = person.id",
        batch(rows)?,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Pieces of portfolios, in the order of each owner's; after the files that they are.
pub async fn portfolios(db: &mut PgConnection, rows: &[PieceRow<'_>]) -> Result<(), Error> {
    sqlx::query!(
        "insert into portfolio_items (file_id, user_id, position, title, alt)
         select file_id, user_id, row_number() over (partition by user_id order by file_id), title, title
         from json_to_recordset($1::text::json) as piece (file_id uuid, user_id uuid, title text)",
        batch(rows)?,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Stored pictures; all of them are used.
pub async fn files(db: &mut PgConnection, rows: &[FileRow]) -> Result<(), Error> {
    sqlx::query!(
        "insert into files
             (id, owner_id, purpose, storage_key, name, content_type, bytes, width, height, is_public, created_at, attached_at)
         select id, owner_id, purpose, storage_key, name, 'image/webp', bytes, width, height, true, created_at, created_at
         from json_to_recordset($1::text::json) as file (
             id uuid, owner_id uuid, purpose text, storage_key text, name text, bytes bigint, width int, height int,
             created_at timestamptz
         )",
        batch(rows)?,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Published gigs with their packages.
pub async fn gigs(
    db: &mut PgConnection,
    rows: &[GigRow<'_>],
    packages: &[PackageRow<'_>],
) -> Result<(), Error> {
    sqlx::query!(
        "insert into gigs
             (id, seller_id, category_id, slug, title, description, tags, status, cover_file_id, gallery_file_ids, faq,
              currency, from_price, min_delivery_days, rating_sum, rating_count, created_at, updated_at, published_at)
         select id, seller_id, category_id, slug, title, description, tags, 'published', cover_file_id, gallery_file_ids,
             faq, currency, from_price, min_delivery_days, rating_sum, rating_count, published_at, published_at, published_at
         from json_to_recordset($1::text::json) as gig (
             id uuid, seller_id uuid, category_id int, slug text, title text, description text, tags text[], faq jsonb,
             cover_file_id uuid, gallery_file_ids uuid[], currency text, from_price bigint, min_delivery_days int,
             rating_sum int, rating_count int, published_at timestamptz
         )",
        batch(rows)?,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into gig_packages (gig_id, tier, name, description, price, currency, delivery_days, revisions)
         select gig_id, tier, name, description, price, currency, delivery_days, revisions
         from json_to_recordset($1::text::json) as package (
             gig_id uuid, tier text, name text, description text, price bigint, currency text, delivery_days int, revisions int
         )",
        batch(packages)?,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Everything that happened. The books are written entry by entry, in the order of time, by the ledger itself.
pub async fn history(db: &mut PgConnection, history: History) -> Result<(), Error> {
    sqlx::query!(
        "insert into contracts
             (id, client_id, seller_id, gig_id, title, snapshot, currency, fee_basis_points, created_at, closed_at)
         select id, client_id, seller_id, gig_id, title, snapshot, currency, fee_basis_points, created_at, closed_at
         from json_to_recordset($1::text::json) as contract (
             id uuid, client_id uuid, seller_id uuid, gig_id uuid, title text, snapshot jsonb, currency text,
             fee_basis_points int, created_at timestamptz, closed_at timestamptz
         )",
        batch(&history.contracts)?,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into milestones
             (id, contract_id, number, title, amount, delivery_days, revisions_left, work_state, money_state, version,
              payment_due_at, due_at, review_ends_at, clears_at, delivered_at, approved_at, timer_event, timer_at,
              payment_attempt, transfer_attempt)
         select id, contract_id, 1, title, amount, delivery_days, revisions_left, work_state, money_state, version,
             payment_due_at, due_at, review_ends_at, clears_at, delivered_at, approved_at, timer_event, timer_at,
             payment_attempt, transfer_attempt
         from json_to_recordset($1::text::json) as milestone (
             id uuid, contract_id uuid, title text, amount bigint, delivery_days int, revisions_left int, work_state text,
             money_state text, version int, payment_due_at timestamptz, due_at timestamptz, review_ends_at timestamptz,
             clears_at timestamptz, delivered_at timestamptz, approved_at timestamptz, timer_event text,
             timer_at timestamptz, payment_attempt int, transfer_attempt int
         )",
        batch(&history.milestones)?,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into payments
             (id, milestone_id, attempt, amount, currency, status, checkout_session_id, payment_intent_id, created_at, updated_at)
         select id, milestone_id, 1, amount, currency, status, checkout_session_id, payment_intent_id, created_at, updated_at
         from json_to_recordset($1::text::json) as payment (
             id uuid, milestone_id uuid, amount bigint, currency text, status text, checkout_session_id text,
             payment_intent_id text, created_at timestamptz, updated_at timestamptz
         )",
        batch(&history.payments)?,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into contract_events
             (contract_id, milestone_id, at, actor, actor_id, event, from_state, to_state, details)
         select contract_id, milestone_id, at, actor, actor_id, event, from_state, to_state, details
         from rows from (json_to_recordset($1::text::json) as (
             contract_id uuid, milestone_id uuid, at timestamptz, actor text, actor_id uuid, event text, from_state text,
             to_state text, details jsonb
         )) with ordinality as happened (
             contract_id, milestone_id, at, actor, actor_id, event, from_state, to_state, details, place
         )
         order by place",
        batch(&history.events)?,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into deliveries (id, milestone_id, number, message, links, answers, created_at)
         select id, milestone_id, number, message, links, answers, created_at
         from json_to_recordset($1::text::json) as delivery (
             id uuid, milestone_id uuid, number int, message text, links text[], answers text[], created_at timestamptz
         )",
        batch(&history.deliveries)?,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into reviews
             (id, contract_id, author_id, subject_id, gig_id, rating, comment, reply, created_at, published_at)
         select id, contract_id, author_id, subject_id, gig_id, rating, comment, reply, created_at, published_at
         from json_to_recordset($1::text::json) as review (
             id uuid, contract_id uuid, author_id uuid, subject_id uuid, gig_id uuid, rating int, comment text, reply text,
             created_at timestamptz, published_at timestamptz
         )",
        batch(&history.reviews)?,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into notifications (id, user_id, kind, params, path, created_at, read_at)
         select id, user_id, kind, params, path, created_at, read_at
         from json_to_recordset($1::text::json) as notice (
             id uuid, user_id uuid, kind text, params jsonb, path text, created_at timestamptz, read_at timestamptz
         )
         order by created_at",
        batch(&history.notices)?,
    )
    .execute(&mut *db)
    .await?;
    let mut entries = history.entries;
    entries.sort_by_key(|entry| entry.at);
    ledger::post(db, entries).await
}

/// Counts again what is counted: ratings and orders of gigs that have a history, ratings and finished work of people.
pub async fn recount(db: &mut PgConnection) -> Result<(), Error> {
    sqlx::query!(
        "update gigs set
             rating_sum = coalesce(review.sum, 0), rating_count = coalesce(review.count, 0), orders_count = contract.count
         from (
             select c.gig_id, count(*)::int as count
             from contracts c join milestones m on m.contract_id = c.id
             where m.money_state <> 'voided' group by c.gig_id
         ) contract
         left join (
             select gig_id, sum(rating)::int as sum, count(*)::int as count
             from reviews where published_at is not null and gig_id is not null group by gig_id
         ) review on review.gig_id = contract.gig_id
         where gigs.id = contract.gig_id",
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "update user_profiles set rating_sum = review.sum, rating_count = review.count
         from (
             select subject_id, sum(rating)::int as sum, count(*)::int as count
             from reviews where published_at is not null group by subject_id
         ) review
         where user_id = review.subject_id",
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "update user_profiles set completed_contracts = done.count
         from (
             select c.seller_id, count(*)::int as count
             from contracts c join milestones m on m.contract_id = c.id
             where m.work_state = 'closed' group by c.seller_id
         ) done
         where user_id = done.seller_id",
    )
    .execute(db)
    .await?;
    Ok(())
}
