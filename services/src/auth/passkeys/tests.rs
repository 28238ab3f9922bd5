//! Passkeys, with an authenticator of our own: it signs what it is told to, honestly or not.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::Duration;
use domain::{
    auth::{Registration, Role},
    locale::Locale,
};
use futures_util::future::join_all;
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use sha2::{Digest, Sha256};
use sqlx::PgPool;

use super::*;
use crate::{
    auth::{authenticate, register},
    testing,
};

const SITE: &str = "http://localhost:3000";
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const WITH_KEY: u8 = 0x40;

/// A phone with one key.
struct Phone {
    key: SigningKey,
    id: [u8; 16],
    user: Uuid,
    counter: u32,
    /// Of the page that it believes to be on.
    origin: &'static str,
    flags: u8,
}

impl Phone {
    fn new(viewer: &Viewer) -> Self {
        let seed = Sha256::digest(Uuid::new_v4().as_bytes());
        Self {
            key: SigningKey::from_slice(&seed).unwrap(),
            id: *Uuid::new_v4().as_bytes(),
            user: viewer.user_id.get(),
            counter: 0,
            origin: SITE,
            flags: PRESENT | VERIFIED,
        }
    }

    fn client_data(&self, kind: &str, options: &PasskeyOptions) -> Vec<u8> {
        let challenge = &options.options["publicKey"]["challenge"];
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest("localhost").to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// The answer to `navigator.credentials.create`.
    fn create(&self, options: &PasskeyOptions) -> String {
        let mut data = self.data(self.flags | WITH_KEY);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.id);
        let point = self.key.verifying_key().to_encoded_point(false);
        // A COSE key in CBOR: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(point.x().unwrap());
        data.extend([0x22, 0x58, 0x20]);
        data.extend(point.y().unwrap());
        // {"fmt": "none", "attStmt": {}, "authData": data}
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let response = json!({
            "clientDataJSON": URL_SAFE_NO_PAD.encode(self.client_data("webauthn.create", options)),
            "attestationObject": URL_SAFE_NO_PAD.encode(object),
        });
        self.credential(response)
    }

    /// The answer to `navigator.credentials.get`.
    fn get(&mut self, options: &PasskeyOptions) -> String {
        self.counter += 1;
        let client_data = self.client_data("webauthn.get", options);
        let data = self.data(self.flags);
        let signed = [data.as_slice(), &Sha256::digest(&client_data)].concat();
        let signature: Signature = self.key.sign(&signed);
        let response = json!({
            "clientDataJSON": URL_SAFE_NO_PAD.encode(client_data),
            "authenticatorData": URL_SAFE_NO_PAD.encode(data),
            "signature": URL_SAFE_NO_PAD.encode(signature.to_der()),
            "userHandle": URL_SAFE_NO_PAD.encode(self.user.as_bytes()),
        });
        self.credential(response)
    }

    fn credential(&self, response: Value) -> String {
        let id = URL_SAFE_NO_PAD.encode(self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response }).to_string()
    }

    async fn enter(&mut self, services: &Services) -> Result<SignedIn, Error> {
        let options = begin_passkey_sign_in(services).await.unwrap();
        let credential = self.get(&options);
        sign_in_with_passkey(services, &Origin::default(), &options.challenge, &credential).await
    }
}

async fn ana(services: &Services) -> SignedIn {
    let email = format!("ana-{}@example.com", Uuid::now_v7());
    let registration = Registration::parse(&email, "mate y bizcochitos", "Ana Gómez").unwrap();
    register(services, &Origin::default(), Locale::EsAr, registration).await.unwrap()
}

async fn add(services: &Services, viewer: &Viewer, phone: &Phone) -> Result<PasskeyInfo, Error> {
    let options = begin_passkey(services, viewer).await?;
    let credential = phone.create(&options);
    add_passkey(services, &Origin::default(), viewer, &options.challenge, "Mi celular", &credential).await
}

fn is_refused(outcome: &Result<SignedIn, Error>) -> bool {
    matches!(outcome, Err(Error::SignInRefused(SignInRefusal::WrongPasskey)))
}

fn is_unusable(outcome: &Result<PasskeyInfo, Error>) -> bool {
    matches!(outcome, Err(Error::Conflict(conflict)) if conflict.code == "passkey_unusable")
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_passkey_signs_in_as_both_factors_until_it_is_removed(db: PgPool) {
    let services = testing::services(db);
    let ana = ana(&services).await;
    sqlx::query("update users set roles = '{admin}'").execute(&services.db).await.unwrap();
    let mut phone = Phone::new(&ana.viewer);
    let added = add(&services, &ana.viewer, &phone).await.unwrap();
    assert_eq!(added.name, "Mi celular");
    let entered = phone.enter(&services).await.unwrap();
    assert_eq!((entered.viewer.user_id, &*entered.viewer.roles), (ana.viewer.user_id, &[Role::Admin][..]));
    assert!(list_passkeys(&services, &ana.viewer).await.unwrap()[0].last_used_at.is_some());

    remove_passkey(&services, &Origin::default(), &entered.viewer, added.id).await.unwrap();
    assert!(is_refused(&phone.enter(&services).await));
    let viewer = authenticate(&services, &entered.tokens.access_token).await.unwrap();
    assert!(viewer.roles.is_empty(), "powers go with the last factor");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_signature_is_good_once_also_for_thirty_at_once(db: PgPool) {
    let services = testing::services(db);
    let ana = ana(&services).await;
    let mut phone = Phone::new(&ana.viewer);
    add(&services, &ana.viewer, &phone).await.unwrap();
    let options = begin_passkey_sign_in(&services).await.unwrap();
    let (credential, origin) = (phone.get(&options), Origin::default());
    let uses = (0..30).map(|_| sign_in_with_passkey(&services, &origin, &options.challenge, &credential));
    let outcomes = join_all(uses).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert_eq!(outcomes.iter().filter(|outcome| is_refused(outcome)).count(), 29);
    // Nor is it good for another challenge.
    let other = begin_passkey_sign_in(&services).await.unwrap();
    assert!(is_refused(&sign_in_with_passkey(&services, &origin, &other.challenge, &credential).await));
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_challenge_ends_after_five_minutes(db: PgPool) {
    let services = testing::services(db);
    let ana = ana(&services).await;
    let mut phone = Phone::new(&ana.viewer);
    let options = begin_passkey(&services, &ana.viewer).await.unwrap();
    let credential = phone.create(&options);
    services.clock.advance(Duration::minutes(5));
    let origin = Origin::default();
    let late = add_passkey(&services, &origin, &ana.viewer, &options.challenge, "x", &credential).await;
    assert!(is_unusable(&late), "{late:?}");
    add(&services, &ana.viewer, &phone).await.unwrap();
    let options = begin_passkey_sign_in(&services).await.unwrap();
    let credential = phone.get(&options);
    services.clock.advance(Duration::minutes(5));
    assert!(is_refused(&sign_in_with_passkey(&services, &origin, &options.challenge, &credential).await));
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn another_sites_page_an_unverified_owner_and_another_key_are_refused(db: PgPool) {
    let services = testing::services(db);
    let ana = ana(&services).await;
    let mut phone = Phone::new(&ana.viewer);
    phone.origin = "http://localhost.evil.example:3000";
    assert!(is_unusable(&add(&services, &ana.viewer, &phone).await), "made on another site's page");
    (phone.origin, phone.flags) = (SITE, PRESENT);
    assert!(is_unusable(&add(&services, &ana.viewer, &phone).await), "made without finger or PIN");
    phone.flags = PRESENT | VERIFIED;
    add(&services, &ana.viewer, &phone).await.unwrap();

    phone.origin = "http://evil.example";
    assert!(is_refused(&phone.enter(&services).await));
    (phone.origin, phone.flags) = (SITE, PRESENT);
    assert!(is_refused(&phone.enter(&services).await));
    phone.flags = PRESENT | VERIFIED;
    let mut forger = Phone { id: phone.id, ..Phone::new(&ana.viewer) };
    assert!(is_refused(&forger.enter(&services).await), "the right name, another key");
    assert!(phone.enter(&services).await.is_ok());
    for nonsense in ["", "{}", "null", "[]"] {
        let options = begin_passkey_sign_in(&services).await.unwrap();
        let outcome = sign_in_with_passkey(&services, &Origin::default(), &options.challenge, nonsense).await;
        assert!(is_refused(&outcome), "{nonsense}");
    }
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn passkeys_and_challenges_of_somebody_else_are_out_of_reach(db: PgPool) {
    let services = testing::services(db);
    let (ana, bruno) = (ana(&services).await, ana(&services).await);
    let mut phone = Phone::new(&ana.viewer);
    // A question that was put to Ana is not answered by Bruno.
    let options = begin_passkey(&services, &ana.viewer).await.unwrap();
    let credential = phone.create(&options);
    let stolen =
        add_passkey(&services, &Origin::default(), &bruno.viewer, &options.challenge, "x", &credential).await;
    assert!(is_unusable(&stolen), "{stolen:?}");
    let added = add(&services, &ana.viewer, &phone).await.unwrap();
    assert!(is_unusable(&add(&services, &bruno.viewer, &phone).await), "one key, one person");
    let removed = remove_passkey(&services, &Origin::default(), &bruno.viewer, added.id).await;
    assert!(matches!(removed, Err(Error::NotFound)));
    assert!(list_passkeys(&services, &bruno.viewer).await.unwrap().is_empty());
    // A key that claims to be Bruno's is still only Ana's.
    phone.user = bruno.viewer.user_id.get();
    assert!(is_refused(&phone.enter(&services).await));
    phone.user = ana.viewer.user_id.get();
    assert_eq!(phone.enter(&services).await.unwrap().viewer.user_id, ana.viewer.user_id);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_stale_session_adds_and_removes_no_passkey_and_a_suspended_person_stays_out(db: PgPool) {
    let services = testing::services(db);
    let ana = ana(&services).await;
    let mut phone = Phone::new(&ana.viewer);
    let added = add(&services, &ana.viewer, &phone).await.unwrap();
    let options = begin_passkey(&services, &ana.viewer).await.unwrap();
    services.clock.advance(Duration::minutes(11));
    assert!(matches!(begin_passkey(&services, &ana.viewer).await, Err(Error::StepUpRequired)));
    let credential = Phone::new(&ana.viewer).create(&options);
    let origin = Origin::default();
    let late = add_passkey(&services, &origin, &ana.viewer, &options.challenge, "x", &credential).await;
    assert!(matches!(late, Err(Error::StepUpRequired)));
    let removed = remove_passkey(&services, &origin, &ana.viewer, added.id).await;
    assert!(matches!(removed, Err(Error::StepUpRequired)));
    assert!(phone.enter(&services).await.is_ok());
    sqlx::query("update users set suspended_at = now()").execute(&services.db).await.unwrap();
    assert!(is_refused(&phone.enter(&services).await));
}

#[test]
fn a_site_without_a_name_has_no_passkeys_and_runs_all_the_same() {
    for (url, has_passkeys) in [
        ("http://127.0.0.1:3000", false),
        ("http://localhost:3000", true),
        ("https://laburemos.com.ar", true),
    ] {
        assert_eq!(Passkeys::new(url).unwrap().get().is_ok(), has_passkeys, "{url}");
    }
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_passkey_of_theirs_makes_a_session_fresh_once_and_somebody_elses_does_not(db: PgPool) {
    let services = testing::services(db);
    let (ana, eva) = (ana(&services).await, ana(&services).await);
    let (mut phone, mut other) = (Phone::new(&ana.viewer), Phone::new(&eva.viewer));
    add(&services, &ana.viewer, &phone).await.unwrap();
    add(&services, &eva.viewer, &other).await.unwrap();
    services.clock.advance(crate::auth::FRESH + Duration::seconds(1));
    let is_fresh = async || require_fresh(&services, &ana.viewer).await.is_ok();
    assert!(!is_fresh().await);
    let origin = Origin::default();
    let confirm = async |challenge: &str, credential: &str| {
        crate::auth::confirm_with_passkey(&services, &origin, &ana.viewer, challenge, credential).await
    };
    let options = begin_passkey_sign_in(&services).await.unwrap();
    let theirs = other.get(&options);
    let refused = confirm(&options.challenge, &theirs).await;
    assert!(matches!(refused, Err(Error::SignInRefused(SignInRefusal::WrongPasskey))), "{refused:?}");
    assert!(!is_fresh().await);

    let options = begin_passkey_sign_in(&services).await.unwrap();
    let mine = phone.get(&options);
    confirm(&options.challenge, &mine).await.unwrap();
    assert!(is_fresh().await);
    services.clock.advance(crate::auth::FRESH + Duration::seconds(1));
    assert!(confirm(&options.challenge, &mine).await.is_err(), "replayed");
    assert!(!is_fresh().await);
}
