//! Leaving for good: asked for, waited for, done. What the law keeps of money stays without the name; so does what others
//! were told (reviews, deliveries). Everything else goes.

use chrono::{DateTime, Duration, Utc};
use domain::{
    Error,
    auth::Viewer,
    contracts::{MoneyState, WorkState},
    data::{DELETED_NAME, DELETION_GRACE, Obstacle},
    errors::Conflict,
    ids::UserId,
    money::Money,
    notifications::{Notice, NotificationKind},
};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::export;
use crate::{
    Services, Work, audit,
    audit::Origin,
    auth, files,
    mail::{self, Letter},
    notifications,
};

/// How long a deletion that something is in the way of waits to be tried again.
const POSTPONED: Duration = Duration::days(1);

/// What has to come to its end before the viewer's account can be deleted.
pub async fn list_obstacles(services: &Services, viewer: &Viewer) -> Result<Vec<Obstacle>, Error> {
    obstacles(&mut *services.db.acquire().await?, viewer.user_id).await
}

/// Begins the grace period, after a fresh sign-in: gigs leave the lists and every session ends, at once. Answers when the
/// account will be gone.
pub async fn request_deletion(
    services: &Services,
    origin: &Origin,
    viewer: &Viewer,
) -> Result<DateTime<Utc>, Error> {
    auth::require_fresh(services, viewer).await?;
    let user = viewer.user_id;
    let now = services.clock.now();
    let mut work = services.begin().await?;
    // In the order in which an order takes them (gig, then its people), and both held: whoever is ordering now is waited
    // for and seen below, whoever comes later finds nothing to order.
    sqlx::query!(
        "update gigs set status = 'paused', is_paused_by_deletion = true, updated_at = $2, version = version + 1
         where seller_id = $1 and status = 'published'",
        user.get(),
        now,
    )
    .execute(work.db())
    .await?;
    sqlx::query!("select id from users where id = $1 for update", user.get()).fetch_one(work.db()).await?;
    let obstacles = obstacles(work.db(), user).await?;
    if !obstacles.is_empty() {
        return Err(Error::Conflict(Conflict {
            code: "account_in_use".into(),
            reasons: obstacles.iter().map(Obstacle::reason).collect(),
            ..Conflict::default()
        }));
    }
    let due = now + DELETION_GRACE;
    sqlx::query!("update users set deletion_due_at = $2 where id = $1", user.get(), due)
        .execute(work.db())
        .await?;
    let details = json!({ "due_at": due });
    audit::record(work.db(), &services.clock, origin, Some(user), "deletion_requested", "", details).await?;
    mail::write_to(work.db(), now, user, Letter::DeletionRequested).await?;
    work.commit().await?;
    auth::end_sessions_of(services, user, "deletion_requested").await?;
    services.gigs.forget();
    Ok(due)
}

/// Somebody came in: an account that waited to be deleted stays, with everything as it was.
pub(crate) async fn undo_deletion(
    db: &mut PgConnection,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let is_undone = sqlx::query_scalar!(
        "with kept as (
             update users set deletion_due_at = null where id = $1 and deletion_due_at is not null returning id
         ), back as (
             update gigs set status = 'published', is_paused_by_deletion = false, updated_at = $2, version = version + 1
             from kept where seller_id = kept.id and is_paused_by_deletion and status = 'paused'
         )
         select exists (select from kept) as \"is_undone!\"",
        user.get(),
        now,
    )
    .fetch_one(&mut *db)
    .await?;
    if is_undone {
        let notice = Notice::new(NotificationKind::AccountKept, "/panel/ajustes/datos");
        notifications::store(db, &[(user, notice)], now).await?;
    }
    Ok(())
}

/// Deletes the accounts whose grace period is over. Returns how many.
pub async fn delete_due(services: &Services) -> Result<usize, Error> {
    let mut deleted = 0;
    loop {
        let now = services.clock.now();
        let mut work = services.begin().await?;
        let due = sqlx::query_scalar!(
            "select id from users where deletion_due_at <= $1 order by deletion_due_at limit 1 for update skip locked",
            now,
        )
        .fetch_optional(work.db())
        .await?;
        let Some(due) = due else { return Ok(deleted) };
        // Nothing begins in a grace period, but what a mediator or the provider does is not the person's choice.
        if obstacles(work.db(), UserId(due)).await?.is_empty() {
            erase(services, &mut work, UserId(due)).await?;
            deleted += 1;
        } else {
            sqlx::query!("update users set deletion_due_at = $2 where id = $1", due, now + POSTPONED)
                .execute(work.db())
                .await?;
        }
        work.commit().await?;
        auth::end_sessions_of(services, UserId(due), "account_deleted").await?;
        services.gigs.forget();
    }
}

/// Takes the person out of everything that stays, and everything else away.
async fn erase(services: &Services, work: &mut Work, user: UserId) -> Result<(), Error> {
    let (now, id) = (services.clock.now(), user.get());
    let archives = sqlx::query_scalar!("select id from data_exports where user_id = $1", id)
        .fetch_all(work.db())
        .await?;
    let locations: Vec<_> = archives.into_iter().map(export::location).collect();
    files::remove(services, &locations).await;
    forget_name(work.db(), id).await?;
    // Work that waits, or was given up, names its address.
    sqlx::query!(
        "delete from jobs j using users u
         where u.id = $1
             and (lower(u.email) in (lower(j.job ->> 'email'), lower(j.job ->> 'to')) or j.job ->> 'user' = u.id::text)",
        id,
    )
    .execute(work.db())
    .await?;
    sqlx::query!("select forget_person($1)", id).execute(work.db()).await?;
    // The address can be used for a new account; this one can't be signed in to by any way.
    sqlx::query!(
        "update users set email = id || '@deleted.invalid', email_verified_at = null, password_hash = null,
             roles = '{}', suspended_at = coalesce(suspended_at, $2), deletion_due_at = null, deleted_at = $2
         where id = $1",
        id,
        now,
    )
    .execute(work.db())
    .await?;
    // Contracts, reviews and gigs name their people by their profile: one that says nothing.
    sqlx::query!(
        "insert into user_profiles (user_id, handle, name, created_at)
         values ($1, 'eliminada-' || left(replace(gen_random_uuid()::text, '-', ''), 16), $2, $3)",
        id,
        DELETED_NAME,
        now,
    )
    .execute(work.db())
    .await?;
    // Their titles stay: they stand in contracts and reviews of others.
    sqlx::query!(
        "update gigs set status = 'deleted', description = '', tags = '{}', faq = '[]', cover_file_id = null,
             gallery_file_ids = '{}', is_paused_by_deletion = false, updated_at = $2, version = version + 1
         where seller_id = $1",
        id,
        now,
    )
    .execute(work.db())
    .await?;
    // What was delivered is the client's too. The rest is left to the sweep, which takes bytes before rows.
    sqlx::query!(
        "update files set attached_at = null, created_at = 'epoch'
         where owner_id = $1 and not (purpose = 'delivery' and attached_at is not null)",
        id,
    )
    .execute(work.db())
    .await?;
    let (origin, subject) = (Origin::default(), user.to_string());
    audit::record(work.db(), &services.clock, &origin, None, "account_deleted", &subject, json!({})).await
}

/// Notices of others name who did something: those of the contracts that the person was in.
async fn forget_name(db: &mut PgConnection, user: Uuid) -> Result<(), Error> {
    sqlx::query!(
        "update notifications n set params = n.params || jsonb_build_object('actor', $2::text)
         from contracts c, user_profiles p
         where p.user_id = $1 and $1 in (c.client_id, c.seller_id)
             and n.user_id in (c.client_id, c.seller_id) and n.user_id <> $1
             and n.path like '/contratos/' || c.id || '%' and n.params ->> 'actor' = p.name",
        user,
        DELETED_NAME,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Contracts that are not over, and money that has not arrived.
async fn obstacles(db: &mut PgConnection, user: UserId) -> Result<Vec<Obstacle>, Error> {
    let contracts = sqlx::query!(
        "select c.id, c.title from contracts c
         where $1 in (c.client_id, c.seller_id) and exists (
             select from milestones m
             where m.contract_id = c.id and (m.work_state <> all($2) or m.money_state = any($3))
         )
         order by c.created_at",
        user.get(),
        &names(WorkState::ALL.iter().filter(|state| state.is_end()).map(|state| state.name())),
        &names(MOVING.iter().map(|state| state.name())),
    )
    .fetch_all(&mut *db)
    .await?;
    let balances = sqlx::query!(
        "select e.currency, (-sum(l.amount))::bigint as \"amount!\"
         from ledger_lines l join ledger_entries e on e.id = l.entry_id
         where l.account = 'seller_pending:' || $1::uuid
         group by e.currency having sum(l.amount) <> 0 order by e.currency",
        user.get(),
    )
    .fetch_all(db)
    .await?;
    let contracts =
        contracts.into_iter().map(|row| Ok(Obstacle::Contract { id: row.id.into(), title: row.title }));
    let balances =
        balances.into_iter().map(|row| Ok(Obstacle::Money(Money::new(row.amount, row.currency.parse()?))));
    contracts.chain(balances).collect()
}

/// Where money has not come to rest, whatever the work says.
const MOVING: [MoneyState; 7] = [
    MoneyState::RequiresAction,
    MoneyState::Authorized,
    MoneyState::Held,
    MoneyState::Releasing,
    MoneyState::Refunding,
    MoneyState::Frozen,
    MoneyState::ClawbackDue,
];

fn names(names: impl Iterator<Item = &'static str>) -> Vec<String> {
    names.map(str::to_owned).collect()
}
