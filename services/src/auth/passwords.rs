//! Argon2id away from the threads that serve pages, a few at a time. Hashes of the site before this one, bcrypt among
//! them, still verify; a sign-in makes them ours.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash,
};
use domain::{
    Error,
    auth::{Password, TypedPassword},
};
use tokio::sync::Semaphore;

/// OWASP's second choice: 19 MiB, two passes, one lane. About 20 ms on a small server.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Nobody's: random salt, random output. Verified where there is no account, so that it takes as long as where there is.
const NOBODYS_HASH: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$5rWhBV2PKizZqrc75qM7TA$CuNo5GzzOZvgKqc+IbE3Iey8a3IdmDC2XRsANli0aSQ";

/// How our own hashes begin.
const OURS: &str = "$argon2id$v=19$m=19456,t=2,p=1$";

/// Whether a password can be checked against it at all; else a new one has to be set.
pub(super) fn is_known(hash: Option<&str>) -> bool {
    hash.is_some_and(|hash| is_bcrypt(hash) || is_argon2id(hash))
}

/// Whether it is another's, or was made with parameters that are not today's.
pub(super) fn is_outdated(hash: &str) -> bool {
    !hash.starts_with(OURS)
}

fn is_argon2id(hash: &str) -> bool {
    hash.starts_with("$argon2id$") && PasswordHash::new(hash).is_ok()
}

/// PHP writes `$2y$`, others `$2b$`; both are the same function.
fn is_bcrypt(hash: &str) -> bool {
    (hash.starts_with("$2y$") || hash.starts_with("$2b$")) && hash.parse::<bcrypt::HashParts>().is_ok()
}

/// Hashes and verifies. At most half of the processors at once: a wave of sign-ins queues here, and pages go on.
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self { turns: Arc::new(Semaphore::new((processors / 2).max(1))) }
    }
}

impl Passwords {
    /// A PHC string with a fresh salt.
    pub async fn hash(&self, password: &Password) -> Result<String, Error> {
        self.hash_text(password.expose().to_owned()).await
    }

    /// The same for what was typed and was right, whatever today's rules for passwords would say of it.
    pub(super) async fn hash_typed(&self, typed: &TypedPassword) -> Result<String, Error> {
        self.hash_text(typed.expose().to_owned()).await
    }

    async fn hash_text(&self, password: String) -> Result<String, Error> {
        self.in_turn(move || {
            let hash: PasswordHash = argon2()?.hash_password(password.as_bytes()).map_err(internal)?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether this is the password. Without a hash that can be checked there is none, which takes just as long to find out.
    pub async fn verify(&self, typed: &TypedPassword, hash: Option<&str>) -> Result<bool, Error> {
        let typed = typed.clone();
        let stored = hash.filter(|hash| is_known(Some(hash))).map(str::to_owned);
        self.in_turn(move || {
            let typed = typed.expose().as_bytes();
            let is_somebodys = stored.is_some();
            let text = stored.unwrap_or_else(|| NOBODYS_HASH.to_owned());
            let is_right = if is_bcrypt(&text) {
                bcrypt::verify(typed, &text).unwrap_or(false)
            } else {
                let hash = PasswordHash::new(&text).map_err(internal)?;
                argon2()?.verify_password(typed, &hash).is_ok()
            };
            Ok(is_right && is_somebodys)
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        // Owned and moved into the work: a caller who goes away does not make room for a second hash beside the first.
        let turn = self.turns.clone().acquire_owned().await?;
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        })
        .await?
    }
}

fn argon2() -> Result<Argon2<'static>, Error> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn internal(error: impl std::fmt::Display) -> Error {
    Error::internal(format!("argon2: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> TypedPassword {
        TypedPassword::parse("password", text).unwrap()
    }

    #[tokio::test]
    async fn a_password_verifies_against_its_own_hash_only() {
        let passwords = Passwords::default();
        let chosen = Password::parse("password", "mate y bizcochitos").unwrap();
        let hash = passwords.hash(&chosen).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_ne!(hash, passwords.hash(&chosen).await.unwrap(), "salted");
        assert!(passwords.verify(&typed("mate y bizcochitos"), Some(&hash)).await.unwrap());
        for wrong in ["mate y bizcochito", "Mate y bizcochitos", "mate y bizcochitos "] {
            assert!(!passwords.verify(&typed(wrong), Some(&hash)).await.unwrap(), "{wrong}");
        }
        assert!(!passwords.verify(&typed("mate y bizcochitos"), None).await.unwrap());
    }

    #[tokio::test]
    async fn hashes_of_others_verify_and_are_known_to_be_outdated() {
        let passwords = Passwords::default();
        let bcrypt = bcrypt::hash_with_result("mate", 4).unwrap();
        let foreign =
            Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(65536, 1, 1, None).unwrap());
        let foreign: PasswordHash = foreign.hash_password(b"mate").unwrap();
        for hash in [
            bcrypt.format_for_version(bcrypt::Version::TwoY),
            bcrypt.format_for_version(bcrypt::Version::TwoB),
            foreign.to_string(),
        ] {
            assert!(is_known(Some(&hash)) && is_outdated(&hash), "{hash}");
            assert!(passwords.verify(&typed("mate"), Some(&hash)).await.unwrap(), "{hash}");
            assert!(!passwords.verify(&typed("matE"), Some(&hash)).await.unwrap(), "{hash}");
        }
        let own = passwords.hash_typed(&typed("mate")).await.unwrap();
        assert!(is_known(Some(&own)) && !is_outdated(&own));
        for nothing in ["", "mate", "5f4dcc3b5aa765d61d8327deb882cf99", "$2y$10$short", "$1$abc$def"] {
            assert!(!is_known(Some(nothing)), "{nothing}");
            assert!(!passwords.verify(&typed("mate"), Some(nothing)).await.unwrap(), "{nothing}");
        }
    }

    #[tokio::test]
    async fn all_128_characters_count() {
        let passwords = Passwords::default();
        let long = format!("{}x", "ñandú ".repeat(21)) + "y";
        let hash = passwords.hash(&Password::parse("password", &long).unwrap()).await.unwrap();
        assert!(passwords.verify(&typed(&long), Some(&hash)).await.unwrap());
        let other = format!("{}z", &long[..long.len() - 1]);
        assert!(!passwords.verify(&typed(&other), Some(&hash)).await.unwrap(), "the last character counts");
        assert!(
            !passwords.verify(&typed(&format!("{long}y")), Some(&hash)).await.unwrap(),
            "what is cut is not equal"
        );
    }
}
