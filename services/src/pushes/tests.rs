//! Signals reach the sockets of a person on every replica, and what is lost on the way is found again.

use std::time::{Duration, Instant};

use domain::{
    Error,
    auth::Viewer,
    notifications::{Cursor, Notice, NotificationKind},
};
use sqlx::PgPool;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
    time::timeout,
};

use super::{Signal, Subscription, end_sessions, is_session_alive, relay, run, tickets};
use crate::{Secret, Services, audit::Origin, auth, notifications, testing};

/// More than any of these should take, less than anybody wants to wait for a failure.
const SOON: Duration = Duration::from_secs(10);

async fn tell(services: &Services, recipient: &Viewer) {
    let mut work = services.begin().await.unwrap();
    work.notify(recipient.user_id, Notice::new(NotificationKind::Welcome, "/panel"));
    work.commit().await.unwrap();
}

fn subscribe(services: &Services, viewer: &Viewer) -> Subscription {
    services.pushes.subscribe(viewer).unwrap()
}

async fn next(subscription: &Subscription) -> Signal {
    timeout(SOON, subscription.next()).await.expect("a signal")
}

/// A signal that is already there.
async fn has_signal(subscription: &Subscription) -> bool {
    timeout(Duration::ZERO, subscription.next()).await.is_ok()
}

/// A second server process over the same database: a hub of its own, running.
fn replica(db: &PgPool, redis_url: &str) -> Services {
    let settings = crate::Settings { redis_url: Secret::new(redis_url), ..testing::settings() };
    let services = Services::with_db(settings, db.clone()).unwrap();
    tokio::spawn(run(services.clone()));
    services
}

/// Waits until a replica's subscription stands, and eats the wake-up that its start brings.
async fn hear(from: &Services, to: &Services, subscription: &Subscription, viewer: &Viewer) {
    loop {
        relay::publish(from, vec![viewer.user_id], Vec::new());
        if timeout(Duration::from_millis(100), subscription.next()).await.is_ok() {
            break;
        }
    }
    while timeout(Duration::from_millis(300), subscription.next()).await.is_ok() {}
    assert_eq!(to.pushes.open_sockets(), 1);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_commit_wakes_the_sockets_of_its_recipients_and_of_nobody_else(db: PgPool) {
    let services = testing::services(db);
    let (ana, beto) = (testing::person(&services, "ana").await, testing::person(&services, "beto").await);
    let (phone, laptop, other) =
        (subscribe(&services, &ana), subscribe(&services, &ana), subscribe(&services, &beto));
    tell(&services, &ana).await;
    assert!(has_signal(&phone).await && has_signal(&laptop).await);
    assert!(!has_signal(&other).await);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_socket_that_does_not_listen_keeps_one_signal_and_holds_nobody_up(db: PgPool) {
    let services = testing::services(db);
    let ana = testing::person(&services, "ana").await;
    let (slow, quick) = (subscribe(&services, &ana), subscribe(&services, &ana));
    for _ in 0..50 {
        tell(&services, &ana).await;
        assert_eq!(next(&quick).await, Signal::News);
    }
    assert!(has_signal(&slow).await);
    assert!(!has_signal(&slow).await, "fifty rings are one");
    assert_eq!(
        notifications::since(&services, ana.user_id, Cursor(0)).await.unwrap().notifications.len(),
        50
    );
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn reading_in_one_tab_wakes_the_others(db: PgPool) {
    let services = testing::services(db);
    let ana = testing::person(&services, "ana").await;
    tell(&services, &ana).await;
    let tab = subscribe(&services, &ana);
    notifications::mark_all_read(&services, &ana).await.unwrap();
    assert!(has_signal(&tab).await);
    assert_eq!(notifications::since(&services, ana.user_id, Cursor(0)).await.unwrap().unread, 0);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_dropped_socket_leaves_the_hub_and_nobody_takes_more_than_their_share(db: PgPool) {
    let services = testing::services(db);
    let ana = testing::person(&services, "ana").await;
    let mut sockets: Vec<_> = (0..super::SOCKETS_PER_PERSON).map(|_| subscribe(&services, &ana)).collect();
    let refused = services.pushes.subscribe(&ana).err();
    assert!(matches!(refused, Some(Error::TooManyRequests { .. })));
    sockets.pop();
    sockets.push(subscribe(&services, &ana));
    drop(sockets);
    assert_eq!(services.pushes.open_sockets(), 0);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn other_replicas_hear_of_news_and_ended_sessions_through_redis(db: PgPool) {
    let here = testing::services(db.clone());
    let there = replica(&db, here.settings.redis_url.expose());
    let ana = testing::person(&here, "ana").await;
    let socket = subscribe(&there, &ana);
    hear(&here, &there, &socket, &ana).await;

    let mut slowest = Duration::ZERO;
    for _ in 0..20 {
        let start = Instant::now();
        tell(&here, &ana).await;
        assert_eq!(next(&socket).await, Signal::News);
        slowest = slowest.max(start.elapsed());
    }
    assert!(slowest < Duration::from_secs(1), "from before the commit to the other replica: {slowest:?}");

    end_sessions(&here, [ana.session_id]);
    assert_eq!(next(&socket).await, Signal::SessionEnded);
}

/// A way to Redis that can be cut and mended.
async fn cable(target: String) -> (String, watch::Sender<bool>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (switch, is_on) = watch::channel(true);
    tokio::spawn(async move {
        while let Ok((mut inward, _)) = listener.accept().await {
            let (target, mut is_on) = (target.clone(), is_on.clone());
            tokio::spawn(async move {
                if !*is_on.borrow() {
                    return;
                }
                let mut outward = TcpStream::connect(target).await.unwrap();
                tokio::select! {
                    _ = copy_bidirectional(&mut inward, &mut outward) => {}
                    _ = is_on.wait_for(|is_on| !is_on) => {}
                }
            });
        }
    });
    (format!("redis://{address}"), switch)
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn while_redis_is_away_own_sockets_are_woken_and_other_replicas_catch_up(db: PgPool) {
    let target = testing::settings().redis_url.expose().trim_start_matches("redis://").to_owned();
    let (redis_url, switch) = cable(target).await;
    let (here, there) = (replica(&db, &redis_url), replica(&db, &redis_url));
    let ana = testing::person(&here, "ana").await;
    let far = subscribe(&there, &ana);
    hear(&here, &there, &far, &ana).await;
    let near = subscribe(&here, &ana);

    switch.send(false).unwrap();
    tell(&here, &ana).await;
    assert!(has_signal(&near).await, "without any Redis");
    assert_eq!(next(&far).await, Signal::News, "found by the sweep");

    switch.send(true).unwrap();
    while timeout(Duration::from_millis(300), far.next()).await.is_ok() {}
    loop {
        relay::publish(&here, vec![ana.user_id], Vec::new());
        if timeout(Duration::from_millis(100), far.next()).await.is_ok() {
            break;
        }
    }
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn while_redis_is_away_a_session_that_ends_here_loses_its_sockets_there_within_five_seconds(
    db: PgPool,
) {
    let target = testing::settings().redis_url.expose().trim_start_matches("redis://").to_owned();
    let (redis_url, switch) = cable(target).await;
    let (here, there) = (replica(&db, &redis_url), replica(&db, &redis_url));
    let ana = testing::person(&here, "ana").await;
    let far = subscribe(&there, &ana);
    hear(&here, &there, &far, &ana).await;
    switch.send(false).unwrap();
    let ended = Instant::now();
    auth::sign_out(&here, &Origin::default(), &ana, false).await.unwrap();
    while next(&far).await != Signal::SessionEnded {}
    assert!(ended.elapsed() < Duration::from_secs(5), "{:?}", ended.elapsed());
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn the_sweep_finds_what_no_signal_told_of(db: PgPool) {
    let (here, there) = (testing::services(db.clone()), testing::services(db));
    let ana = testing::person(&here, "ana").await;
    let other_session = testing::session(&here, ana.user_id).await;
    let socket = subscribe(&there, &ana);
    let other = there.pushes.subscribe(&Viewer { session_id: other_session, ..ana.clone() }).unwrap();
    let seen = relay::sweep_once(&there, &relay::Seen::new()).await.unwrap();
    assert!(
        has_signal(&socket).await && has_signal(&other).await,
        "a first sweep knows nothing, so it wakes"
    );
    let seen = relay::sweep_once(&there, &seen).await.unwrap();
    assert!(!has_signal(&socket).await, "nothing new");

    tell(&here, &ana).await;
    let seen = relay::sweep_once(&there, &seen).await.unwrap();
    assert!(has_signal(&socket).await);
    notifications::mark_all_read(&here, &ana).await.unwrap();
    let seen = relay::sweep_once(&there, &seen).await.unwrap();
    assert!(has_signal(&socket).await && has_signal(&other).await);

    sqlx::query("update user_sessions set revoked_at = created_at where id = $1")
        .bind(other_session.get())
        .execute(&here.db)
        .await
        .unwrap();
    relay::sweep_once(&there, &seen).await.unwrap();
    assert_eq!(next(&other).await, Signal::SessionEnded);
    assert!(!has_signal(&socket).await, "the other session goes on");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_session_is_alive_until_it_is_revoked_or_expired_or_its_person_suspended(db: PgPool) {
    let services = testing::services(db);
    let ana = testing::person(&services, "ana").await;
    assert!(is_session_alive(&services, &ana).await.unwrap());
    sqlx::query("update users set suspended_at = created_at").execute(&services.db).await.unwrap();
    assert!(!is_session_alive(&services, &ana).await.unwrap());
    sqlx::query("update users set suspended_at = null").execute(&services.db).await.unwrap();
    services.clock.advance(chrono::Duration::days(8));
    assert!(!is_session_alive(&services, &ana).await.unwrap());
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_ticket_is_good_once_on_any_replica_and_without_redis_on_its_own(db: PgPool) {
    let (here, there) = (testing::services(db.clone()), testing::services(db.clone()));
    let ana = testing::person(&here, "ana").await;
    let ticket = tickets::issue(&here, &ana).await.unwrap();
    assert_eq!(tickets::redeem(&there, &ticket).await.unwrap().session_id, ana.session_id);
    assert!(matches!(tickets::redeem(&here, &ticket).await, Err(Error::SignInRequired)));
    assert!(matches!(tickets::redeem(&here, "guessed").await, Err(Error::SignInRequired)));

    let settings = crate::Settings { redis_url: Secret::new("redis://127.0.0.1:1"), ..testing::settings() };
    let alone = Services::with_db(settings, db).unwrap();
    let ticket = tickets::issue(&alone, &ana).await.unwrap();
    assert_eq!(tickets::redeem(&alone, &ticket).await.unwrap().session_id, ana.session_id);
    assert!(matches!(tickets::redeem(&alone, &ticket).await, Err(Error::SignInRequired)));
}
