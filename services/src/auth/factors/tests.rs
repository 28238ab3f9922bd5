//! Second factors, as who knows a password and more would get around them.

use chrono::Duration;
use domain::{
    auth::{Proof, Registration, Role, SignIn, SignInRefusal, TypedPassword},
    ids::SessionId,
    locale::Locale,
};
use futures_util::future::join_all;
use sqlx::PgPool;

use super::*;
use crate::{
    Settings,
    auth::{
        Entry, Refreshed, SignedIn, authenticate, begin_sign_in, confirm, finish_sign_in, refresh, register,
        sign_in,
    },
    testing,
};

const PASSWORD: &str = "mate y bizcochitos";

/// A person with codes on: their app, their recovery codes, and the session that turned them on.
struct Ana {
    email: String,
    signed_in: SignedIn,
    secret: String,
    recovery_codes: Vec<String>,
}

/// Without limits: what is tested is what a code is worth, not how often one may try.
fn services(db: PgPool) -> Services {
    Services::with_db(Settings { rate_limit_scale: 1e6, ..testing::settings() }, db).unwrap()
}

async fn person(services: &Services) -> (String, SignedIn) {
    let email = format!("ana-{}@example.com", uuid::Uuid::now_v7());
    let registration = Registration::parse(&email, PASSWORD, "Ana Gómez").unwrap();
    (email, register(services, &Origin::default(), Locale::EsAr, registration).await.unwrap())
}

async fn ana(services: &Services) -> Ana {
    let (email, signed_in) = person(services).await;
    let setup = begin_totp(services, &signed_in.viewer).await.unwrap();
    let code = FactorCode::Totp(code_of(services, &setup.secret));
    let recovery_codes = confirm_totp(services, &Origin::default(), &signed_in.viewer, code).await.unwrap();
    // The code that turned them on is used up.
    services.clock.advance(Duration::seconds(30));
    Ana { email, signed_in, secret: setup.secret, recovery_codes }
}

impl Ana {
    fn code(&self, services: &Services) -> FactorCode {
        FactorCode::Totp(code_of(services, &self.secret))
    }

    fn recovery_code(&self, at: usize) -> FactorCode {
        FactorCode::parse("code", &self.recovery_codes[at]).unwrap()
    }

    async fn enter(&self, services: &Services, code: Option<FactorCode>) -> Result<SignedIn, Error> {
        let attempt = SignIn { code, ..SignIn::parse(&self.email, PASSWORD).unwrap() };
        sign_in(services, &Origin::default(), attempt).await
    }

    async fn half_session(&self, services: &Services) -> String {
        let attempt = SignIn::parse(&self.email, PASSWORD).unwrap();
        match begin_sign_in(services, &Origin::default(), attempt).await.unwrap() {
            Entry::HalfSession(token) => token,
            Entry::SignedIn(_) => panic!("no code was asked for"),
        }
    }
}

/// What the app shows now.
fn code_of(services: &Services, secret: &str) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
    let totp = Builder::new().with_secret(secret).build().unwrap();
    totp.generate(seconds(services.clock.now())).to_string()
}

fn refusal(outcome: Result<SignedIn, Error>) -> Option<SignInRefusal> {
    match outcome {
        Ok(_) => None,
        Err(Error::SignInRefused(refusal)) => Some(refusal),
        Err(other) => panic!("{other:?}"),
    }
}

fn is_step_up(outcome: &Result<impl Sized, Error>) -> bool {
    matches!(outcome, Err(Error::StepUpRequired))
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn with_codes_on_a_password_alone_lets_nobody_in(db: PgPool) {
    let services = services(db);
    let ana = ana(&services).await;
    assert_eq!(refusal(ana.enter(&services, None).await), Some(SignInRefusal::SecondFactorRequired));
    for wrong in ["000000", "999999"] {
        let code = FactorCode::Totp(wrong.into());
        assert_eq!(refusal(ana.enter(&services, Some(code)).await), Some(SignInRefusal::WrongCode));
    }
    let wrong_password = SignIn::parse(&ana.email, "mate y facturas").unwrap();
    let attempt = SignIn { code: Some(ana.code(&services)), ..wrong_password };
    let outcome = sign_in(&services, &Origin::default(), attempt).await;
    assert_eq!(refusal(outcome), Some(SignInRefusal::WrongCredentials), "a code alone is nothing either");
    assert_eq!(refusal(ana.enter(&services, Some(ana.code(&services))).await), None);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_code_works_once_and_none_before_it_works_after_it(db: PgPool) {
    let services = services(db);
    let ana = ana(&services).await;
    let earlier = ana.code(&services);
    services.clock.advance(Duration::seconds(30));
    let code = ana.code(&services);
    assert_eq!(refusal(ana.enter(&services, Some(code.clone())).await), None);
    for used in [code, earlier] {
        assert_eq!(refusal(ana.enter(&services, Some(used)).await), Some(SignInRefusal::WrongCode));
    }
    services.clock.advance(Duration::seconds(30));
    assert_eq!(refusal(ana.enter(&services, Some(ana.code(&services))).await), None);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn the_code_that_turned_codes_on_is_used_up_by_it(db: PgPool) {
    let services = services(db);
    let (email, signed_in) = person(&services).await;
    let setup = begin_totp(&services, &signed_in.viewer).await.unwrap();
    let code = FactorCode::Totp(code_of(&services, &setup.secret));
    confirm_totp(&services, &Origin::default(), &signed_in.viewer, code.clone()).await.unwrap();
    let attempt = SignIn { code: Some(code), ..SignIn::parse(&email, PASSWORD).unwrap() };
    let outcome = sign_in(&services, &Origin::default(), attempt).await;
    assert_eq!(refusal(outcome), Some(SignInRefusal::WrongCode));
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn of_thirty_uses_of_one_code_at_once_one_gets_in(db: PgPool) {
    let services = services(db);
    let ana = ana(&services).await;
    for code in [ana.code(&services), ana.recovery_code(0)] {
        let uses = (0..30).map(|_| ana.enter(&services, Some(code.clone())));
        let outcomes: Vec<_> = join_all(uses).await.into_iter().map(refusal).collect();
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_none()).count(), 1, "{code:?}");
        let refused = outcomes.iter().filter(|outcome| **outcome == Some(SignInRefusal::WrongCode)).count();
        assert_eq!(refused, 29, "{code:?}");
    }
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn of_thirty_uses_of_one_half_session_at_once_one_gets_in(db: PgPool) {
    let services = services(db);
    let ana = ana(&services).await;
    let half_session = ana.half_session(&services).await;
    // Each with a code of its own that is right.
    let codes: Vec<FactorCode> = (0..RECOVERY_CODES).map(|at| ana.recovery_code(at)).collect();
    let origin = Origin::default();
    let uses = codes.iter().map(|code| finish_sign_in(&services, &origin, &half_session, code));
    let entered = join_all(uses).await.into_iter().flatten().count();
    assert_eq!(entered, 1);
    let left = get_factors(&services, &ana.signed_in.viewer).await.unwrap().recovery_codes_left;
    assert_eq!(left, 9, "the others' codes are not used up");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_recovery_code_works_once_for_its_owner_and_is_stored_hashed(db: PgPool) {
    let services = services(db);
    let (ana, bruno) = (ana(&services).await, ana(&services).await);
    assert_eq!(ana.recovery_codes.len(), RECOVERY_CODES);
    let code = ana.recovery_code(3);
    assert_eq!(refusal(bruno.enter(&services, Some(code.clone())).await), Some(SignInRefusal::WrongCode));
    assert_eq!(refusal(ana.enter(&services, Some(code.clone())).await), None);
    assert_eq!(refusal(ana.enter(&services, Some(code)).await), Some(SignInRefusal::WrongCode));
    assert_eq!(get_factors(&services, &ana.signed_in.viewer).await.unwrap().recovery_codes_left, 9);
    let stored: Vec<Vec<u8>> =
        sqlx::query_scalar("select code_hash from recovery_codes").fetch_all(&services.db).await.unwrap();
    assert!(stored.iter().all(|hash| hash.len() == 32));
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn codes_of_somebody_else_are_none(db: PgPool) {
    let services = services(db);
    let (ana, bruno) = (ana(&services).await, ana(&services).await);
    let outcome = ana.enter(&services, Some(bruno.code(&services))).await;
    assert_eq!(refusal(outcome), Some(SignInRefusal::WrongCode));
    // Nor does a secret that was copied into another person's row open there.
    sqlx::query(
        "update totp_secrets set secret = (select secret from totp_secrets where user_id = $1) where user_id = $2",
    )
    .bind(bruno.signed_in.viewer.user_id.get())
    .bind(ana.signed_in.viewer.user_id.get())
    .execute(&services.db)
    .await
    .unwrap();
    let outcome = ana.enter(&services, Some(bruno.code(&services))).await;
    assert!(matches!(outcome, Err(Error::Internal(_))), "{outcome:?}");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn nothing_is_on_before_a_first_code_was_right(db: PgPool) {
    let services = services(db);
    let (email, signed_in) = person(&services).await;
    let setup = begin_totp(&services, &signed_in.viewer).await.unwrap();
    assert!(setup.url.starts_with("otpauth://totp/LABUREMOS:ana-") && setup.url.contains("issuer=LABUREMOS"));
    assert!(setup.url.contains(&setup.secret) && setup.qr.starts_with("data:image/png;base64,"));
    let wrong = FactorCode::Totp("000000".into());
    let outcome = confirm_totp(&services, &Origin::default(), &signed_in.viewer, wrong).await;
    assert!(matches!(outcome, Err(Error::Invalid(_))), "{outcome:?}");
    let attempt = SignIn::parse(&email, PASSWORD).unwrap();
    assert_eq!(refusal(sign_in(&services, &Origin::default(), attempt).await), None);

    // A second beginning replaces the first.
    let old = FactorCode::Totp(code_of(&services, &setup.secret));
    let setup = begin_totp(&services, &signed_in.viewer).await.unwrap();
    assert!(confirm_totp(&services, &Origin::default(), &signed_in.viewer, old).await.is_err());
    let code = FactorCode::Totp(code_of(&services, &setup.secret));
    confirm_totp(&services, &Origin::default(), &signed_in.viewer, code.clone()).await.unwrap();
    // Who sits in the session can neither exchange nor read the secret that is on.
    let again = begin_totp(&services, &signed_in.viewer).await;
    assert!(matches!(&again, Err(Error::Conflict(conflict)) if conflict.code == "totp_is_on"));
    assert!(matches!(get_totp_setup(&services, &signed_in.viewer).await, Err(Error::NotFound)));
    assert!(confirm_totp(&services, &Origin::default(), &signed_in.viewer, code).await.is_err());
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn the_secret_lies_sealed_in_the_database(db: PgPool) {
    let services = services(db);
    let ana = ana(&services).await;
    let secret = totp_rs::Secret::try_from_base32(&ana.secret).unwrap();
    let stored: Vec<u8> =
        sqlx::query_scalar("select secret from totp_secrets").fetch_one(&services.db).await.unwrap();
    assert!(!stored.windows(secret.as_bytes().len()).any(|part| part == secret.as_bytes()));
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_half_session_is_no_session(db: PgPool) {
    let services = services(db);
    let ana = ana(&services).await;
    let before = sessions_of(&services, &ana).await;
    let half_session = ana.half_session(&services).await;
    assert!(matches!(authenticate(&services, &half_session).await, Err(Error::SignInRequired)));
    let exchanged = refresh(&services, &Origin::default(), &half_session).await;
    assert!(matches!(exchanged, Err(Error::SignInRequired)));
    assert_eq!(sessions_of(&services, &ana).await, before, "there is no session behind it");
    let nonsense = finish_sign_in(&services, &Origin::default(), "nonsense", &ana.code(&services)).await;
    assert!(matches!(nonsense, Err(Error::SignInRequired)));

    // A wrong code leaves it; the right one uses it up.
    let wrong = FactorCode::Totp("000000".into());
    let refused = finish_sign_in(&services, &Origin::default(), &half_session, &wrong).await;
    assert_eq!(refusal(refused), Some(SignInRefusal::WrongCode));
    let entered = finish_sign_in(&services, &Origin::default(), &half_session, &ana.code(&services)).await;
    assert_eq!(refusal(entered), None);
    services.clock.advance(Duration::seconds(30));
    let again = finish_sign_in(&services, &Origin::default(), &half_session, &ana.code(&services)).await;
    assert!(matches!(again, Err(Error::SignInRequired)));
}

async fn sessions_of(services: &Services, ana: &Ana) -> i64 {
    sqlx::query_scalar("select count(*) from user_sessions where user_id = $1")
        .bind(ana.signed_in.viewer.user_id.get())
        .fetch_one(&services.db)
        .await
        .unwrap()
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_half_session_ends_with_its_time_its_password_and_its_account(db: PgPool) {
    let services = services(db);
    let ana = ana(&services).await;
    let is_dead = async |half_session: &str| {
        let outcome = finish_sign_in(&services, &Origin::default(), half_session, &ana.code(&services)).await;
        matches!(outcome, Err(Error::SignInRequired))
    };
    let late = ana.half_session(&services).await;
    services.clock.advance(Duration::minutes(5));
    assert!(is_dead(&late).await, "after five minutes");

    let old = ana.half_session(&services).await;
    let change = |query: &'static str| {
        sqlx::query(query).bind(ana.signed_in.viewer.user_id.get()).execute(&services.db)
    };
    change("update users set password_hash = 'another' where id = $1").await.unwrap();
    assert!(is_dead(&old).await, "after a new password");

    change("update users set password_hash = null where id = $1").await.unwrap();
    let hash = services.passwords.hash(&domain::auth::Password::parse("p", PASSWORD).unwrap()).await.unwrap();
    sqlx::query("update users set password_hash = $2 where id = $1")
        .bind(ana.signed_in.viewer.user_id.get())
        .bind(hash)
        .execute(&services.db)
        .await
        .unwrap();
    let suspended = ana.half_session(&services).await;
    change("update users set suspended_at = now() where id = $1").await.unwrap();
    assert!(is_dead(&suspended).await, "after the account was suspended");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_session_older_than_the_codes_turns_them_off_only_with_one(db: PgPool) {
    let services = services(db);
    let (email, older) = person(&services).await;
    let attempt = SignIn::parse(&email, PASSWORD).unwrap();
    let signed_in = sign_in(&services, &Origin::default(), attempt).await.unwrap();
    let setup = begin_totp(&services, &signed_in.viewer).await.unwrap();
    let code = FactorCode::Totp(code_of(&services, &setup.secret));
    confirm_totp(&services, &Origin::default(), &signed_in.viewer, code).await.unwrap();

    let origin = Origin::default();
    let off = || turn_totp_off(&services, &origin, &older.viewer);
    assert!(is_step_up(&off().await), "fresh by password alone");
    assert!(is_step_up(&renew_recovery_codes(&services, &Origin::default(), &older.viewer).await));
    let password = Proof::Password(TypedPassword::parse("password", PASSWORD).unwrap());
    let outcome = confirm(&services, &Origin::default(), &older.viewer, password).await;
    assert!(matches!(outcome, Err(Error::Invalid(_))), "{outcome:?}");
    assert!(is_step_up(&off().await), "still");
    services.clock.advance(Duration::seconds(30));
    let code = FactorCode::Totp(code_of(&services, &setup.secret));
    confirm(&services, &Origin::default(), &older.viewer, Proof::Code(code)).await.unwrap();
    off().await.unwrap();
    let attempt = SignIn::parse(&email, PASSWORD).unwrap();
    assert_eq!(refusal(sign_in(&services, &Origin::default(), attempt).await), None);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_stale_session_changes_no_factor(db: PgPool) {
    let services = services(db);
    let ana = ana(&services).await;
    let (origin, viewer) = (Origin::default(), &ana.signed_in.viewer);
    services.clock.advance(Duration::minutes(10));
    assert!(is_step_up(&turn_totp_off(&services, &origin, viewer).await));
    assert!(is_step_up(&renew_recovery_codes(&services, &origin, viewer).await));
    assert!(is_step_up(&begin_totp(&services, viewer).await.map(drop)));
    assert!(is_step_up(&confirm_totp(&services, &origin, viewer, ana.code(&services)).await));
    let password = Proof::Password(TypedPassword::parse("password", PASSWORD).unwrap());
    confirm(&services, &origin, viewer, password).await.unwrap();
    let renewed = renew_recovery_codes(&services, &origin, viewer).await.unwrap();
    let old = ana.enter(&services, Some(ana.recovery_code(0))).await;
    assert_eq!(refusal(old), Some(SignInRefusal::WrongCode), "those before are worth nothing");
    let code = FactorCode::parse("code", &renewed[0]).unwrap();
    assert_eq!(refusal(ana.enter(&services, Some(code)).await), None);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn powers_are_in_force_only_in_sessions_that_gave_a_second_factor(db: PgPool) {
    let services = services(db);
    let (email, first) = person(&services).await;
    sqlx::query("update users set roles = '{admin,moderator}' where id = $1")
        .bind(first.viewer.user_id.get())
        .execute(&services.db)
        .await
        .unwrap();
    let enter = async |code: Option<FactorCode>| {
        let attempt = SignIn { code, ..SignIn::parse(&email, PASSWORD).unwrap() };
        sign_in(&services, &Origin::default(), attempt).await.unwrap()
    };
    let roles = async |signed_in: &SignedIn| {
        authenticate(&services, &signed_in.tokens.access_token).await.unwrap().roles
    };
    let second = enter(None).await;
    assert!(second.viewer.roles.is_empty() && roles(&second).await.is_empty());
    assert!(get_factors(&services, &second.viewer).await.unwrap().has_powers_waiting);

    let setup = begin_totp(&services, &first.viewer).await.unwrap();
    let code = FactorCode::Totp(code_of(&services, &setup.secret));
    confirm_totp(&services, &Origin::default(), &first.viewer, code).await.unwrap();
    assert_eq!(roles(&first).await.len(), 2, "in the session that turned it on, at once");
    assert!(roles(&second).await.is_empty(), "in no other");
    services.clock.advance(Duration::seconds(30));
    let third = enter(Some(FactorCode::Totp(code_of(&services, &setup.secret)))).await;
    assert_eq!(third.viewer.roles, [Role::Admin, Role::Moderator]);
    for (session, powers) in [(&second, 0), (&third, 2)] {
        match refresh(&services, &Origin::default(), &session.tokens.refresh_token).await.unwrap() {
            Refreshed::Rotated(next) => assert_eq!(next.viewer.roles.len(), powers),
            Refreshed::JustRotated(_) => panic!("already rotated"),
        }
    }
    turn_totp_off(&services, &Origin::default(), &first.viewer).await.unwrap();
    for signed_in in [&first, &second, &third] {
        assert!(roles(signed_in).await.is_empty(), "off for all, with the factor");
    }
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn attempts_at_codes_are_limited_by_account_wherever_they_come_from(db: PgPool) {
    let many = services(db.clone());
    let ana = ana(&many).await;
    let mut few = testing::services(db);
    few.clock = many.clock.clone();
    let half_session = ana.half_session(&few).await;
    let mut refusals = 0;
    for at in 0..6 {
        let origin = Origin { address: format!("198.51.100.{at}"), ..Origin::default() };
        let wrong = FactorCode::Totp("000000".into());
        match finish_sign_in(&few, &origin, &half_session, &wrong).await {
            Err(Error::SignInRefused(SignInRefusal::WrongCode)) => refusals += 1,
            Err(Error::TooManyRequests { retry_after_seconds }) => assert!(retry_after_seconds <= 60),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(refusals, 5);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn what_happens_to_factors_is_on_record_without_secrets(db: PgPool) {
    let services = services(db);
    let ana = ana(&services).await;
    let origin =
        Origin { address: "203.0.113.7".into(), request_id: "request-7".into(), ..Origin::default() };
    let attempt = SignIn { code: Some(ana.recovery_code(1)), ..SignIn::parse(&ana.email, PASSWORD).unwrap() };
    let signed_in = sign_in(&services, &origin, attempt).await.unwrap();
    renew_recovery_codes(&services, &origin, &signed_in.viewer).await.unwrap();
    turn_totp_off(&services, &origin, &signed_in.viewer).await.unwrap();
    let rows: Vec<(String, String)> =
        sqlx::query_as("select action, audit_log::text from audit_log where actor_id = $1 order by id")
            .bind(ana.signed_in.viewer.user_id.get())
            .fetch_all(&services.db)
            .await
            .unwrap();
    let actions: Vec<&str> = rows.iter().map(|(action, _)| action.as_str()).collect();
    assert_eq!(
        actions,
        ["registered", "totp_turned_on", "signed_in", "recovery_codes_renewed", "totp_turned_off"]
    );
    assert!(rows[2].1.contains("recovery_code") && rows[2].1.contains("203.0.113.7"));
    assert!(rows.iter().skip(2).all(|(_, text)| text.contains("request-7")));
    for (_, text) in &rows {
        assert!(!text.contains(&ana.secret) && !text.contains(&ana.email) && !text.contains(PASSWORD));
        assert!(!ana.recovery_codes.iter().any(|code| text.contains(code)));
    }
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn freshness_belongs_to_one_session_and_ends_with_it(db: PgPool) {
    let services = services(db);
    let (email, first) = person(&services).await;
    let attempt = SignIn::parse(&email, PASSWORD).unwrap();
    let second = sign_in(&services, &Origin::default(), attempt).await.unwrap();
    assert!(require_fresh(&services, &first.viewer).await.is_ok());
    let made_up = Viewer { session_id: SessionId(uuid::Uuid::now_v7()), ..first.viewer.clone() };
    assert!(is_step_up(&require_fresh(&services, &made_up).await));
    services.clock.advance(Duration::minutes(10));
    let password = || Proof::Password(TypedPassword::parse("password", PASSWORD).unwrap());
    confirm(&services, &Origin::default(), &first.viewer, password()).await.unwrap();
    assert!(require_fresh(&services, &first.viewer).await.is_ok());
    assert!(
        is_step_up(&require_fresh(&services, &second.viewer).await),
        "another session of the same person"
    );
    crate::auth::sign_out(&services, &Origin::default(), &first.viewer, false).await.unwrap();
    assert!(is_step_up(&require_fresh(&services, &first.viewer).await));
}

/// Somebody with the old password is at the door while its owner sets a new one, which ends all sessions.
#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_sign_in_that_races_with_a_new_password_leaves_no_session(db: PgPool) {
    let services = services(db);
    let (email, _) = person(&services).await;
    let mut change = services.db.begin().await.unwrap();
    sqlx::query("update users set password_hash = 'another'").execute(&mut *change).await.unwrap();
    let attempt = SignIn::parse(&email, PASSWORD).unwrap();
    let origin = Origin::default();
    let sign_in = sign_in(&services, &origin, attempt);
    let finish = async {
        // The password was found right by its old hash; the session waits for the change.
        let waiting = "select exists (select from pg_locks l join pg_database d on d.oid = l.database
                       where d.datname = current_database() and not granted)
                       or exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')";
        while !sqlx::query_scalar::<_, bool>(waiting).fetch_one(&services.db).await.unwrap() {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        change.commit().await.unwrap();
    };
    let (outcome, ()) = tokio::join!(sign_in, finish);
    assert_eq!(refusal(outcome), Some(SignInRefusal::WrongCredentials));
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn each_change_of_factors_is_told_by_mail_and_a_wrong_first_code_is_on_record(db: PgPool) {
    let services = services(db);
    let told = async || -> i64 {
        let count =
            sqlx::query_scalar("select count(*) from jobs where job ->> 'letter' = 'factors_changed'");
        count.fetch_one(&services.db).await.unwrap()
    };
    let (_, signed_in) = person(&services).await;
    let (viewer, origin) = (&signed_in.viewer, Origin::default());
    let setup = begin_totp(&services, viewer).await.unwrap();
    let wrong = FactorCode::Totp("000000".into());
    let refused = confirm_totp(&services, &origin, viewer, wrong).await;
    assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    assert_eq!(told().await, 0, "nothing has changed");
    let noted: i64 = sqlx::query_scalar("select count(*) from audit_log where action = 'totp_refused'")
        .fetch_one(&services.db)
        .await
        .unwrap();
    assert_eq!(noted, 1);
    let code = FactorCode::Totp(code_of(&services, &setup.secret));
    confirm_totp(&services, &origin, viewer, code).await.unwrap();
    assert_eq!(told().await, 1);
    renew_recovery_codes(&services, &origin, viewer).await.unwrap();
    assert_eq!(told().await, 2);
    turn_totp_off(&services, &origin, viewer).await.unwrap();
    assert_eq!(told().await, 3);
}
