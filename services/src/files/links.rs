//! Links to private files: signed for one file and one reader, good for a few minutes. What is left in a history or a log
//! opens nothing later.

use chrono::Duration;
use domain::{
    Error,
    ids::{FileId, UserId},
};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use crate::Services;

/// Long enough to begin a download; one that has begun goes on.
const LIFETIME: Duration = Duration::minutes(5);

/// What the address of a private file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedLink {
    pub file: FileId,
    pub reader: UserId,
    /// Seconds since 1970.
    pub expires: i64,
    /// Hexadecimal.
    pub signature: String,
}

impl SignedLink {
    pub(super) fn new(services: &Services, reader: UserId, file: FileId) -> Result<Self, Error> {
        let expires = (services.clock.now() + LIFETIME).timestamp();
        let mut link = Self { file, reader, expires, signature: String::new() };
        link.signature = hex::encode(link.mac(services)?.finalize().into_bytes());
        Ok(link)
    }

    /// Forged or too late: it leads nowhere.
    pub(super) fn verify(&self, services: &Services) -> Result<(), Error> {
        let signature = hex::decode(&self.signature).map_err(|_| Error::NotFound)?;
        self.mac(services)?.verify_slice(&signature).map_err(|_| Error::NotFound)?;
        if services.clock.now().timestamp() < self.expires { Ok(()) } else { Err(Error::NotFound) }
    }

    /// The first words keep it apart from everything else that is signed with this key.
    fn mac(&self, services: &Services) -> Result<Hmac<Sha256>, Error> {
        let key = services.settings.session_secret.expose();
        let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes())?;
        mac.update(format!("file link|{}|{}|{}", self.file, self.reader, self.expires).as_bytes());
        Ok(mac)
    }
}
