//! Sessions from their first token to their end, in the order of things and out of it.

use std::{collections::HashSet, time::Instant};

use chrono::Duration;
use futures_util::future::join_all;
use sqlx::PgPool;

use super::*;
use crate::{Secret, Settings, testing};

const PASSWORD: &str = "mate y bizcochitos";

fn phone() -> Origin {
    Origin { address: "203.0.113.7".into(), user_agent: "A phone".into(), request_id: "1".into() }
}

fn laptop() -> Origin {
    Origin { user_agent: "A laptop".into(), ..phone() }
}

/// Another for each test: failures are counted by it.
fn fresh_email() -> String {
    format!("ana-{}@example.com", uuid::Uuid::now_v7())
}

async fn ana(services: &Services) -> SignedIn {
    let registration = Registration::parse(&fresh_email(), PASSWORD, "Ana Gómez").unwrap();
    register(services, &phone(), Locale::EsAr, registration).await.unwrap()
}

fn without_redis(db: PgPool) -> Services {
    let settings = Settings { redis_url: Secret::new("redis://127.0.0.1:1"), ..testing::settings() };
    Services::with_db(settings, db).unwrap()
}

async fn is_let_in(services: &Services, access_token: &str) -> bool {
    match authenticate(services, access_token).await {
        Ok(_) => true,
        Err(Error::SignInRequired) => false,
        Err(other) => panic!("{other:?}"),
    }
}

async fn rotated(services: &Services, token: &str) -> SignedIn {
    match refresh(services, &phone(), token).await.unwrap() {
        Refreshed::Rotated(signed_in) => signed_in,
        Refreshed::JustRotated(_) => panic!("already rotated"),
    }
}

async fn is_refused(services: &Services, origin: &Origin, token: &str) -> bool {
    matches!(refresh(services, origin, token).await, Err(Error::SignInRequired))
}

/// What Redis has of a session.
async fn in_redis(services: &Services, viewer: &Viewer) -> Option<String> {
    let mut redis = services.redis.connection().await.unwrap();
    redis::cmd("GET").arg(format!("session:{}", viewer.session_id)).query_async(&mut redis).await.unwrap()
}

async fn clear_redis(services: &Services, viewer: &Viewer) {
    let mut redis = services.redis.connection().await.unwrap();
    redis::cmd("DEL")
        .arg(format!("session:{}", viewer.session_id))
        .query_async::<()>(&mut redis)
        .await
        .unwrap();
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_new_person_has_profile_preferences_welcome_and_no_role(db: PgPool) {
    let services = testing::services(db);
    let email = fresh_email();
    let registration = Registration::parse(&email.to_uppercase(), PASSWORD, "Ana Gómez").unwrap();
    let signed_in = register(&services, &phone(), Locale::PtBr, registration).await.unwrap();
    let account = get_account(&services, &signed_in.viewer).await.unwrap();
    assert_eq!((&*account.handle, &*account.name, &account.email), ("ana-gomez", "Ana Gómez", &email));
    assert_eq!((account.locale, account.email_verified), (Locale::PtBr, false));
    assert!(account.roles.is_empty());
    let welcomes = sqlx::query_scalar!("select count(*) from notifications where kind = 'welcome'");
    assert_eq!(welcomes.fetch_one(&services.db).await.unwrap(), Some(1));
    let viewer = authenticate(&services, &signed_in.tokens.access_token).await.unwrap();
    assert_eq!((viewer.user_id, viewer.session_id), (signed_in.viewer.user_id, signed_in.viewer.session_id));
    let stored =
        sqlx::query_scalar!("select password_hash from users").fetch_one(&services.db).await.unwrap();
    assert!(stored.unwrap().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    let kept =
        sqlx::query_scalar!("select token_hash from refresh_tokens").fetch_one(&services.db).await.unwrap();
    assert_eq!(kept, super::tokens::hash(&signed_in.tokens.refresh_token), "only the hash is kept");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn an_email_is_taken_once_also_by_many_at_once_and_in_other_capitals(db: PgPool) {
    let services = testing::services(db);
    let email = fresh_email();
    let attempts = (0..8).map(|n| {
        let typed = if n % 2 == 0 { email.clone() } else { email.to_uppercase() };
        let registration = Registration::parse(&typed, PASSWORD, "Ana Gómez").unwrap();
        let services = services.clone();
        async move { register(&services, &phone(), Locale::EsAr, registration).await }
    });
    let (made, refused): (Vec<_>, Vec<_>) = join_all(attempts).await.into_iter().partition(Result::is_ok);
    assert_eq!((made.len(), refused.len()), (1, 7));
    for outcome in refused {
        let Err(Error::Invalid(errors)) = outcome else { panic!("{outcome:?}") };
        assert_eq!(errors.of("email").map(|error| &*error.code), Some("email_taken"));
    }
    let people =
        sqlx::query_scalar!("select count(*) from user_profiles").fetch_one(&services.db).await.unwrap();
    assert_eq!(people, Some(1), "nothing half-made is left");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn people_of_one_name_get_handles_of_their_own(db: PgPool) {
    let services = testing::services(db);
    let mut handles = HashSet::new();
    for _ in 0..4 {
        handles.insert(ana(&services).await.viewer.handle);
    }
    assert_eq!(handles.len(), 4);
    assert!(handles.contains("ana-gomez") && handles.iter().all(|handle| handle.starts_with("ana-gomez")));
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn wrong_password_and_unknown_email_are_one_answer(db: PgPool) {
    let services = testing::services(db);
    let email = fresh_email();
    let registration = Registration::parse(&email, PASSWORD, "Ana Gómez").unwrap();
    register(&services, &phone(), Locale::EsAr, registration).await.unwrap();
    for (email, password) in [(email.as_str(), "mate y facturas"), (&fresh_email(), PASSWORD)] {
        let outcome = sign_in(&services, &phone(), SignIn::parse(email, password).unwrap()).await;
        assert!(matches!(outcome, Err(Error::SignInRefused(SignInRefusal::WrongCredentials))), "{outcome:?}");
    }
    let logged =
        sqlx::query!("select actor_id, subject, details from audit_log where action = 'sign_in_refused'");
    let logged = logged.fetch_all(&services.db).await.unwrap();
    assert_eq!(logged.len(), 2);
    assert!(logged.iter().all(|line| line.actor_id.is_none() && line.subject.is_empty()), "both look alike");
    let signed_in =
        sign_in(&services, &phone(), SignIn::parse(&email.to_uppercase(), PASSWORD).unwrap()).await.unwrap();
    assert!(is_let_in(&services, &signed_in.tokens.access_token).await);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn strangers_failures_delay_the_owner_by_seconds_and_never_lock_them_out(db: PgPool) {
    let services = testing::services(db);
    let email = fresh_email();
    let registration = Registration::parse(&email, PASSWORD, "Ana Gómez").unwrap();
    register(&services, &phone(), Locale::EsAr, registration).await.unwrap();
    let typed = SignIn::parse(&email, PASSWORD).unwrap();
    // A network of their own: other tests share Redis, and fail at theirs.
    let home = Origin { address: format!("2001:db8:{:x}:1::1", fresh_network()), ..phone() };
    let stranger = uuid::Uuid::now_v7().to_string();
    for _ in 0..200 {
        delays::note_failure(&services, typed.email.as_str(), &stranger).await;
    }
    let start = Instant::now();
    sign_in(&services, &home, typed.clone()).await.unwrap();
    let waited = start.elapsed();
    assert!(waited >= delays::LONGEST_DELAY, "waited only {waited:?}");
    assert!(waited < delays::LONGEST_DELAY * 3, "waited {waited:?}");
    let start = Instant::now();
    sign_in(&services, &home, typed).await.unwrap();
    assert!(start.elapsed() < delays::LONGEST_DELAY, "the owner's success takes the delay away");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn where_the_owner_has_come_in_before_strangers_failures_cost_nothing(db: PgPool) {
    for services in [testing::services(db.clone()), without_redis(db)] {
        let email = fresh_email();
        let registration = Registration::parse(&email, PASSWORD, "Ana Gómez").unwrap();
        register(&services, &phone(), Locale::EsAr, registration).await.unwrap();
        let typed = SignIn::parse(&email, PASSWORD).unwrap();
        // Networks of their own: other tests share Redis.
        let here = |network: u16| Origin {
            address: format!("2001:db8:{:x}:{network}::1", fresh_network()),
            ..phone()
        };
        let (home, elsewhere) = (here(1), here(2));
        sign_in(&services, &home, typed.clone()).await.unwrap();
        for _ in 0..50 {
            delays::note_failure(&services, &email, &elsewhere.address).await;
        }
        let start = Instant::now();
        sign_in(&services, &home, typed.clone()).await.unwrap();
        assert!(start.elapsed() < delays::LONGEST_DELAY, "known here");
        for _ in 0..50 {
            delays::note_failure(&services, &email, &elsewhere.address).await;
        }
        let start = Instant::now();
        sign_in(&services, &elsewhere, typed).await.unwrap();
        assert!(start.elapsed() >= delays::LONGEST_DELAY, "where the failures come from they count");
    }
}

fn fresh_network() -> u16 {
    u16::from_be_bytes([uuid::Uuid::new_v4().as_bytes()[0], uuid::Uuid::new_v4().as_bytes()[1]])
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_suspended_person_is_out_at_once_and_stays_out(db: PgPool) {
    let services = testing::services(db);
    let email = fresh_email();
    let registration = Registration::parse(&email, PASSWORD, "Ana Gómez").unwrap();
    let signed_in = register(&services, &phone(), Locale::EsAr, registration).await.unwrap();
    assert!(is_let_in(&services, &signed_in.tokens.access_token).await);
    let user = signed_in.viewer.user_id;
    sqlx::query!("update users set suspended_at = now() where id = $1", user.get())
        .execute(&services.db)
        .await
        .unwrap();
    end_sessions_of(&services, user, "suspended").await.unwrap();
    assert!(!is_let_in(&services, &signed_in.tokens.access_token).await);
    assert!(is_refused(&services, &phone(), &signed_in.tokens.refresh_token).await);
    let outcome = sign_in(&services, &phone(), SignIn::parse(&email, PASSWORD).unwrap()).await;
    assert!(matches!(outcome, Err(Error::SignInRefused(SignInRefusal::AccountSuspended))), "{outcome:?}");
    let outcome = sign_in(&services, &phone(), SignIn::parse(&email, "mate y facturas").unwrap()).await;
    assert!(
        matches!(outcome, Err(Error::SignInRefused(SignInRefusal::WrongCredentials))),
        "only to who knows the password"
    );
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn an_account_without_a_password_lets_nobody_in(db: PgPool) {
    let services = testing::services(db);
    let email = fresh_email();
    let registration = Registration::parse(&email, PASSWORD, "Ana Gómez").unwrap();
    register(&services, &phone(), Locale::EsAr, registration).await.unwrap();
    sqlx::query!("update users set password_hash = null").execute(&services.db).await.unwrap();
    let outcome = sign_in(&services, &phone(), SignIn::parse(&email, PASSWORD).unwrap()).await;
    assert!(matches!(outcome, Err(Error::SignInRefused(SignInRefusal::WrongCredentials))), "{outcome:?}");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn who_calls_costs_no_sql_while_redis_knows(db: PgPool) {
    let services = testing::services(db.clone());
    let signed_in = ana(&services).await;
    authenticate(&services, &signed_in.tokens.access_token).await.unwrap();
    db.close().await;
    let viewer = authenticate(&services, &signed_in.tokens.access_token).await.unwrap();
    assert_eq!((&*viewer.name, viewer.user_id), ("Ana Gómez", signed_in.viewer.user_id));
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn everything_goes_on_without_redis(db: PgPool) {
    let services = without_redis(db);
    let signed_in = ana(&services).await;
    let next = rotated(&services, &signed_in.tokens.refresh_token).await;
    let viewer = authenticate(&services, &next.tokens.access_token).await.unwrap();
    sign_out(&services, &phone(), &viewer, false).await.unwrap();
    assert!(!is_let_in(&services, &next.tokens.access_token).await);
    assert!(is_refused(&services, &phone(), &next.tokens.refresh_token).await);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn signing_out_kills_both_tokens_at_once_on_every_replica(db: PgPool) {
    let (here, there) = (testing::services(db.clone()), testing::services(db));
    let signed_in = ana(&here).await;
    let other = sign_in_again(&here, &signed_in).await;
    for services in [&here, &there] {
        assert!(is_let_in(services, &signed_in.tokens.access_token).await, "warm");
    }
    sign_out(&here, &phone(), &signed_in.viewer, false).await.unwrap();
    for services in [&here, &there] {
        assert!(!is_let_in(services, &signed_in.tokens.access_token).await);
        assert!(is_refused(services, &phone(), &signed_in.tokens.refresh_token).await);
        assert!(is_let_in(services, &other.tokens.access_token).await, "the other session goes on");
    }
    sign_out(&here, &phone(), &signed_in.viewer, false).await.unwrap();
}

/// A second session of the same person.
async fn sign_in_again(services: &Services, first: &SignedIn) -> SignedIn {
    let email = get_account(services, &first.viewer).await.unwrap().email;
    sign_in(services, &laptop(), SignIn::parse(&email, PASSWORD).unwrap()).await.unwrap()
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn signed_out_stays_signed_out_when_redis_is_cleared(db: PgPool) {
    let (here, there) = (testing::services(db.clone()), testing::services(db));
    let signed_in = ana(&here).await;
    assert!(is_let_in(&here, &signed_in.tokens.access_token).await);
    sign_out(&here, &phone(), &signed_in.viewer, false).await.unwrap();
    clear_redis(&here, &signed_in.viewer).await;
    for services in [&here, &there] {
        assert!(!is_let_in(services, &signed_in.tokens.access_token).await);
    }
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn signed_out_while_redis_is_away_is_out_at_once_here_and_there_by_age_of_the_copy(db: PgPool) {
    let (here, there) = (without_redis(db.clone()), testing::services(db));
    let signed_in = ana(&there).await;
    assert!(is_let_in(&there, &signed_in.tokens.access_token).await);
    sign_out(&here, &phone(), &signed_in.viewer, false).await.unwrap();
    assert!(!is_let_in(&here, &signed_in.tokens.access_token).await);
    assert!(
        is_refused(&there, &phone(), &signed_in.tokens.refresh_token).await,
        "PostgreSQL decides on exchanges"
    );
    // Nobody could tell the replica that still has Redis; the copy there dies by itself.
    let ended = Instant::now();
    while is_let_in(&there, &signed_in.tokens.access_token).await {
        assert!(ended.elapsed().as_secs() < 5, "an ended session goes on for five seconds");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn what_was_read_before_the_end_is_not_written_after_it(db: PgPool) {
    let services = testing::services(db);
    let signed_in = ana(&services).await;
    // A request reads the living session, then the session ends, then the request writes what it read.
    let read = sessions::find_viewer(&services.db, signed_in.viewer.session_id, services.clock.now())
        .await
        .unwrap()
        .unwrap();
    sign_out(&services, &phone(), &signed_in.viewer, false).await.unwrap();
    sessions::keep_copy(&services, &read).await;
    assert_eq!(in_redis(&services, &read).await.as_deref(), Some("ended"));
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn signing_out_everywhere_ends_every_session_of_this_person_only(db: PgPool) {
    let services = testing::services(db);
    let (first, stranger) = (ana(&services).await, ana(&services).await);
    let second = sign_in_again(&services, &first).await;
    for signed_in in [&first, &second, &stranger] {
        assert!(is_let_in(&services, &signed_in.tokens.access_token).await);
    }
    sign_out(&services, &phone(), &first.viewer, true).await.unwrap();
    for signed_in in [&first, &second] {
        assert!(!is_let_in(&services, &signed_in.tokens.access_token).await);
        assert!(is_refused(&services, &phone(), &signed_in.tokens.refresh_token).await);
    }
    assert!(is_let_in(&services, &stranger.tokens.access_token).await);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn sessions_are_listed_and_ended_one_by_one_by_their_owner_only(db: PgPool) {
    let services = testing::services(db);
    let (first, stranger) = (ana(&services).await, ana(&services).await);
    let second = sign_in_again(&services, &first).await;
    let listed = list_sessions(&services, &first.viewer).await.unwrap();
    let current: Vec<(&str, bool)> = listed.iter().map(|one| (&*one.user_agent, one.is_current)).collect();
    assert_eq!(current, [("A laptop", false), ("A phone", true)]);
    let outcome = revoke_session(&services, &phone(), &stranger.viewer, second.viewer.session_id).await;
    assert!(matches!(outcome, Err(Error::NotFound)));
    assert!(is_let_in(&services, &second.tokens.access_token).await);
    revoke_session(&services, &phone(), &first.viewer, second.viewer.session_id).await.unwrap();
    assert!(!is_let_in(&services, &second.tokens.access_token).await);
    assert_eq!(list_sessions(&services, &first.viewer).await.unwrap().len(), 1);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_refresh_token_is_exchanged_once_and_the_session_moves_on(db: PgPool) {
    let services = testing::services(db);
    let first = ana(&services).await;
    services.clock.advance(Duration::minutes(14));
    let second = rotated(&services, &first.tokens.refresh_token).await;
    assert_ne!(first.tokens.refresh_token, second.tokens.refresh_token);
    services.clock.advance(Duration::minutes(14));
    assert!(!is_let_in(&services, &first.tokens.access_token).await, "a quarter of an hour is over");
    assert!(is_let_in(&services, &second.tokens.access_token).await);
    let third = rotated(&services, &second.tokens.refresh_token).await;
    assert_eq!(third.viewer.session_id, first.viewer.session_id);
    services.clock.advance(REFRESH_LIFETIME);
    assert!(is_refused(&services, &phone(), &third.tokens.refresh_token).await, "seven days are over");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_replay_revokes_the_family(db: PgPool) {
    let services = testing::services(db);
    let first = ana(&services).await;
    let second = rotated(&services, &first.tokens.refresh_token).await;
    let third = rotated(&services, &second.tokens.refresh_token).await;
    services.clock.advance(Duration::seconds(11));
    assert!(is_let_in(&services, &third.tokens.access_token).await);
    assert!(is_refused(&services, &phone(), &first.tokens.refresh_token).await);
    assert!(!is_let_in(&services, &third.tokens.access_token).await, "access tokens of the family are dead");
    assert!(
        is_refused(&services, &phone(), &third.tokens.refresh_token).await,
        "and its living refresh token"
    );
    let reason = sqlx::query_scalar!("select revoked_reason from user_sessions")
        .fetch_one(&services.db)
        .await
        .unwrap();
    assert_eq!(reason.as_deref(), Some("refresh_token_replayed"));
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_replay_by_another_device_revokes_even_within_the_grace(db: PgPool) {
    let services = testing::services(db);
    let first = ana(&services).await;
    let second = rotated(&services, &first.tokens.refresh_token).await;
    assert!(is_refused(&services, &laptop(), &first.tokens.refresh_token).await);
    assert!(!is_let_in(&services, &second.tokens.access_token).await);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn the_same_device_may_repeat_itself_for_ten_seconds_without_gaining_a_token(db: PgPool) {
    let services = testing::services(db);
    let first = ana(&services).await;
    let second = rotated(&services, &first.tokens.refresh_token).await;
    services.clock.advance(Duration::seconds(9));
    let again = refresh(&services, &phone(), &first.tokens.refresh_token).await.unwrap();
    assert!(matches!(again, Refreshed::JustRotated(viewer) if viewer.session_id == first.viewer.session_id));
    rotated(&services, &second.tokens.refresh_token).await;
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn fifty_refreshes_of_one_token_at_once_give_one_winner_and_no_lock_out(db: PgPool) {
    let services = testing::services(db);
    let first = ana(&services).await;
    let attempts = (0..50).map(|_| {
        let (services, token) = (services.clone(), first.tokens.refresh_token.clone());
        tokio::spawn(async move { refresh(&services, &phone(), &token).await })
    });
    let (mut winners, mut losers) = (Vec::new(), 0);
    for outcome in join_all(attempts).await {
        match outcome.unwrap().unwrap() {
            Refreshed::Rotated(signed_in) => winners.push(signed_in),
            Refreshed::JustRotated(_) => losers += 1,
        }
    }
    assert_eq!((winners.len(), losers), (1, 49));
    assert!(is_let_in(&services, &winners[0].tokens.access_token).await);
    rotated(&services, &winners[0].tokens.refresh_token).await;
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn an_exchange_that_races_with_the_end_of_its_session_brings_nothing_back(db: PgPool) {
    let services = testing::services(db);
    for _ in 0..10 {
        let first = ana(&services).await;
        let origin = phone();
        let (exchanged, ended) = tokio::join!(
            refresh(&services, &origin, &first.tokens.refresh_token),
            sign_out(&services, &origin, &first.viewer, false),
        );
        ended.unwrap();
        if let Ok(Refreshed::Rotated(next)) = exchanged {
            assert!(!is_let_in(&services, &next.tokens.access_token).await);
            assert!(is_refused(&services, &phone(), &next.tokens.refresh_token).await);
        }
    }
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn neither_kind_of_token_passes_for_the_other(db: PgPool) {
    let services = testing::services(db);
    let first = ana(&services).await;
    assert!(!is_let_in(&services, &first.tokens.refresh_token).await);
    assert!(is_refused(&services, &phone(), &first.tokens.access_token).await);
    for nothing in ["", "null", "undefined", "' or 1=1 --"] {
        assert!(!is_let_in(&services, nothing).await && is_refused(&services, &phone(), nothing).await);
    }
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_token_of_one_person_does_not_open_the_session_of_another(db: PgPool) {
    let services = testing::services(db);
    let (first, stranger) = (ana(&services).await, ana(&services).await);
    let now = services.clock.now();
    let mixed = services.tokens.access_token(stranger.viewer.user_id, first.viewer.session_id, now).unwrap();
    assert!(!is_let_in(&services, &mixed).await);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn an_admin_is_made_once_and_seen_at_once(db: PgPool) {
    let services = testing::services(db);
    let email = fresh_email();
    let draft = || Registration::parse(&email, PASSWORD, "Ana Gómez").unwrap();
    let person = register(&services, &phone(), Locale::EsAr, draft()).await.unwrap();
    assert!(authenticate(&services, &person.tokens.access_token).await.unwrap().roles.is_empty());
    for _ in 0..2 {
        assert_eq!(create_admin(&services, draft()).await.unwrap(), person.viewer.user_id);
    }
    let roles_now = async || authenticate(&services, &person.tokens.access_token).await.unwrap().roles;
    assert!(roles_now().await.is_empty(), "no power without a second factor");
    testing::give_second_factor(&services, &person.viewer).await;
    assert_eq!(roles_now().await, [Role::Admin]);
    let registration = Registration::parse(&fresh_email(), "otra clave larga", "Beto Díaz").unwrap();
    let made = create_admin(&services, registration).await.unwrap();
    assert_ne!(made, person.viewer.user_id);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn all_other_sessions_are_ended_and_the_one_that_asks_goes_on(db: PgPool) {
    let services = testing::services(db);
    let (first, stranger) = (ana(&services).await, ana(&services).await);
    let others = [sign_in_again(&services, &first).await, sign_in_again(&services, &first).await];
    assert_eq!(revoke_other_sessions(&services, &phone(), &first.viewer).await.unwrap(), 2);
    for other in &others {
        assert!(!is_let_in(&services, &other.tokens.access_token).await);
        assert!(is_refused(&services, &phone(), &other.tokens.refresh_token).await);
    }
    for living in [&first, &stranger] {
        assert!(is_let_in(&services, &living.tokens.access_token).await);
    }
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_session_in_use_was_seen_within_the_last_minute(db: PgPool) {
    let services = without_redis(db);
    let first = ana(&services).await;
    let seen = async || list_sessions(&services, &first.viewer).await.unwrap()[0].last_seen_at;
    let opened = seen().await;
    services.clock.advance(Duration::seconds(50));
    assert!(is_let_in(&services, &first.tokens.access_token).await);
    assert_eq!(seen().await, opened, "not written at every request");
    services.clock.advance(Duration::seconds(20));
    assert!(is_let_in(&services, &first.tokens.access_token).await);
    assert!(services.clock.now() - seen().await < Duration::seconds(60));
}
