//! Argon2id away from the threads that serve pages, a few at a time. Hashes of the site before this one, bcrypt among
//! them, still verify; a sign-in makes them ours.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use argon2::{
    ARGON2ID_IDENT, Algorithm, Argon2, Block, Params, PasswordVerifier, Version,
    password_hash::phc::{Output, ParamsString, PasswordHash, Salt},
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

/// How long memory waits for another hash before the system has it back.
const KEEP: Duration = Duration::from_mins(1);

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

/// Hashes and verifies, as many at once as there are processors: a wave of sign-ins queues here instead of taking memory and
/// threads, and the system shares the processors between it and pages.
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    memory: Arc<KeptMemory>,
}

impl Default for Passwords {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self { turns: Arc::new(Semaphore::new(processors)), memory: Arc::default() }
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
        self.in_turn(move |memory| {
            let salt = Salt::generate();
            let hash = PasswordHash {
                algorithm: ARGON2ID_IDENT,
                version: Some(Version::V0x13.into()),
                params: ParamsString::try_from(&params()?).map_err(internal)?,
                salt: Some(salt),
                hash: Some(argon2id(password.as_bytes(), &salt, Params::DEFAULT_OUTPUT_LEN, memory)?),
            };
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether this is the password. Without a hash that can be checked there is none, which takes just as long to find out.
    pub async fn verify(&self, typed: &TypedPassword, hash: Option<&str>) -> Result<bool, Error> {
        let typed = typed.clone();
        let stored = hash.filter(|hash| is_known(Some(hash))).map(str::to_owned);
        self.in_turn(move |memory| {
            let typed = typed.expose().as_bytes();
            let is_somebodys = stored.is_some();
            let text = stored.unwrap_or_else(|| NOBODYS_HASH.to_owned());
            let is_right = if is_bcrypt(&text) {
                bcrypt::verify(typed, &text).unwrap_or(false)
            } else {
                let stored = PasswordHash::new(&text).map_err(internal)?;
                match (stored.salt, stored.hash) {
                    (Some(salt), Some(hash)) if !is_outdated(&text) => {
                        hash == argon2id(typed, &salt, hash.len(), memory)?
                    }
                    _ => Argon2::default().verify_password(typed, &stored).is_ok(),
                }
            };
            Ok(is_right && is_somebodys)
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut [Block]) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        // Owned and moved into the work: a caller who goes away does not make room for a second hash beside the first.
        let turn = self.turns.clone().acquire_owned().await?;
        let kept = self.memory.clone();
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let mut memory = kept.take();
            let result = work(&mut memory);
            kept.keep(memory);
            result
        })
        .await?
    }
}

/// What hashes work in, kept between them: to be given 19 MiB anew takes the system as long as a hash takes. Nothing in it
/// tells more than the hash does.
#[derive(Default)]
struct KeptMemory(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    free: Vec<Vec<Block>>,
    was_used: bool,
    is_watched: bool,
}

impl KeptMemory {
    fn take(&self) -> Vec<Block> {
        self.kept().free.pop().unwrap_or_else(|| vec![Block::new(); MEMORY_KIB as usize])
    }

    fn keep(self: Arc<Self>, memory: Vec<Block>) {
        let mut kept = self.kept();
        kept.free.push(memory);
        kept.was_used = true;
        if !std::mem::replace(&mut kept.is_watched, true) {
            tokio::spawn(self.clone().free_when_unused(KEEP));
        }
    }

    async fn free_when_unused(self: Arc<Self>, after: Duration) {
        while std::mem::take(&mut self.kept().was_used) {
            tokio::time::sleep(after).await;
        }
        *self.kept() = Kept::default();
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn params() -> Result<Params, Error> {
    Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(internal)
}

/// Today's hash, of that many bytes, worked out in this memory.
fn argon2id(password: &[u8], salt: &Salt, length: usize, memory: &mut [Block]) -> Result<Output, Error> {
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params()?);
    let mut output = [0; Output::MAX_LENGTH];
    let output = &mut output[..length];
    argon2.hash_password_into_with_memory(password, salt, output, memory).map_err(internal)?;
    Output::new(output).map_err(internal)
}

fn internal(error: impl std::fmt::Display) -> Error {
    Error::internal(format!("argon2: {error}"))
}

#[cfg(test)]
mod tests {
    use argon2::PasswordHasher;

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
    async fn a_hash_of_today_is_what_anybody_else_works_out() {
        let passwords = Passwords::default();
        for _ in 0..2 {
            let hash = passwords.hash_typed(&typed("mate")).await.unwrap();
            let parsed = PasswordHash::new(&hash).unwrap();
            assert!(Argon2::default().verify_password(b"mate", &parsed).is_ok(), "{hash}");
        }
        let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(16)).unwrap();
        let short = Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password(b"mate").unwrap();
        assert!(passwords.verify(&typed("mate"), Some(&short.to_string())).await.unwrap());
    }

    #[tokio::test]
    async fn memory_is_kept_between_hashes_and_freed_when_unused() {
        let passwords = Passwords::default();
        for _ in 0..2 {
            passwords.verify(&typed("mate"), None).await.unwrap();
            let kept = passwords.memory.kept();
            assert_eq!(kept.free.len(), 1, "one turn after the other takes one memory");
            assert!(kept.is_watched);
        }
        passwords.memory.clone().free_when_unused(Duration::ZERO).await;
        let kept = passwords.memory.kept();
        assert!(kept.free.is_empty() && !kept.is_watched);
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
