//! Argon2id away from the threads that serve pages, a few at a time.

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
        let password = password.clone();
        self.in_turn(move || {
            let hash: PasswordHash =
                argon2()?.hash_password(password.expose().as_bytes()).map_err(internal)?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether this is the password. Without a hash there is none, which takes just as long to find out.
    pub async fn verify(&self, typed: &TypedPassword, hash: Option<&str>) -> Result<bool, Error> {
        let typed = typed.clone();
        let stored = hash.map(str::to_owned);
        self.in_turn(move || {
            let is_somebodys = stored.is_some();
            let text = stored.unwrap_or_else(|| NOBODYS_HASH.to_owned());
            let hash = PasswordHash::new(&text).map_err(internal)?;
            let is_right = argon2()?.verify_password(typed.expose().as_bytes(), &hash).is_ok();
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
