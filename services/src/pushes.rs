//! Tells open browsers that there is news: on this replica at once, on the others through Redis.
//!
//! A signal carries nothing but "look again": what there is to say is read from PostgreSQL after the cursor of each
//! socket. So signals may be lost, doubled or late, and still every notice arrives once and in order.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use domain::{
    Error,
    auth::Viewer,
    ids::{SessionId, UserId},
};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::Services;

mod relay;
pub mod tickets;

pub use relay::run;

/// How many sockets one person may hold open on one replica.
const SOCKETS_PER_PERSON: usize = 20;

/// The sockets of this replica.
#[derive(Clone)]
pub struct Pushes {
    hub: Arc<Hub>,
}

struct Hub {
    /// Tells this replica's own messages from those of others.
    replica: Uuid,
    sockets: Mutex<HashMap<UserId, Vec<Socket>>>,
    next_number: AtomicU64,
    tickets: tickets::Fallback,
}

struct Socket {
    number: u64,
    session_id: SessionId,
    bell: Arc<Bell>,
}

/// What rings in a socket. A `Notify` remembers one ring, so a slow reader costs no memory: what it has not read
/// waits in PostgreSQL.
#[derive(Default)]
struct Bell {
    news: Notify,
    session_ended: Notify,
}

/// Why a socket is woken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// There may be notices after its cursor, or the number of unread ones may have changed.
    News,
    /// Its session is over; it has to close.
    SessionEnded,
}

/// One socket's place in the hub; dropping it gives the place back.
pub struct Subscription {
    hub: Arc<Hub>,
    user_id: UserId,
    number: u64,
    bell: Arc<Bell>,
}

impl Default for Pushes {
    fn default() -> Self {
        Self {
            hub: Arc::new(Hub {
                replica: Uuid::new_v4(),
                sockets: Mutex::default(),
                next_number: AtomicU64::default(),
                tickets: tickets::fallback(),
            }),
        }
    }
}

impl Hub {
    fn sockets(&self) -> MutexGuard<'_, HashMap<UserId, Vec<Socket>>> {
        // A panic elsewhere leaves the map whole: no change to it takes more than one step.
        self.sockets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wake(&self, recipients: &[UserId]) {
        let sockets = self.sockets();
        for socket in recipients.iter().filter_map(|recipient| sockets.get(recipient)).flatten() {
            socket.bell.news.notify_one();
        }
    }

    fn wake_all(&self) {
        for socket in self.sockets().values().flatten() {
            socket.bell.news.notify_one();
        }
    }

    fn end(&self, sessions: &HashSet<SessionId>) {
        for socket in self.sockets().values().flatten().filter(|socket| sessions.contains(&socket.session_id))
        {
            socket.bell.session_ended.notify_one();
        }
    }
}

impl Pushes {
    /// Takes a place for a socket of the viewer's session. Refused when they hold too many already.
    pub fn subscribe(&self, viewer: &Viewer) -> Result<Subscription, Error> {
        let (user_id, session_id) = (viewer.user_id, viewer.session_id);
        let number = self.hub.next_number.fetch_add(1, Ordering::Relaxed);
        let bell = Arc::<Bell>::default();
        let mut sockets = self.hub.sockets();
        let own = sockets.entry(user_id).or_default();
        if own.len() >= SOCKETS_PER_PERSON {
            return Err(Error::TooManyRequests { retry_after_seconds: 60 });
        }
        own.push(Socket { number, session_id, bell: bell.clone() });
        drop(sockets);
        Ok(Subscription { hub: self.hub.clone(), user_id, number, bell })
    }

    /// How many sockets are open on this replica.
    pub fn open_sockets(&self) -> usize {
        self.hub.sockets().values().map(Vec::len).sum()
    }
}

impl Subscription {
    /// Waits for the next signal. Signals that come while nobody waits are remembered as one.
    pub async fn next(&self) -> Signal {
        tokio::select! {
            biased;
            () = self.bell.session_ended.notified() => Signal::SessionEnded,
            () = self.bell.news.notified() => Signal::News,
        }
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let mut sockets = self.hub.sockets();
        if let Some(own) = sockets.get_mut(&self.user_id) {
            own.retain(|socket| socket.number != self.number);
            if own.is_empty() {
                sockets.remove(&self.user_id);
            }
        }
    }
}

/// Wakes the browsers of people who have news: here at once, on the other replicas through Redis, in the background.
/// When Redis is away the others find it by themselves within seconds.
pub fn wake(services: &Services, recipients: impl IntoIterator<Item = UserId>) {
    let recipients: Vec<UserId> = recipients.into_iter().collect();
    if recipients.is_empty() {
        return;
    }
    services.pushes.hub.wake(&recipients);
    relay::publish(services, recipients, Vec::new());
}

/// Closes the sockets of sessions that were ended, on every replica.
pub fn end_sessions(services: &Services, sessions: impl IntoIterator<Item = SessionId>) {
    let sessions: HashSet<SessionId> = sessions.into_iter().collect();
    if sessions.is_empty() {
        return;
    }
    services.pushes.hub.end(&sessions);
    relay::publish(services, Vec::new(), sessions.into_iter().collect());
}

/// Whether the viewer's session is still alive, asked of PostgreSQL: before a socket is trusted, and again later.
pub async fn is_session_alive(services: &Services, viewer: &Viewer) -> Result<bool, Error> {
    Ok(relay::ended_sessions(services, &[viewer.session_id]).await?.is_empty())
}

#[cfg(test)]
mod tests;
