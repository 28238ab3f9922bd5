//! Sessions: one per sign-in, the family of its refresh tokens. PostgreSQL has the truth; Redis has a copy that lives
//! for seconds, so that finding out who calls costs one GET.
//!
//! No order of events brings an ended session back to life: the end is stored in PostgreSQL first, then as a tombstone
//! in Redis that outlives every access token, and copies are written only where nothing stands. What a crash or an
//! outage leaves between the two steps dies of age in [`COPY_MILLISECONDS`].

use chrono::{DateTime, Duration, Utc};
use domain::{
    Error,
    auth::Viewer,
    ids::{SessionId, UserId},
    locale::Locale,
};
use moka::future::Cache;
use serde::Serialize;
use serde_json::json;
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use super::{SignedIn, TokenPair, roles, tokens};
use crate::{Services, audit, audit::Origin, auth::tokens::REFRESH_LIFETIME, data, preferences, pushes};

mod refreshing;

pub use refreshing::{Refreshed, refresh};

/// How old a copy in Redis can get: an end that could not be told to Redis is known to every replica within five seconds.
const COPY_MILLISECONDS: u64 = 4500;
/// How exact `last_seen_at` is.
const SEEN_EVERY: Duration = Duration::minutes(1);
/// Longer than any access token of the session is taken.
const TOMBSTONE_SECONDS: u64 = 20 * 60;
/// What stands in Redis for a session that has ended.
const TOMBSTONE: &str = "ended";
/// Longer ones are cut; only people read them.
const MAX_USER_AGENT: usize = 400;

/// The sessions that this process ended lately: dead here at once, whatever Redis still says or can't be told.
#[derive(Clone)]
pub struct EndedSessions(Cache<SessionId, ()>);

impl Default for EndedSessions {
    fn default() -> Self {
        let lifetime = std::time::Duration::from_secs(TOMBSTONE_SECONDS);
        Self(Cache::builder().max_capacity(100_000).time_to_live(lifetime).build())
    }
}

/// One of the viewer's sessions, as they are shown it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct SessionInfo {
    pub id: SessionId,
    pub user_agent: String,
    pub address: String,
    pub created_at: DateTime<Utc>,
    pub last_seen_at: DateTime<Utc>,
    /// The one that asks.
    pub is_current: bool,
}

/// What whoever opens a session has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proven {
    Password,
    /// Password and code, or a passkey.
    SecondFactor,
}

/// A session just opened, with its first refresh token.
pub(super) struct Opened {
    pub user_id: UserId,
    pub session_id: SessionId,
    refresh_token: String,
}

/// Opens a session inside the caller's transaction. An account that waited to be deleted stays.
pub(super) async fn open(
    db: &mut PgConnection,
    user_id: UserId,
    origin: &Origin,
    proven: Proven,
    now: DateTime<Utc>,
) -> Result<Opened, Error> {
    data::undo_deletion(db, user_id, now).await?;
    let session_id = SessionId(Uuid::now_v7());
    let refresh_token = tokens::random_token()?;
    sqlx::query!(
        "with session as (
             insert into user_sessions
                 (id, user_id, user_agent, address, created_at, last_seen_at, authenticated_at, expires_at, has_second_factor)
             values ($1, $2, $3, $4, $5, $5, $5, $6, $8)
             returning id
         )
         insert into refresh_tokens (token_hash, session_id, created_at, expires_at)
         select $7, id, $5, $6 from session",
        session_id.get(),
        user_id.get(),
        device(origin),
        origin.address,
        now,
        now + REFRESH_LIFETIME,
        tokens::hash(&refresh_token),
        proven == Proven::SecondFactor,
    )
    .execute(db)
    .await?;
    Ok(Opened { user_id, session_id, refresh_token })
}

/// The answer to somebody who came in: who they are, and their tokens.
pub(super) async fn signed_in(
    db: &mut PgConnection,
    services: &Services,
    opened: Opened,
    now: DateTime<Utc>,
) -> Result<SignedIn, Error> {
    let viewer = find_viewer(db, opened.session_id, now).await?.ok_or(Error::SignInRequired)?;
    let access_token = services.tokens.access_token(opened.user_id, opened.session_id, now)?;
    Ok(SignedIn { viewer, tokens: TokenPair { access_token, refresh_token: opened.refresh_token } })
}

/// Who calls, by their access token. One GET in Redis; PostgreSQL where Redis knows nothing or is away.
pub async fn authenticate(services: &Services, access_token: &str) -> Result<Viewer, Error> {
    let now = services.clock.now();
    let claimed = services.tokens.read(access_token, now).ok_or(Error::SignInRequired)?;
    if services.ended_sessions.0.contains_key(&claimed.session_id) {
        return Err(Error::SignInRequired);
    }
    let viewer = match copy_of(services, claimed.session_id).await {
        Copy::Ended => return Err(Error::SignInRequired),
        Copy::Of(viewer) => viewer,
        Copy::Missing => {
            let viewer =
                find_viewer(&services.db, claimed.session_id, now).await?.ok_or(Error::SignInRequired)?;
            keep_copy(services, &viewer).await;
            see(&services.db, claimed.session_id, now).await?;
            viewer
        }
    };
    // Token and session both say whose it is; where they disagree, it is nobody's.
    if viewer.user_id == claimed.user_id && viewer.session_id == claimed.session_id {
        Ok(viewer)
    } else {
        Err(Error::SignInRequired)
    }
}

/// Notes that a session is in use. It is asked for whenever a copy was too old, and writes once a minute.
async fn see(db: impl PgExecutor<'_>, session_id: SessionId, now: DateTime<Utc>) -> Result<(), Error> {
    sqlx::query!(
        "update user_sessions set last_seen_at = $2 where id = $1 and last_seen_at < $3",
        session_id.get(),
        now,
        now - SEEN_EVERY,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The person of a living session. Powers are in force only where a second factor was given.
pub(super) async fn find_viewer(
    db: impl PgExecutor<'_>,
    session_id: SessionId,
    now: DateTime<Utc>,
) -> Result<Option<Viewer>, Error> {
    let row = sqlx::query!(
        "select s.user_id, p.handle, p.name, case when s.has_second_factor then u.roles else '{}' end as \"roles!\",
             f.storage_key as \"avatar_key?\", r.locale as \"locale?\",
             r.theme as \"theme?\", r.currency as \"currency?\", r.time_zone as \"time_zone?\"
         from user_sessions s
         join users u on u.id = s.user_id
         join user_profiles p on p.user_id = s.user_id
         left join user_preferences r on r.user_id = s.user_id
         left join files f on f.id = p.avatar_file_id
         where s.id = $1 and s.revoked_at is null and s.expires_at > $2 and u.suspended_at is null",
        session_id.get(),
        now,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Viewer {
        user_id: UserId(row.user_id),
        session_id,
        handle: row.handle,
        name: row.name,
        avatar_url: row.avatar_key.map(|key| small_picture_url(&key)),
        roles: roles(&row.roles),
        locale: row.locale.as_deref().and_then(Locale::from_tag).unwrap_or_default(),
        display: preferences::display(row.theme, row.currency, row.time_zone),
    }))
}

enum Copy {
    Of(Viewer),
    Ended,
    Missing,
}

async fn copy_of(services: &Services, session_id: SessionId) -> Copy {
    let text = services
        .redis
        .attempt(|mut redis| async move {
            redis::cmd("GET").arg(key(session_id)).query_async::<Option<String>>(&mut redis).await
        })
        .await
        .flatten();
    match text.as_deref() {
        None => Copy::Missing,
        Some(TOMBSTONE) => Copy::Ended,
        // What another version wrote may not read; PostgreSQL knows.
        Some(text) => serde_json::from_str(text).map_or(Copy::Missing, Copy::Of),
    }
}

/// Only where nothing stands (`NX`): what was read before a session ended must not be written after it.
pub(super) async fn keep_copy(services: &Services, viewer: &Viewer) {
    let Ok(text) = serde_json::to_string(viewer) else { return };
    let key = key(viewer.session_id);
    let _away_is_fine = services
        .redis
        .attempt(|mut redis| async move {
            let mut set = redis::cmd("SET");
            set.arg(key)
                .arg(text)
                .arg("NX")
                .arg("PX")
                .arg(COPY_MILLISECONDS)
                .query_async::<()>(&mut redis)
                .await
        })
        .await;
}

/// Signs the viewer out: of this session, or of all. Access and refresh tokens are dead when this returns.
pub async fn sign_out(
    services: &Services,
    origin: &Origin,
    viewer: &Viewer,
    is_everywhere: bool,
) -> Result<(), Error> {
    let (which, action) = if is_everywhere {
        (Which::All, "signed_out_everywhere")
    } else {
        (Which::Only(viewer.session_id), "signed_out")
    };
    let ended = end_in_database(&services.db, services.clock.now(), viewer.user_id, which, action).await?;
    spread_end(services, &ended).await;
    let subject = viewer.session_id.to_string();
    audit::record(&services.db, &services.clock, origin, Some(viewer.user_id), action, &subject, json!({}))
        .await
}

/// The viewer's living sessions, the latest first.
pub async fn list_sessions(services: &Services, viewer: &Viewer) -> Result<Vec<SessionInfo>, Error> {
    let rows = sqlx::query!(
        "select id, user_agent, address, created_at, last_seen_at
         from user_sessions
         where user_id = $1 and revoked_at is null and expires_at > $2
         order by last_seen_at desc, id desc
         limit 100",
        viewer.user_id.get(),
        services.clock.now(),
    )
    .fetch_all(&services.db)
    .await?;
    let sessions = rows.into_iter().map(|row| SessionInfo {
        id: SessionId(row.id),
        user_agent: row.user_agent,
        address: row.address,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        is_current: row.id == viewer.session_id.get(),
    });
    Ok(sessions.collect())
}

/// Ends one of the viewer's own sessions; anybody else's does not exist.
pub async fn revoke_session(
    services: &Services,
    origin: &Origin,
    viewer: &Viewer,
    session_id: SessionId,
) -> Result<(), Error> {
    let (now, which) = (services.clock.now(), Which::Only(session_id));
    let ended = end_in_database(&services.db, now, viewer.user_id, which, "revoked").await?;
    if ended.is_empty() {
        return Err(Error::NotFound);
    }
    spread_end(services, &ended).await;
    let subject = session_id.to_string();
    audit::record(
        &services.db,
        &services.clock,
        origin,
        Some(viewer.user_id),
        "session_revoked",
        &subject,
        json!({}),
    )
    .await
}

/// Ends all of the viewer's sessions but the one that asks; answers how many.
pub async fn revoke_other_sessions(
    services: &Services,
    origin: &Origin,
    viewer: &Viewer,
) -> Result<usize, Error> {
    let (now, which) = (services.clock.now(), Which::AllBut(viewer.session_id));
    let ended = end_in_database(&services.db, now, viewer.user_id, which, "revoked").await?;
    spread_end(services, &ended).await;
    let (actor, subject) = (Some(viewer.user_id), viewer.session_id.to_string());
    let details = json!({ "sessions": ended.len() });
    let (db, clock) = (&services.db, &services.clock);
    audit::record(db, clock, origin, actor, "other_sessions_revoked", &subject, details).await?;
    Ok(ended.len())
}

/// Ends all sessions of a person: suspended, or with a new password.
pub async fn end_sessions_of(services: &Services, user_id: UserId, reason: &str) -> Result<(), Error> {
    let ended = end_in_database(&services.db, services.clock.now(), user_id, Which::All, reason).await?;
    spread_end(services, &ended).await;
    Ok(())
}

/// Drops the copies of a person's sessions, so that a new name, picture, language or role shows at once.
pub async fn forget(services: &Services, user_id: UserId) -> Result<(), Error> {
    let living = sqlx::query_scalar!(
        "select id from user_sessions where user_id = $1 and revoked_at is null and expires_at > $2",
        user_id.get(),
        services.clock.now(),
    )
    .fetch_all(&services.db)
    .await?;
    let keys: Vec<String> = living.into_iter().map(|id| key(SessionId(id))).collect();
    if !keys.is_empty() {
        let _away_is_fine = services
            .redis
            .attempt(
                |mut redis| async move { redis::cmd("DEL").arg(keys).query_async::<()>(&mut redis).await },
            )
            .await;
    }
    Ok(())
}

/// Which of a person's sessions.
#[derive(Clone, Copy)]
pub(super) enum Which {
    All,
    Only(SessionId),
    AllBut(SessionId),
}

/// Stores the end of a person's sessions; answers which ended now. After the commit comes [`spread_end`].
pub(super) async fn end_in_database(
    db: impl PgExecutor<'_>,
    now: DateTime<Utc>,
    user_id: UserId,
    which: Which,
    reason: &str,
) -> Result<Vec<SessionId>, Error> {
    let (only, except) = match which {
        Which::All => (None, None),
        Which::Only(id) => (Some(id.get()), None),
        Which::AllBut(id) => (None, Some(id.get())),
    };
    let ended = sqlx::query_scalar!(
        "update user_sessions set revoked_at = $4, revoked_reason = $5
         where user_id = $1 and ($2::uuid is null or id = $2) and id is distinct from $3 and revoked_at is null
         returning id",
        user_id.get(),
        only,
        except,
        now,
        reason,
    )
    .fetch_all(db)
    .await?;
    Ok(ended.into_iter().map(SessionId).collect())
}

/// Makes an end that is stored known everywhere: in this process, in Redis, to open sockets.
pub(super) async fn spread_end(services: &Services, ended: &[SessionId]) {
    if ended.is_empty() {
        return;
    }
    for session_id in ended {
        services.ended_sessions.0.insert(*session_id, ()).await;
    }
    pushes::end_sessions(services, ended.iter().copied());
    if bury(services, ended).await.is_none() {
        retry_burial(services.clone(), ended.to_vec());
    }
}

async fn bury(services: &Services, ended: &[SessionId]) -> Option<()> {
    let mut pipe = redis::pipe();
    for session_id in ended {
        pipe.set_ex(key(*session_id), TOMBSTONE, TOMBSTONE_SECONDS).ignore();
    }
    services.redis.attempt(|mut redis| async move { pipe.query_async::<()>(&mut redis).await }).await
}

/// Redis was away for a moment: other replicas may still have it, with a copy in it. Tries until copies are dead of age.
fn retry_burial(services: Services, ended: Vec<SessionId>) {
    tokio::spawn(async move {
        for _ in 0..COPY_MILLISECONDS / 500 {
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
            if bury(&services, &ended).await.is_some() {
                return;
            }
        }
    });
}

/// The smallest of the widths that a public picture lies in.
fn small_picture_url(storage_key: &str) -> String {
    format!("/files/{storage_key}-400.webp")
}

fn key(session_id: SessionId) -> String {
    format!("session:{session_id}")
}

fn device(origin: &Origin) -> String {
    origin.user_agent.chars().take(MAX_USER_AGENT).collect()
}
