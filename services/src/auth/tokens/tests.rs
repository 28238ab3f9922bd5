//! Whatever is not exactly our access token is nothing.

use chrono::TimeZone;
use domain::ids::{SessionId, UserId};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::testing;

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 12, 0, 0).unwrap()
}

fn tokens() -> Tokens {
    Tokens::new(&testing::settings()).unwrap()
}

fn our_key() -> Vec<u8> {
    signing_key(&testing::settings()).unwrap()
}

fn good_claims() -> Value {
    json!({
        "iss": "http://localhost:3000", "aud": "laburemos", "iat": noon().timestamp(), "nbf": noon().timestamp(),
        "exp": noon().timestamp() + 900, "sub": Uuid::nil(), "sid": Uuid::nil(), "typ": "access",
    })
}

fn signed(algorithm: Algorithm, header_type: Option<&str>, claims: &Value, key: &[u8]) -> String {
    let header = Header { typ: header_type.map(str::to_owned), ..Header::new(algorithm) };
    jsonwebtoken::encode(&header, claims, &EncodingKey::from_secret(key)).unwrap()
}

/// As our tokens are signed, whatever the claims.
fn ours(claims: &Value) -> String {
    signed(Algorithm::HS256, Some("at+jwt"), claims, &our_key())
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

/// A token with any header, signed by HMAC-SHA-256 whatever the header says.
fn forged(header: &Value, claims: &Value, key: &[u8]) -> String {
    let message = format!("{}.{}", part(header), part(claims));
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(message.as_bytes());
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}

#[test]
fn the_crypto_provider_of_jsonwebtoken_works_and_a_token_says_who_calls() {
    let (user_id, session_id) = (UserId(Uuid::now_v7()), SessionId(Uuid::now_v7()));
    let token = tokens().access_token(user_id, session_id, noon()).unwrap();
    assert_eq!(tokens().read(&token, noon()), Some(Claimed { user_id, session_id }));
    assert!(
        tokens().read(&ours(&good_claims()), noon()).is_some(),
        "what the tests below bend is good before"
    );
}

#[test]
fn alg_none_is_refused() {
    for algorithm in ["none", "None", "NONE", ""] {
        let head = part(&json!({ "alg": algorithm, "typ": "at+jwt" }));
        let body = part(&good_claims());
        for token in [format!("{head}.{body}."), format!("{head}.{body}"), format!("{head}.{body}.e30")] {
            assert_eq!(tokens().read(&token, noon()), None, "{algorithm}");
        }
        let header = json!({ "alg": algorithm, "typ": "at+jwt" });
        assert_eq!(tokens().read(&forged(&header, &good_claims(), &our_key()), noon()), None);
    }
}

#[test]
fn key_confusion_is_refused() {
    for algorithm in ["HS384", "HS512", "RS256", "PS256", "ES256", "EdDSA"] {
        let header = json!({ "alg": algorithm, "typ": "at+jwt" });
        assert_eq!(tokens().read(&forged(&header, &good_claims(), &our_key()), noon()), None, "{algorithm}");
    }
    for algorithm in [Algorithm::HS384, Algorithm::HS512] {
        let token = signed(algorithm, Some("at+jwt"), &good_claims(), &our_key());
        assert_eq!(tokens().read(&token, noon()), None, "{algorithm:?} rightly signed with our key");
    }
    // A header that brings or names a key of its own changes nothing.
    let header = json!({
        "alg": "HS256", "typ": "at+jwt", "kid": "../../dev/null", "jku": "https://evil.example/keys",
        "jwk": { "kty": "oct", "k": URL_SAFE_NO_PAD.encode(b"theirs") },
    });
    assert_eq!(tokens().read(&forged(&header, &good_claims(), b"theirs"), noon()), None);
}

#[test]
fn the_bare_secret_signs_nothing() {
    for key in [testing::settings().session_secret.expose().as_bytes(), b"", b"secret"] {
        let header = json!({ "alg": "HS256", "typ": "at+jwt" });
        assert_eq!(tokens().read(&forged(&header, &good_claims(), key), noon()), None);
    }
}

#[test]
fn foreign_issuer_and_audience_are_refused() {
    for (claim, value) in [
        ("iss", json!("https://evil.example")),
        ("iss", json!(["https://evil.example"])),
        ("iss", json!("")),
        ("aud", json!("another-service")),
        ("aud", json!([])),
        ("aud", json!(null)),
    ] {
        let mut claims = good_claims();
        claims[claim] = value;
        assert_eq!(tokens().read(&ours(&claims), noon()), None, "{claims}");
    }
}

#[test]
fn a_token_is_taken_from_its_beginning_to_its_end() {
    let token = tokens().access_token(UserId(Uuid::nil()), SessionId(Uuid::nil()), noon()).unwrap();
    let is_taken = |seconds| tokens().read(&token, noon() + Duration::seconds(seconds)).is_some();
    assert!(is_taken(0) && is_taken(899) && is_taken(-5));
    assert!(!is_taken(900) && !is_taken(901) && !is_taken(86_400), "no leeway at its end");
    assert!(!is_taken(-6));
    for (claim, value) in
        [("exp", json!("9999999999")), ("exp", json!(-1)), ("exp", json!(1e300)), ("nbf", json!(1e300))]
    {
        let mut claims = good_claims();
        claims[claim] = value;
        assert_eq!(tokens().read(&ours(&claims), noon()), None, "{claims}");
    }
}

#[test]
fn a_token_without_one_of_its_claims_is_refused() {
    for claim in ["iss", "aud", "nbf", "exp", "sub", "sid", "typ"] {
        let mut claims = good_claims();
        claims.as_object_mut().unwrap().remove(claim);
        assert_eq!(tokens().read(&ours(&claims), noon()), None, "without {claim}");
    }
}

#[test]
fn tokens_of_another_kind_are_refused() {
    for kind in ["refresh", "ws-ticket", "ACCESS", ""] {
        let mut claims = good_claims();
        claims["typ"] = json!(kind);
        assert_eq!(tokens().read(&ours(&claims), noon()), None, "{kind}");
    }
    for header_type in [None, Some("JWT"), Some("rt+jwt")] {
        let token = signed(Algorithm::HS256, header_type, &good_claims(), &our_key());
        assert_eq!(tokens().read(&token, noon()), None, "{header_type:?}");
    }
}

#[test]
fn a_refresh_token_is_no_access_token() {
    let token = random_token().unwrap();
    assert_eq!(tokens().read(&token, noon()), None);
    assert_eq!(token.len(), 43, "256 bits");
    assert_ne!(token, random_token().unwrap());
    assert_eq!(hash(&token).len(), 32);
}

#[test]
fn a_bent_token_is_refused() {
    let token = ours(&good_claims());
    let (message, signature) = token.rsplit_once('.').unwrap();
    let mut other = good_claims();
    other["sub"] = json!(Uuid::now_v7());
    let moved = format!("{}.{}.{signature}", message.split('.').next().unwrap(), part(&other));
    let padded = format!("{token}{}", " ".repeat(2_000));
    for bent in
        [moved, format!("{message}."), message.to_owned(), format!("{token}a"), format!("{token}.a"), padded]
    {
        assert_eq!(tokens().read(&bent, noon()), None, "{bent}");
    }
    for garbage in ["", ".", "..", "...", "Bearer x", "ñandú.ñandú.ñandú", "\0"] {
        assert_eq!(tokens().read(garbage, noon()), None, "{garbage:?}");
    }
}
