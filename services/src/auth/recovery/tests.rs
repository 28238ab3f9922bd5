//! Links from mails, well and ill used: replayed, late, forged, of another purpose, many at once; and what a new password or
//! address ends.

use chrono::Duration;
use domain::{
    auth::{EmailChange, Registration, SignIn, SignInRefusal},
    locale::Locale,
};
use futures_util::future::join_all;
use sqlx::PgPool;

use super::*;
use crate::{
    Settings,
    auth::{
        SignedIn, authenticate, change_email, confirm_email_change, get_account, is_link_alive, register,
        resend_verification, sign_in, undo_email_change, verify_email,
    },
    mail::{self, StoredMail},
    testing,
};

const PASSWORD: &str = "mate y bizcochitos";
const NEW_PASSWORD: &str = "tortas fritas con lluvia";

/// From another network each time: failures are counted by it.
fn phone() -> Origin {
    let [a, b] = rand::random::<[u16; 2]>();
    Origin {
        address: format!("2001:db8:{a:x}:{b:x}::1"),
        user_agent: "A phone".into(),
        request_id: "1".into(),
    }
}

fn laptop() -> Origin {
    Origin { user_agent: "A laptop".into(), ..phone() }
}

fn fresh_email() -> String {
    format!("ana-{}@example.com", uuid::Uuid::now_v7())
}

/// Services with a mailbox of their own; limits are somebody else's test unless they are this one's.
fn services(db: PgPool) -> Services {
    let files_dir = std::env::temp_dir().join("laburemos-tests").join(uuid::Uuid::now_v7().to_string());
    Services::with_db(Settings { files_dir, ..testing::settings() }, db).unwrap()
}

async fn registered(services: &Services, email: &str) -> SignedIn {
    let registration = Registration::parse(email, PASSWORD, "Ana Gómez").unwrap();
    register(services, &phone(), Locale::EsAr, registration).await.unwrap()
}

/// The mails that an address has got by now, the latest first.
async fn mails_to(services: &Services, email: &str) -> Vec<StoredMail> {
    jobs::drain(services).await.unwrap();
    let mails = mail::list_stored(services).await.unwrap();
    mails.into_iter().filter(|mail| mail.to == email).collect()
}

/// The token of the latest mail to an address whose button leads to a page.
async fn token(services: &Services, email: &str, page: &str) -> String {
    let mails = mails_to(services, email).await;
    let link = format!("http://localhost:3000{page}?token=");
    let token = mails
        .iter()
        .find_map(|mail| Some(mail.text.split_once(&link)?.1.split_whitespace().next()?.to_owned()));
    token.unwrap_or_else(|| panic!("no link to {page} for {email}"))
}

async fn reset_token(services: &Services, email: &str) -> String {
    forgot_password(services, &Email::parse("email", email).unwrap()).await.unwrap();
    token(services, email, "/restablecer").await
}

fn password(text: &str) -> Password {
    Password::parse("password", text).unwrap()
}

async fn reset(services: &Services, token: &str) -> Result<(), Error> {
    reset_password(services, &laptop(), token, password(NEW_PASSWORD)).await
}

async fn can_sign_in(services: &Services, email: &str, password: &str) -> bool {
    match sign_in(services, &laptop(), SignIn::parse(email, password).unwrap()).await {
        Ok(_) => true,
        Err(Error::SignInRefused(SignInRefusal::WrongCredentials)) => false,
        Err(other) => panic!("{other:?}"),
    }
}

async fn is_in(services: &Services, signed_in: &SignedIn) -> bool {
    authenticate(services, &signed_in.tokens.access_token).await.is_ok()
}

async fn is_verified(services: &Services, signed_in: &SignedIn) -> bool {
    get_account(services, &signed_in.viewer).await.unwrap().email_verified
}

fn code<T: std::fmt::Debug>(outcome: Result<T, Error>) -> String {
    match outcome {
        Err(Error::Invalid(errors)) => errors.0[0].code.to_string(),
        other => panic!("{other:?}"),
    }
}

fn change(current: &str) -> PasswordChange {
    PasswordChange::parse(current, NEW_PASSWORD).unwrap()
}

fn new_address(email: &str) -> EmailChange {
    EmailChange::parse(email, PASSWORD).unwrap()
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_new_address_is_verified_once_by_the_link_it_was_sent(db: PgPool) {
    let services = services(db);
    let email = fresh_email();
    let ana = registered(&services, &email).await;
    assert!(!is_verified(&services, &ana).await);
    let token = token(&services, &email, "/verificar").await;
    assert!(is_link_alive(&services, Purpose::VerifyEmail, &token).await.unwrap());
    assert!(!is_verified(&services, &ana).await, "looking changes nothing");
    verify_email(&services, &laptop(), &token).await.unwrap();
    assert!(is_verified(&services, &ana).await);
    assert!(!is_link_alive(&services, Purpose::VerifyEmail, &token).await.unwrap());
    assert_eq!(code(verify_email(&services, &laptop(), &token).await), "link_ended", "replayed");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn only_the_hash_of_a_token_is_stored_and_jobs_hold_no_secret(db: PgPool) {
    let services = services(db);
    let email = fresh_email();
    registered(&services, &email).await;
    let jobs = sqlx::query_scalar::<_, serde_json::Value>("select job from jobs");
    assert!(!format!("{:?}", jobs.fetch_all(&services.db).await.unwrap()).contains("token"));
    let token = token(&services, &email, "/verificar").await;
    assert_eq!(token.len(), 43, "256 bits");
    let row = sqlx::query_scalar::<_, String>("select l::text from mail_links l");
    assert!(!row.fetch_one(&services.db).await.unwrap().contains(&token));
    let stored = sqlx::query_scalar::<_, Vec<u8>>("select token_hash from mail_links");
    assert_eq!(stored.fetch_one(&services.db).await.unwrap(), crate::auth::tokens::hash(&token));
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn links_end_24_hours_30_minutes_and_7_days_after_they_were_asked_for(db: PgPool) {
    let services = services(db);
    let email = fresh_email();
    registered(&services, &email).await;
    let verify = token(&services, &email, "/verificar").await;
    services.clock.advance(Duration::hours(24) - Duration::seconds(5));
    assert!(is_link_alive(&services, Purpose::VerifyEmail, &verify).await.unwrap());
    services.clock.advance(Duration::seconds(5));
    assert_eq!(code(verify_email(&services, &phone(), &verify).await), "link_ended");

    let reset_link = reset_token(&services, &email).await;
    services.clock.advance(Duration::minutes(30));
    assert_eq!(code(reset(&services, &reset_link).await), "link_ended");
    assert!(can_sign_in(&services, &email, PASSWORD).await);
    let [verify, reset, undo] = [Purpose::VerifyEmail, Purpose::ResetPassword, Purpose::UndoEmail];
    assert_eq!(
        [verify, reset, undo].map(|purpose| purpose.lifetime().num_minutes()),
        [24 * 60, 30, 7 * 24 * 60]
    );
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_token_of_one_purpose_is_nothing_to_another_and_survives_the_attempt(db: PgPool) {
    let services = services(db);
    let email = fresh_email();
    let ana = registered(&services, &email).await;
    let verify = token(&services, &email, "/verificar").await;
    let reset_link = reset_token(&services, &email).await;
    assert_eq!(code(reset(&services, &verify).await), "link_ended");
    assert_eq!(code(confirm_email_change(&services, &phone(), &verify).await), "link_ended");
    assert_eq!(code(undo_email_change(&services, &phone(), &verify).await), "link_ended");
    assert_eq!(code(verify_email(&services, &phone(), &reset_link).await), "link_ended");
    for nothing in ["", "null", "' or 1=1 --", &ana.tokens.refresh_token, &ana.tokens.access_token] {
        assert_eq!(code(verify_email(&services, &phone(), nothing).await), "link_ended", "{nothing}");
        assert_eq!(code(reset(&services, nothing).await), "link_ended", "{nothing}");
    }
    verify_email(&services, &phone(), &verify).await.unwrap();
    reset(&services, &reset_link).await.unwrap();
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn of_twenty_uses_of_one_token_at_once_one_wins(db: PgPool) {
    let services = services(db);
    let email = fresh_email();
    registered(&services, &email).await;
    let link = reset_token(&services, &email).await;
    let attempts = (0..20).map(|n| {
        let (services, link) = (services.clone(), link.clone());
        tokio::spawn(async move {
            let chosen = password(&format!("una clave larga {n}"));
            reset_password(&services, &laptop(), &link, chosen).await.map(|()| n)
        })
    });
    let outcomes = join_all(attempts).await.into_iter().map(Result::unwrap);
    let (won, lost): (Vec<_>, Vec<_>) = outcomes.partition(Result::is_ok);
    assert_eq!((won.len(), lost.len()), (1, 19));
    assert!(lost.into_iter().all(|outcome| code(outcome) == "link_ended"));
    let winner = format!("una clave larga {}", won[0].as_ref().unwrap());
    assert!(can_sign_in(&services, &email, &winner).await, "the winner's password holds");
    let notices = mails_to(&services, &email).await;
    assert_eq!(notices.iter().filter(|mail| mail.subject == "Cambió tu contraseña").count(), 1);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn two_links_of_one_person_at_once_give_one_winner_and_no_deadlock(db: PgPool) {
    let services = services(db);
    for _ in 0..5 {
        let email = fresh_email();
        registered(&services, &email).await;
        let (first, second) = (reset_token(&services, &email).await, reset_token(&services, &email).await);
        assert_ne!(first, second);
        let (left, right) = tokio::join!(reset(&services, &first), reset(&services, &second));
        assert!(left.is_ok() != right.is_ok(), "{left:?} {right:?}");
        assert_eq!(code(if left.is_ok() { right } else { left }), "link_ended");
    }
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_reset_ends_all_sessions_signs_nobody_in_and_proves_the_address(db: PgPool) {
    let services = services(db);
    let email = fresh_email();
    let (ana, stranger) = (registered(&services, &email).await, registered(&services, &fresh_email()).await);
    let link = reset_token(&services, &email).await;
    reset(&services, &link).await.unwrap();
    assert!(!is_in(&services, &ana).await);
    assert!(is_in(&services, &stranger).await, "nobody else's");
    let open = sqlx::query_scalar::<_, i64>(
        "select count(*) from user_sessions where user_id = $1 and revoked_at is null",
    );
    assert_eq!(open.bind(ana.viewer.user_id.get()).fetch_one(&services.db).await.unwrap(), 0);
    assert!(!can_sign_in(&services, &email, PASSWORD).await);
    assert!(can_sign_in(&services, &email, NEW_PASSWORD).await);
    assert!(is_verified(&services, &ana).await);
    assert_eq!(code(reset(&services, &link).await), "link_ended", "replayed");
    assert_eq!(mails_to(&services, &email).await[0].subject, "Cambió tu contraseña");
}

/// As if codes had been turned on by another session of this person.
async fn turn_codes_on(services: &Services, ana: &SignedIn) {
    sqlx::query(
        "insert into totp_secrets (user_id, secret, created_at, confirmed_at) values ($1, '', now(), now())",
    )
    .bind(ana.viewer.user_id.get())
    .execute(&services.db)
    .await
    .unwrap();
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_reset_keeps_the_second_factor(db: PgPool) {
    let services = services(db);
    let email = fresh_email();
    let ana = registered(&services, &email).await;
    turn_codes_on(&services, &ana).await;
    let link = reset_token(&services, &email).await;
    reset(&services, &link).await.unwrap();
    let outcome = sign_in(&services, &phone(), SignIn::parse(&email, NEW_PASSWORD).unwrap()).await;
    assert!(matches!(outcome, Err(Error::SignInRefused(SignInRefusal::SecondFactorRequired))), "{outcome:?}");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn where_codes_are_on_the_password_alone_changes_neither_password_nor_address(db: PgPool) {
    let services = services(db);
    let ana = registered(&services, &fresh_email()).await;
    turn_codes_on(&services, &ana).await;
    let outcome = change_password(&services, &phone(), &ana.viewer, change(PASSWORD)).await;
    assert!(matches!(outcome, Err(Error::StepUpRequired)), "{outcome:?}");
    let outcome = change_email(&services, &phone(), &ana.viewer, new_address(&fresh_email())).await;
    assert!(matches!(outcome, Err(Error::StepUpRequired)), "{outcome:?}");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn ones_own_address_is_no_new_password_and_costs_no_link(db: PgPool) {
    let services = services(db);
    let email = fresh_email();
    registered(&services, &email).await;
    let link = reset_token(&services, &email).await;
    let outcome = reset_password(&services, &phone(), &link, password(&email.to_uppercase())).await;
    assert_eq!(code(outcome), "password_common");
    reset(&services, &link).await.unwrap();
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn an_unknown_address_gets_nothing_and_a_known_one_two_links_an_hour(db: PgPool) {
    let services = services(db);
    let (known, unknown) = (fresh_email(), fresh_email());
    registered(&services, &known).await;
    for _ in 0..5 {
        for email in [&known, &unknown] {
            forgot_password(&services, &Email::parse("email", email).unwrap()).await.unwrap();
        }
    }
    assert!(mails_to(&services, &unknown).await.is_empty());
    let links = mails_to(&services, &known).await;
    assert_eq!(links.iter().filter(|mail| mail.text.contains("/restablecer?")).count(), 2);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn changing_the_password_asks_the_present_one_and_ends_the_other_sessions(db: PgPool) {
    let services = services(db);
    let email = fresh_email();
    let here = registered(&services, &email).await;
    let there = sign_in(&services, &laptop(), SignIn::parse(&email, PASSWORD).unwrap()).await.unwrap();
    let link = reset_token(&services, &email).await;
    let wrong = change_password(&services, &phone(), &here.viewer, change("mate y facturas")).await;
    assert_eq!(code(wrong), "wrong_password");
    assert!(is_in(&services, &there).await);
    change_password(&services, &phone(), &here.viewer, change(PASSWORD)).await.unwrap();
    assert!(is_in(&services, &here).await && !is_in(&services, &there).await);
    assert!(can_sign_in(&services, &email, NEW_PASSWORD).await);
    assert_eq!(code(reset(&services, &link).await), "link_ended", "links on their way are void");
    assert_eq!(mails_to(&services, &email).await[0].subject, "Cambió tu contraseña");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn an_address_changes_when_the_link_at_the_new_one_is_used(db: PgPool) {
    let services = services(db);
    let (old, new) = (fresh_email(), fresh_email());
    let ana = registered(&services, &old).await;
    let verify = token(&services, &old, "/verificar").await;
    verify_email(&services, &phone(), &verify).await.unwrap();
    let reset_link = reset_token(&services, &old).await;
    let wrong = EmailChange::parse(&new, "mate y facturas").unwrap();
    assert_eq!(code(change_email(&services, &phone(), &ana.viewer, wrong).await), "wrong_password");
    assert_eq!(
        code(change_email(&services, &phone(), &ana.viewer, new_address(&old)).await),
        "email_unchanged"
    );
    change_email(&services, &phone(), &ana.viewer, new_address(&new)).await.unwrap();
    let confirm = token(&services, &new, "/confirmar-email").await;
    assert_eq!(get_account(&services, &ana.viewer).await.unwrap().email, old, "nothing has changed yet");
    confirm_email_change(&services, &laptop(), &confirm).await.unwrap();
    let account = get_account(&services, &ana.viewer).await.unwrap();
    assert_eq!((account.email, account.email_verified), (new.clone(), true));
    assert!(can_sign_in(&services, &new, PASSWORD).await && !can_sign_in(&services, &old, PASSWORD).await);
    assert_eq!(code(confirm_email_change(&services, &laptop(), &confirm).await), "link_ended", "replayed");
    assert_eq!(
        code(reset(&services, &reset_link).await),
        "link_ended",
        "sent to an address it no longer has"
    );
    assert_eq!(mails_to(&services, &old).await[0].subject, "Cambió el e-mail de tu cuenta");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn who_loses_an_account_has_it_back_by_the_old_address_whatever_the_thief_did(db: PgPool) {
    let services = services(db);
    let (mine, theirs, further) = (fresh_email(), fresh_email(), fresh_email());
    let ana = registered(&services, &mine).await;
    let verify = token(&services, &mine, "/verificar").await;
    verify_email(&services, &phone(), &verify).await.unwrap();
    // The thief knows the password and moves the account away, twice, then back to the first of their addresses.
    for (from, to) in [(&mine, &theirs), (&theirs, &further)] {
        change_email(&services, &laptop(), &ana.viewer, new_address(to)).await.unwrap();
        let confirm = token(&services, to, "/confirmar-email").await;
        confirm_email_change(&services, &laptop(), &confirm).await.unwrap();
        assert_eq!(mails_to(&services, from).await[0].subject, "Cambió el e-mail de tu cuenta");
    }
    let their_undo = token(&services, &theirs, "/deshacer-cambio").await;
    undo_email_change(&services, &laptop(), &their_undo).await.unwrap();
    // And takes the address itself: refused, for it can still be had back.
    let squatter = Registration::parse(&mine, PASSWORD, "Otra Ana").unwrap();
    assert_eq!(code(register(&services, &laptop(), Locale::EsAr, squatter).await), "email_taken");
    let their_reset = token(&services, &theirs, "/restablecer").await;
    services.clock.advance(Duration::minutes(29));

    let passkey = "insert into passkeys (id, user_id, credential_id, name, credential, created_at)
                   values ($1, $2, 'theirs', 'Theirs', '{}', now())";
    sqlx::query(passkey)
        .bind(uuid::Uuid::now_v7())
        .bind(ana.viewer.user_id.get())
        .execute(&services.db)
        .await
        .unwrap();

    let codes =
        "insert into totp_secrets (user_id, secret, created_at, confirmed_at) values ($1, 'theirs', $2, $2)";
    sqlx::query(codes)
        .bind(ana.viewer.user_id.get())
        .bind(services.clock.now())
        .execute(&services.db)
        .await
        .unwrap();

    let undo = token(&services, &mine, "/deshacer-cambio").await;
    undo_email_change(&services, &phone(), &undo).await.unwrap();
    let factors = "select (select count(*) from passkeys) + (select count(*) from totp_secrets)";
    let factors = sqlx::query_scalar::<_, i64>(factors).fetch_one(&services.db).await.unwrap();
    assert_eq!(factors, 0, "neither their key nor their codes keep the owner out");
    assert_eq!(get_account(&services, &ana.viewer).await.unwrap().email, mine);
    assert!(!is_in(&services, &ana).await, "all sessions end");
    for email in [&mine, &theirs, &further] {
        assert!(!can_sign_in(&services, email, PASSWORD).await, "the stolen password is worth nothing");
    }
    assert_eq!(code(reset(&services, &their_reset).await), "link_ended");
    assert_eq!(code(undo_email_change(&services, &phone(), &undo).await), "link_ended", "replayed");
    let link = token(&services, &mine, "/restablecer").await;
    reset(&services, &link).await.unwrap();
    assert!(can_sign_in(&services, &mine, NEW_PASSWORD).await);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn an_address_that_was_never_confirmed_can_not_have_the_account_back(db: PgPool) {
    let services = services(db);
    let (mistyped, right) = (fresh_email(), fresh_email());
    let ana = registered(&services, &mistyped).await;
    change_email(&services, &phone(), &ana.viewer, new_address(&right)).await.unwrap();
    let confirm = token(&services, &right, "/confirmar-email").await;
    confirm_email_change(&services, &phone(), &confirm).await.unwrap();
    let to_stranger = mails_to(&services, &mistyped).await;
    assert!(to_stranger.iter().all(|mail| !mail.text.contains("/deshacer-cambio")));
    let stale = token(&services, &mistyped, "/verificar").await;
    assert_eq!(code(verify_email(&services, &phone(), &stale).await), "link_ended");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn an_address_of_somebody_else_is_neither_told_nor_taken(db: PgPool) {
    let services = services(db);
    let (mine, beto) = (fresh_email(), fresh_email());
    let ana = registered(&services, &mine).await;
    registered(&services, &beto).await;
    change_email(&services, &phone(), &ana.viewer, new_address(&beto)).await.unwrap();
    assert!(mails_to(&services, &beto).await.iter().all(|mail| !mail.text.contains("/confirmar-email")));
    // It is free when the link goes out, and somebody registers before it is used.
    let free = fresh_email();
    change_email(&services, &phone(), &ana.viewer, new_address(&free)).await.unwrap();
    let confirm = token(&services, &free, "/confirmar-email").await;
    registered(&services, &free).await;
    assert_eq!(code(confirm_email_change(&services, &phone(), &confirm).await), "email_taken");
    assert_eq!(get_account(&services, &ana.viewer).await.unwrap().email, mine);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn the_verification_is_sent_again_twice_an_hour_and_the_older_link_still_works(db: PgPool) {
    let services = services(db);
    let email = fresh_email();
    let ana = registered(&services, &email).await;
    let first = token(&services, &email, "/verificar").await;
    for _ in 0..2 {
        resend_verification(&services, &ana.viewer).await.unwrap();
    }
    let third = resend_verification(&services, &ana.viewer).await;
    assert!(matches!(third, Err(Error::TooManyRequests { .. })), "{third:?}");
    assert_eq!(mails_to(&services, &email).await.len(), 3);
    verify_email(&services, &phone(), &first).await.unwrap();
    let later = token(&services, &email, "/verificar").await;
    assert_eq!(code(verify_email(&services, &phone(), &later).await), "link_ended");
    resend_verification(&services, &ana.viewer).await.unwrap();
    assert_eq!(mails_to(&services, &email).await.len(), 3, "who is verified needs none");
}

/// Puts a hash of the site before this one into an account.
async fn give_hash(services: &Services, ana: &SignedIn, hash: &str) {
    sqlx::query("update users set password_hash = $2 where id = $1")
        .bind(ana.viewer.user_id.get())
        .bind(hash)
        .execute(&services.db)
        .await
        .unwrap();
}

async fn hash_of(services: &Services, ana: &SignedIn) -> String {
    let hash = sqlx::query_scalar::<_, String>("select password_hash from users where id = $1");
    hash.bind(ana.viewer.user_id.get()).fetch_one(&services.db).await.unwrap()
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn legacy_hashes_verify_and_become_ours_at_the_first_right_sign_in(db: PgPool) {
    let services = services(db);
    let email = fresh_email();
    let ana = registered(&services, &email).await;
    // Short passwords were allowed; they still let in.
    let parts = bcrypt::hash_with_result("mate", 4).unwrap();
    let foreign =
        "$argon2id$v=19$m=4096,t=3,p=1$c2FsdHNhbHRzYWx0$PlWYXnJvlxVgXTIHn+JqT1Dw8NNpBkqOlp2vmYQWJpQ";
    for hash in
        [parts.format_for_version(bcrypt::Version::TwoY), parts.format_for_version(bcrypt::Version::TwoB)]
    {
        give_hash(&services, &ana, &hash).await;
        assert!(!can_sign_in(&services, &email, "mato").await);
        assert_eq!(hash_of(&services, &ana).await, hash, "a wrong password renews nothing");
        assert!(can_sign_in(&services, &email, "mate").await);
        let renewed = hash_of(&services, &ana).await;
        assert!(renewed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{renewed}");
        assert!(can_sign_in(&services, &email, "mate").await);
        assert_eq!(hash_of(&services, &ana).await, renewed, "once");
    }
    give_hash(&services, &ana, foreign).await;
    assert!(!can_sign_in(&services, &email, "mate").await, "another's argon2id is checked, not trusted");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_hash_that_can_not_be_checked_refuses_like_any_and_mails_a_way_to_set_a_new_password(db: PgPool) {
    let services = services(db);
    for hash in ["", "5f4dcc3b5aa765d61d8327deb882cf99", "$1$salt$x"] {
        let email = fresh_email();
        let ana = registered(&services, &email).await;
        give_hash(&services, &ana, hash).await;
        assert!(!can_sign_in(&services, &email, PASSWORD).await);
        // The offer is made beside the answer; wait for its job, not for a time.
        let asked = "select count(*) from jobs where job->>'email' = $1";
        while sqlx::query_scalar::<_, i64>(asked).bind(&email).fetch_one(&services.db).await.unwrap() == 0 {
            tokio::task::yield_now().await;
        }
        let link = token(&services, &email, "/restablecer").await;
        reset(&services, &link).await.unwrap();
        assert!(can_sign_in(&services, &email, NEW_PASSWORD).await);
    }
}
