//! Signals between replicas: Redis pub/sub for speed, a sweep over PostgreSQL for certainty.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use domain::{
    Error,
    ids::{SessionId, UserId},
};
use futures_util::StreamExt;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Hub;
use crate::Services;

const CHANNEL: &str = "laburemos:pushes";

/// How often the state of all connected people is read, for whatever signal was lost. Sessions have to end
/// everywhere within five seconds.
const SWEEP: Duration = Duration::from_secs(4);

/// Every replica says something at each sweep; a subscription that hears nothing for so long is dead.
const SILENCE: Duration = Duration::from_secs(13);

/// The wait before a new subscription is tried.
const PAUSE: Duration = Duration::from_millis(500);

#[derive(Serialize, Deserialize)]
struct Message {
    from: Uuid,
    users: Vec<UserId>,
    ended: Vec<SessionId>,
}

/// Sends to the other replicas, in the background: nobody's request waits for Redis.
pub(super) fn publish(services: &Services, users: Vec<UserId>, ended: Vec<SessionId>) {
    let redis = services.redis.clone();
    let message = Message { from: services.pushes.hub.replica, users, ended };
    tokio::spawn(async move {
        let Ok(payload) = serde_json::to_string(&message) else { return };
        let publish = |mut redis| async move {
            ::redis::cmd("PUBLISH").arg(CHANNEL).arg(payload).query_async::<()>(&mut redis).await
        };
        // When Redis is away, the other replicas see it at their next sweep.
        redis.attempt(publish).await;
    });
}

/// Keeps this replica's sockets up to date until it is dropped; the server runs it once.
pub async fn run(services: Services) {
    tokio::join!(listen(&services), sweep(&services));
}

/// Listens to the other replicas. Pub/sub connections do not mend themselves, so this makes new ones.
async fn listen(services: &Services) {
    let mut was_heard = true;
    loop {
        if let Err(Error::Internal(cause)) = listen_once(services).await {
            if was_heard {
                tracing::warn!(%cause, "pushes from other replicas come late: Redis is away");
            }
            was_heard = false;
        } else {
            was_heard = true;
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Returns when the subscription is gone; with an error when there never was one.
async fn listen_once(services: &Services) -> Result<(), Error> {
    let hub = &services.pushes.hub;
    let mut subscription =
        tokio::time::timeout(SILENCE, services.redis.client().get_async_pubsub()).await??;
    subscription.subscribe(CHANNEL).await?;
    // What was said while nobody listened is read by each socket from its own cursor.
    hub.wake_all();
    let mut messages = subscription.on_message();
    while let Ok(Some(message)) = tokio::time::timeout(SILENCE, messages.next()).await {
        match serde_json::from_slice::<Message>(message.get_payload_bytes()) {
            Ok(message) if message.from == hub.replica => {}
            Ok(message) => {
                hub.wake(&message.users);
                hub.end(&message.ended.into_iter().collect());
            }
            Err(error) => tracing::warn!(%error, "a push that can't be read"),
        }
    }
    Ok(())
}

/// What a sweep has seen of each person: newest cursor and unread count.
pub(super) type Seen = HashMap<UserId, (i64, i64)>;

async fn sweep(services: &Services) {
    let mut seen = Seen::new();
    let mut ticks = tokio::time::interval(SWEEP);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        publish(services, Vec::new(), Vec::new());
        match sweep_once(services, &seen).await {
            Ok(now) => seen = now,
            Err(Error::Internal(cause)) => tracing::debug!(%cause, "no sweep: the database is away"),
            Err(_) => {}
        }
    }
}

/// Ends the sockets of ended sessions and wakes those whose people have news that no signal told of.
pub(super) async fn sweep_once(services: &Services, seen: &Seen) -> Result<Seen, Error> {
    let hub = &services.pushes.hub;
    let (users, sessions) = connected(hub);
    if users.is_empty() {
        return Ok(Seen::new());
    }
    hub.end(&ended_sessions(services, &sessions).await?);
    let now = states(services, &users).await?;
    let changed: Vec<UserId> =
        now.iter().filter(|(user, state)| seen.get(user) != Some(state)).map(|(user, _)| *user).collect();
    hub.wake(&changed);
    Ok(now)
}

fn connected(hub: &Hub) -> (Vec<UserId>, Vec<SessionId>) {
    let sockets = hub.sockets();
    let sessions: HashSet<SessionId> = sockets.values().flatten().map(|socket| socket.session_id).collect();
    (sockets.keys().copied().collect(), sessions.into_iter().collect())
}

/// Which of these sessions are over: revoked, expired, gone, or their person suspended.
pub(super) async fn ended_sessions(
    services: &Services,
    sessions: &[SessionId],
) -> Result<HashSet<SessionId>, Error> {
    let asked: Vec<Uuid> = sessions.iter().map(|session| session.get()).collect();
    let ended = sqlx::query_scalar!(
        r#"select asked.id as "id!"
           from unnest($1::uuid[]) as asked (id)
           where not exists (
               select from user_sessions
               join users on users.id = user_sessions.user_id
               where user_sessions.id = asked.id and revoked_at is null and expires_at > $2 and suspended_at is null
           )"#,
        &asked,
        services.clock.now(),
    )
    .fetch_all(&services.db)
    .await?;
    Ok(ended.into_iter().map(SessionId).collect())
}

async fn states(services: &Services, users: &[UserId]) -> Result<Seen, Error> {
    let asked: Vec<Uuid> = users.iter().map(|user| user.get()).collect();
    let rows = sqlx::query!(
        r#"select asked.id as "id!",
               coalesce((select max(cursor) from notifications where user_id = asked.id), 0) as "cursor!",
               (select count(*) from notifications where user_id = asked.id and read_at is null) as "unread!"
           from unnest($1::uuid[]) as asked (id)"#,
        &asked,
    )
    .fetch_all(&services.db)
    .await?;
    Ok(rows.into_iter().map(|row| (UserId(row.id), (row.cursor, row.unread))).collect())
}
