//! Secrets at rest: sealed with a key from the settings, so that a copy of the database alone reads none of them.

use std::sync::Arc;

use chacha20poly1305::{
    AeadCore, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, OsRng, Payload},
};
use domain::Error;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::Secret;

/// Of the first byte: how the rest is to be read.
const VERSION: u8 = 1;
const NONCE_LENGTH: usize = 24;

/// Seals with the first key of `DATA_KEY`, opens with any of them: a new key is put before the old one.
#[derive(Clone)]
pub struct DataKey(Arc<[XChaCha20Poly1305]>);

impl DataKey {
    pub fn new(keys: &[Secret]) -> Result<Self, Error> {
        let ciphers: Result<Vec<_>, Error> = keys.iter().map(cipher).collect();
        let ciphers = ciphers?;
        if ciphers.is_empty() {
            return Err(Error::internal("DATA_KEY is empty"));
        }
        Ok(Self(ciphers.into()))
    }

    /// Seals a secret. `context` says whose and what it is (`totp:<user>`): it can be opened under the same only, so that
    /// a row that was moved to another person is worth nothing there.
    pub fn seal(&self, context: &str, secret: &[u8]) -> Result<Vec<u8>, Error> {
        let nonce = XChaCha20Poly1305::generate_nonce(&mut OsRng);
        let sealed = self.0[0]
            .encrypt(&nonce, Payload { msg: secret, aad: context.as_bytes() })
            .map_err(|_| Error::internal("a secret could not be sealed"))?;
        Ok([&[VERSION], &nonce[..], &sealed].concat())
    }

    /// The secret that was sealed under this context.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
        let unreadable = || Error::internal(format!("what is sealed as {context} can't be opened"));
        let (version, rest) = sealed.split_first().ok_or_else(unreadable)?;
        let (nonce, sealed) = rest.split_first_chunk::<NONCE_LENGTH>().ok_or_else(unreadable)?;
        if *version != VERSION {
            return Err(unreadable());
        }
        let nonce = XNonce::from(*nonce);
        let payload = || Payload { msg: sealed, aad: context.as_bytes() };
        let opened = self.0.iter().find_map(|key| key.decrypt(&nonce, payload()).ok());
        opened.ok_or_else(unreadable)
    }
}

/// A key of its own, so that no other use of the secret meets this one.
fn cipher(key: &Secret) -> Result<XChaCha20Poly1305, Error> {
    let mut derived = <Hmac<Sha256> as Mac>::new_from_slice(key.expose().as_bytes())?;
    derived.update(b"laburemos data key 1");
    Ok(XChaCha20Poly1305::new(&derived.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(texts: &[&str]) -> DataKey {
        let keys: Vec<Secret> = texts.iter().map(|text| Secret::new(*text)).collect();
        DataKey::new(&keys).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_under_its_own_context_and_key_only() {
        let ours = key(&["one"]);
        let sealed = ours.seal("totp:ana", b"secret").unwrap();
        assert_eq!(ours.open("totp:ana", &sealed).unwrap(), b"secret");
        assert!(ours.open("totp:bruno", &sealed).is_err(), "moved to another person");
        assert!(key(&["two"]).open("totp:ana", &sealed).is_err(), "another key");
        assert_ne!(sealed, ours.seal("totp:ana", b"secret").unwrap(), "never twice the same");
        assert!(!sealed.windows(6).any(|part| part == b"secret"));
    }

    #[test]
    fn a_changed_or_cut_seal_does_not_open() {
        let ours = key(&["one"]);
        let sealed = ours.seal("totp:ana", b"secret").unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(ours.open("totp:ana", &changed).is_err(), "byte {at}");
            assert!(ours.open("totp:ana", &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn while_a_key_is_replaced_both_open_and_the_new_one_seals() {
        let old = key(&["old"]).seal("totp:ana", b"secret").unwrap();
        let both = key(&["new", "old"]);
        assert_eq!(both.open("totp:ana", &old).unwrap(), b"secret");
        let new = both.seal("totp:ana", b"secret").unwrap();
        assert_eq!(key(&["new"]).open("totp:ana", &new).unwrap(), b"secret");
        assert!(DataKey::new(&[]).is_err());
    }
}
