//! Access tokens, which say who calls for a quarter of an hour, and refresh tokens, which say nothing and are stored hashed.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use domain::{
    Error,
    ids::{SessionId, UserId},
};
use hmac::{Hmac, Mac};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use rand::{TryRngCore, rngs::OsRng};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Settings;

/// How long an access token is taken.
pub const ACCESS_LIFETIME: Duration = Duration::minutes(15);
/// How long a refresh token can be exchanged for the next one.
pub const REFRESH_LIFETIME: Duration = Duration::days(7);

/// The one algorithm that is made and taken.
const ALGORITHM: Algorithm = Algorithm::HS256;
const AUDIENCE: &str = "laburemos";
/// Of the claim; a token of another kind is none.
const ACCESS: &str = "access";
/// Of the header (RFC 9068).
const HEADER_TYPE: &str = "at+jwt";
/// How far the clocks of replicas may lie apart, for `nbf`.
const LEEWAY_SECONDS: i64 = 5;
/// Ours have about 400 bytes; nothing longer is looked at.
const MAX_LENGTH: usize = 1024;

/// What keeps a client signed in.
#[derive(Clone)]
pub struct TokenPair {
    pub access_token: String,
    pub refresh_token: String,
}

impl std::fmt::Debug for TokenPair {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("TokenPair([secret])")
    }
}

/// Who an access token says that its bearer is. Whether the session still lives is another question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Claimed {
    pub user_id: UserId,
    pub session_id: SessionId,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    iat: i64,
    nbf: i64,
    exp: i64,
    sub: UserId,
    sid: SessionId,
    typ: String,
}

/// Signs and reads access tokens.
#[derive(Clone)]
pub struct Tokens(Arc<Keys>);

struct Keys {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
    issuer: String,
}

impl Tokens {
    pub fn new(settings: &Settings) -> Result<Self, Error> {
        let key = signing_key(settings)?;
        let mut validation = Validation::new(ALGORITHM);
        validation.set_issuer(&[&settings.public_url]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["iss", "aud", "exp", "nbf", "sub"]);
        // Times are compared below, with the services' clock.
        validation.validate_exp = false;
        validation.validate_nbf = false;
        Ok(Self(Arc::new(Keys {
            encoding: EncodingKey::from_secret(&key),
            decoding: DecodingKey::from_secret(&key),
            validation,
            issuer: settings.public_url.clone(),
        })))
    }

    /// Signs a token for a session; whether that lives is asked whenever it is used.
    pub fn access_token(
        &self,
        user_id: UserId,
        session_id: SessionId,
        now: DateTime<Utc>,
    ) -> Result<String, Error> {
        let claims = Claims {
            iss: self.0.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            iat: now.timestamp(),
            nbf: now.timestamp(),
            exp: (now + ACCESS_LIFETIME).timestamp(),
            sub: user_id,
            sid: session_id,
            typ: ACCESS.to_owned(),
        };
        let header = Header { typ: Some(HEADER_TYPE.to_owned()), ..Header::new(ALGORITHM) };
        Ok(jsonwebtoken::encode(&header, &claims, &self.0.encoding)?)
    }

    /// Who the token speaks of, when it is one of ours and its time has not passed.
    pub(crate) fn read(&self, token: &str, now: DateTime<Utc>) -> Option<Claimed> {
        if token.len() > MAX_LENGTH {
            return None;
        }
        let token = jsonwebtoken::decode::<Claims>(token, &self.0.decoding, &self.0.validation).ok()?;
        let (header, claims, now) = (token.header, token.claims, now.timestamp());
        let is_access = header.typ.as_deref() == Some(HEADER_TYPE) && claims.typ == ACCESS;
        let is_now = claims.nbf - LEEWAY_SECONDS <= now && now < claims.exp;
        (is_access && is_now).then_some(Claimed { user_id: claims.sub, session_id: claims.sid })
    }
}

/// A key of its own, so that no other use of the secret can make what reads as a token.
fn signing_key(settings: &Settings) -> Result<Vec<u8>, Error> {
    let mut key = Hmac::<Sha256>::new_from_slice(settings.session_secret.expose().as_bytes())?;
    key.update(b"laburemos access token 1");
    Ok(key.finalize().into_bytes().to_vec())
}

/// 256 random bits as text.
pub(crate) fn random_token() -> Result<String, Error> {
    let mut bytes = [0; 32];
    OsRng.try_fill_bytes(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What is stored of a random token. It is random enough that a fast hash can't be searched.
pub(crate) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests;
