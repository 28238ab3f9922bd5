//! Notices: stored first, then pushed. What a person has been told, in which order, and what of it they have read.

use chrono::{DateTime, Utc};
use domain::{
    Error,
    auth::Viewer,
    ids::{NotificationId, UserId},
    notifications::{Cursor, Notice, Notification, NotificationKind},
    paging::{Limit, Page},
};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Services, preferences, pushes};

mod mails;
mod unsubscribing;

pub(crate) use mails::send_due;
pub use unsubscribing::unsubscribe;

/// How many missed notices are read at once when a browser comes back.
const BATCH: i64 = 100;

/// Stores notices inside the caller's transaction, which should commit right after: for the app, for the mail, or both,
/// as each recipient has chosen.
pub(crate) async fn store(
    db: &mut PgConnection,
    notices: &[(UserId, Notice)],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if notices.is_empty() {
        return Ok(());
    }
    let people: Vec<Uuid> = notices.iter().map(|(recipient, _)| recipient.get()).collect();
    let chosen = preferences::find(&mut *db, &people).await?;
    let chosen = |recipient: UserId| chosen.get(&recipient.get()).cloned().unwrap_or_default();
    mails::queue(db, notices, chosen, now).await?;
    let shown =
        notices.iter().filter(|(recipient, notice)| chosen(*recipient).notices.of(notice.kind).in_app);
    store_shown(db, &shown.collect::<Vec<_>>(), now).await
}

/// Those that their recipients want to see in the app.
///
/// Cursors come from a sequence, so two transactions could hand them out in one order and become visible in the
/// other; a browser that resumes from the higher would miss the lower for ever. Hence one lock per recipient, held
/// until the commit, and taken in one order by everybody, so that two units that tell the same people can't block
/// each other.
async fn store_shown(
    db: &mut PgConnection,
    notices: &[&(UserId, Notice)],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if notices.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = notices.iter().map(|_| Uuid::now_v7()).collect();
    let recipients: Vec<Uuid> = notices.iter().map(|(recipient, _)| recipient.get()).collect();
    let kinds: Vec<String> = notices.iter().map(|(_, notice)| notice.kind.name().to_owned()).collect();
    let params: Vec<Value> =
        notices.iter().map(|(_, notice)| serde_json::to_value(&notice.params)).collect::<Result<_, _>>()?;
    let paths: Vec<String> = notices.iter().map(|(_, notice)| notice.path.clone()).collect();
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtext('notifications'), key)
         from (select distinct hashtext(id::text) as key from unnest($1::uuid[]) as id order by key) as keys",
        &recipients,
    )
    .fetch_all(&mut *db)
    .await?;
    sqlx::query!(
        "insert into notifications (id, user_id, kind, params, path, created_at)
         select id, user_id, kind, params, path, $6
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[], $5::text[])
             with ordinality as notice (id, user_id, kind, params, path, place)
         order by place",
        &ids,
        &recipients,
        &kinds,
        &params,
        &paths,
        now,
    )
    .execute(db)
    .await?;
    for kind in kinds {
        metrics::counter!("notices", "kind" => kind).increment(1);
    }
    Ok(())
}

struct Row {
    id: Uuid,
    cursor: i64,
    kind: String,
    params: Value,
    path: String,
    created_at: DateTime<Utc>,
    read_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for Notification {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.id.into(),
            cursor: Cursor(row.cursor),
            kind: NotificationKind::from_name(&row.kind)
                .ok_or_else(|| Error::internal(format!("unknown kind of notice: {}", row.kind)))?,
            params: serde_json::from_value(row.params)?,
            path: row.path,
            created_at: row.created_at,
            read_at: row.read_at,
        })
    }
}

/// The viewer's notices, newest first.
pub async fn list(
    services: &Services,
    viewer: &Viewer,
    is_unread_only: bool,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Notification>, Error> {
    let rows = sqlx::query_as!(
        Row,
        "select id, cursor, kind, params, path, created_at, read_at
         from notifications
         where user_id = $1 and cursor < $2 and (not $3 or read_at is null)
         order by cursor desc
         limit $4",
        viewer.user_id.get(),
        cursor.map_or(i64::MAX, |cursor| cursor.0),
        is_unread_only,
        limit.rows(),
    )
    .fetch_all(&services.db)
    .await?;
    let notifications = rows.into_iter().map(Notification::try_from).collect::<Result<_, _>>()?;
    Ok(Page::cut(notifications, limit.get(), |notification| notification.cursor.to_string()))
}

/// How many notices the viewer has not read.
pub async fn unread_count(services: &Services, viewer: &Viewer) -> Result<i64, Error> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from notifications where user_id = $1 and read_at is null"#,
        viewer.user_id.get(),
    )
    .fetch_one(&services.db)
    .await?;
    Ok(count)
}

/// Marks one as read, once or again, and says so to the person's other tabs and devices. Answers where it leads.
pub async fn mark_read(services: &Services, viewer: &Viewer, id: NotificationId) -> Result<String, Error> {
    let path = sqlx::query_scalar!(
        "update notifications set read_at = coalesce(read_at, $3) where id = $1 and user_id = $2 returning path",
        id.get(),
        viewer.user_id.get(),
        services.clock.now(),
    )
    .fetch_optional(&services.db)
    .await?
    .ok_or(Error::NotFound)?;
    pushes::wake(services, [viewer.user_id]);
    Ok(path)
}

/// Marks all as read that are there now.
pub async fn mark_all_read(services: &Services, viewer: &Viewer) -> Result<(), Error> {
    sqlx::query!(
        "update notifications set read_at = $2 where user_id = $1 and read_at is null",
        viewer.user_id.get(),
        services.clock.now(),
    )
    .execute(&services.db)
    .await?;
    pushes::wake(services, [viewer.user_id]);
    Ok(())
}

/// The cursor of the newest notice and the number of unread ones: where a fresh browser stands.
pub async fn standing(services: &Services, user_id: UserId) -> Result<(Cursor, i64), Error> {
    let row = sqlx::query!(
        r#"select coalesce((select max(cursor) from notifications where user_id = $1), 0) as "cursor!",
               (select count(*) from notifications where user_id = $1 and read_at is null) as "unread!""#,
        user_id.get(),
    )
    .fetch_one(&services.db)
    .await?;
    Ok((Cursor(row.cursor), row.unread))
}

/// What a person has missed.
#[derive(Clone, Debug)]
pub struct News {
    /// Oldest first; at most a batch, so ask again until it is empty.
    pub notifications: Vec<Notification>,
    /// How many are unread now.
    pub unread: i64,
}

/// What came after a cursor. The notices and the count are of one moment.
pub async fn since(services: &Services, user_id: UserId, cursor: Cursor) -> Result<News, Error> {
    let rows = sqlx::query!(
        r#"select counted.unread as "unread!", missed.id as "id?", missed.cursor as "cursor?", missed.kind as "kind?",
               missed.params as "params?", missed.path as "path?", missed.created_at as "created_at?", missed.read_at
           from (select count(*) as unread from notifications where user_id = $1 and read_at is null) as counted
           left join (
               select * from notifications where user_id = $1 and cursor > $2 order by cursor limit $3
           ) as missed on true
           order by missed.cursor"#,
        user_id.get(),
        cursor.0,
        BATCH,
    )
    .fetch_all(&services.db)
    .await?;
    let unread = rows.first().map_or(0, |row| row.unread);
    let missed = rows.into_iter().filter_map(|row| {
        Some(Row {
            id: row.id?,
            cursor: row.cursor?,
            kind: row.kind?,
            params: row.params?,
            path: row.path?,
            created_at: row.created_at?,
            read_at: row.read_at,
        })
    });
    let notifications = missed.map(Notification::try_from).collect::<Result<_, _>>()?;
    Ok(News { notifications, unread })
}

#[cfg(test)]
mod tests;
