//! The life of one socket. It reads from PostgreSQL whatever comes after its cursor, each time it is woken: nothing is
//! lost, nothing comes twice, everything comes in order, and a slow reader keeps nothing in memory.

use std::time::{Duration, Instant};

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use domain::{Error, auth::Viewer, notifications::Cursor, paging::Limit};
use services::{
    Services, notifications,
    pushes::{Signal, Subscription},
};
use tokio::{sync::watch, time::timeout};

use super::messages::{Asked, Told, notification_id};
use crate::{api::notifications::NotificationBody, lifecycle::Phase, metrics::Counted};

/// A client that was here before says so first; news wait this long for it, to come in order.
const SETTLING: Duration = Duration::from_millis(30);
/// How often a sign of life is asked for; two in a row without one end the socket.
const PING: Duration = Duration::from_secs(25);
/// A reader that takes nothing for so long is gone.
const PATIENCE: Duration = Duration::from_secs(10);
/// Messages that a client may send in a window.
const ALLOWANCE: u32 = 60;
const WINDOW: Duration = Duration::from_secs(10);
/// How many notices `recent` answers.
const RECENT: usize = 5;

/// Why a socket ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// The server goes away.
    Away,
    SessionEnded,
    /// Larger than allowed, or no WebSocket at all.
    Unreadable,
    /// Not what was agreed on.
    Nonsense,
    TooMany,
    /// The database does not answer; the client comes back to where it was.
    Unavailable,
    /// The other side is gone: there is nobody to tell why.
    Gone,
}

impl Ending {
    const fn frame(self) -> Option<(u16, &'static str)> {
        match self {
            Self::Away => Some((1001, "the server goes away")),
            Self::SessionEnded => Some((4401, "the session has ended")),
            Self::Unreadable => Some((1009, "too large or unreadable")),
            Self::Nonsense => Some((1007, "not a message")),
            Self::TooMany => Some((1008, "too many messages")),
            Self::Unavailable => Some((1013, "try again later")),
            Self::Gone => None,
        }
    }
}

impl From<Error> for Ending {
    fn from(error: Error) -> Self {
        if let Error::Internal(cause) = services::settle(error) {
            tracing::error!(%cause, "a socket failed");
        }
        Self::Unavailable
    }
}

/// Waits until the server drains.
async fn drains(phase: &mut watch::Receiver<Phase>) {
    // An error would mean that nobody can say so any more: the server is gone already.
    phase.wait_for(|phase| *phase == Phase::Draining).await.ok();
}

struct Socket {
    stream: WebSocket,
    services: Services,
    viewer: Viewer,
    subscription: Subscription,
    /// Where this socket began: what came later was or will be sent live.
    floor: Cursor,
    /// Everything up to here was sent.
    cursor: Cursor,
    /// What the client was told last.
    unread: i64,
    window: Instant,
    asked: u32,
}

/// Serves one socket to its end. `start` is where a returning client left off.
pub(super) async fn run(
    stream: WebSocket,
    services: Services,
    viewer: Viewer,
    subscription: Subscription,
    start: Option<Cursor>,
    mut phase: watch::Receiver<Phase>,
) {
    let _counted = Counted::new(metrics::gauge!("sockets_open"));
    let mut socket = Socket {
        stream,
        services,
        viewer,
        subscription,
        floor: Cursor(0),
        cursor: Cursor(0),
        unread: 0,
        window: Instant::now(),
        asked: 0,
    };
    let ending = match socket.converse(start, &mut phase).await {
        Ok(()) => Ending::Gone,
        Err(ending) => ending,
    };
    tracing::debug!(?ending, "a socket ended");
    socket.close(ending).await;
}

impl Socket {
    async fn converse(
        &mut self,
        start: Option<Cursor>,
        phase: &mut watch::Receiver<Phase>,
    ) -> Result<(), Ending> {
        let (newest, unread) = notifications::standing(&self.services, self.viewer.user_id).await?;
        self.unread = unread;
        self.cursor = start.map_or(newest, |start| start.min(newest));
        self.floor = self.cursor;
        self.tell(&Told::Hello { cursor: self.cursor.to_string(), unread }).await?;
        if self.cursor < newest {
            self.deliver().await?;
        }

        let settling = tokio::time::sleep(SETTLING);
        tokio::pin!(settling);
        let mut is_settled = start.is_some();
        let mut pings = tokio::time::interval_at(tokio::time::Instant::now() + PING, PING);
        let mut silent_pings = 0;
        loop {
            tokio::select! {
                biased;
                () = drains(phase) => return Err(Ending::Away),
                message = self.stream.recv() => {
                    silent_pings = 0;
                    let Some(message) = message else { return Ok(()) };
                    self.hear(message.map_err(|_| Ending::Unreadable)?).await?;
                }
                signal = self.subscription.next(), if is_settled => match signal {
                    Signal::News => self.deliver().await?,
                    Signal::SessionEnded => return Err(Ending::SessionEnded),
                },
                () = &mut settling, if !is_settled => is_settled = true,
                _ = pings.tick() => {
                    if silent_pings == 2 {
                        return Err(Ending::Gone);
                    }
                    silent_pings += 1;
                    self.tell(&Told::Ping).await?;
                    // Clients that know nothing of ours answer this one by themselves.
                    self.send(Message::Ping(axum::body::Bytes::new())).await?;
                }
            }
        }
    }

    async fn hear(&mut self, message: Message) -> Result<(), Ending> {
        if self.window.elapsed() > WINDOW {
            (self.window, self.asked) = (Instant::now(), 0);
        }
        self.asked += 1;
        if self.asked > ALLOWANCE {
            return Err(Ending::TooMany);
        }
        let text = match message {
            Message::Text(text) => text,
            Message::Ping(_) | Message::Pong(_) => return Ok(()),
            Message::Binary(_) => return Err(Ending::Nonsense),
            Message::Close(_) => return Err(Ending::Gone),
        };
        match serde_json::from_str(&text).map_err(|_| Ending::Nonsense)? {
            Asked::Resume { cursor } => self.resume(cursor.parse().ok_or(Ending::Nonsense)?).await,
            Asked::Read { id } => self.read(&id).await,
            Asked::Recent => self.recent().await,
            Asked::Pong | Asked::Unknown => Ok(()),
        }
    }

    /// Sends what lies between the client's cursor and where this socket began.
    async fn resume(&mut self, from: Cursor) -> Result<(), Ending> {
        let (mut from, until) = (from, self.floor);
        self.floor = from.min(until);
        while from < until {
            let news = notifications::since(&self.services, self.viewer.user_id, from).await?;
            let missed: Vec<_> = news
                .notifications
                .into_iter()
                .take_while(|notification| notification.cursor <= until)
                .collect();
            let Some(last) = missed.last() else { break };
            from = last.cursor;
            for notification in missed {
                let body = NotificationBody::new(self.viewer.locale, notification);
                self.tell(&Told::Notification {
                    cursor: body.cursor.clone(),
                    notification: body,
                    unread: news.unread,
                })
                .await?;
            }
        }
        Ok(())
    }

    /// Sends everything after the cursor, and the number of unread ones where that is all that changed.
    async fn deliver(&mut self) -> Result<(), Ending> {
        loop {
            let news = notifications::since(&self.services, self.viewer.user_id, self.cursor).await?;
            if news.notifications.is_empty() {
                if news.unread != self.unread {
                    self.unread = news.unread;
                    self.tell(&Told::Unread { unread: news.unread }).await?;
                }
                return Ok(());
            }
            self.unread = news.unread;
            for notification in news.notifications {
                let (cursor, created_at) = (notification.cursor, notification.created_at);
                let body = NotificationBody::new(self.viewer.locale, notification);
                self.tell(&Told::Notification {
                    cursor: cursor.to_string(),
                    notification: body,
                    unread: news.unread,
                })
                .await?;
                self.cursor = cursor;
                if let Ok(age) = (self.services.clock.now() - created_at).to_std() {
                    metrics::histogram!("push_delay_seconds").record(age.as_secs_f64());
                }
            }
        }
    }

    /// The signal that follows tells the new number, to this socket as to all others.
    async fn read(&mut self, id: &str) -> Result<(), Ending> {
        let Some(id) = notification_id(id) else { return Ok(()) };
        match notifications::mark_read(&self.services, &self.viewer, id).await {
            Ok(_) | Err(Error::NotFound) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    async fn recent(&mut self) -> Result<(), Ending> {
        let limit = Limit::from_wish(Some(RECENT));
        let page = notifications::list(&self.services, &self.viewer, false, None, limit).await?;
        let locale = self.viewer.locale;
        let items =
            page.items.into_iter().map(|notification| NotificationBody::new(locale, notification)).collect();
        self.tell(&Told::Recent { items }).await
    }

    async fn tell(&mut self, told: &Told) -> Result<(), Ending> {
        let text = serde_json::to_string(told).map_err(|error| Ending::from(Error::from(error)))?;
        self.send(Message::Text(text.into())).await
    }

    async fn send(&mut self, message: Message) -> Result<(), Ending> {
        match timeout(PATIENCE, self.stream.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(Ending::Gone),
        }
    }

    /// Says why, and waits a moment for the answer: a connection cut at once could lose the reason on its way.
    async fn close(mut self, ending: Ending) {
        let Some((code, reason)) = ending.frame() else { return };
        let frame = CloseFrame { code, reason: reason.into() };
        if self.send(Message::Close(Some(frame))).await.is_ok() {
            let answer = async { while let Some(Ok(_)) = self.stream.recv().await {} };
            timeout(Duration::from_secs(1), answer).await.ok();
        }
    }
}
