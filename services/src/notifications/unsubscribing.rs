//! The way out of a mail, without signing in: a signed token says whose mails of which kind are to end.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use domain::{
    Error,
    ids::UserId,
    notifications::NotificationKind,
    preferences::{ChannelsInput, EmailWish, PreferencesInput},
};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use crate::{Services, preferences};

/// What the token names instead of a kind when it came in a digest.
const DIGEST: &str = "digest";

/// `<user>.<kind>.<signature>`
pub(super) fn token(
    services: &Services,
    user: UserId,
    kind: Option<NotificationKind>,
) -> Result<String, Error> {
    let what = format!("{user}.{}", kind.map_or(DIGEST, NotificationKind::name));
    let signature = BASE64_URL_SAFE_NO_PAD.encode(signer(services, &what)?.finalize().into_bytes());
    Ok(format!("{what}.{signature}"))
}

/// Ends the mails that a token is about: of one kind, or everything that the digest brings. Once or again.
pub async fn unsubscribe(services: &Services, token: &str) -> Result<(), Error> {
    let (what, signature) = token.rsplit_once('.').ok_or(Error::NotFound)?;
    let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).map_err(|_| Error::NotFound)?;
    signer(services, what)?.verify_slice(&signature).map_err(|_| Error::NotFound)?;
    let (user, name) = what.split_once('.').ok_or(Error::NotFound)?;
    let user: UserId = user.parse().map_err(|_| Error::NotFound)?;
    preferences::change(services, user, |chosen| {
        let ended = NotificationKind::ALL.into_iter().filter(|kind| {
            kind.name() == name || (name == DIGEST && chosen.notices.of(*kind).email == EmailWish::Digest)
        });
        let never = ChannelsInput { email: Some(EmailWish::Never.name().to_owned()), in_app: None };
        let notices = ended.map(|kind| (kind.name().to_owned(), never.clone())).collect();
        PreferencesInput { notices: Some(notices), ..PreferencesInput::default() }
    })
    .await?;
    Ok(())
}

fn signer(services: &Services, what: &str) -> Result<Hmac<Sha256>, Error> {
    let mut signer = Hmac::<Sha256>::new_from_slice(services.settings.session_secret.expose().as_bytes())?;
    signer.update(b"unsubscribe\0");
    signer.update(what.as_bytes());
    Ok(signer)
}
