//! Mails: composed from one layout in the reader's language, sent by SMTP. Without SMTP settings each becomes a file
//! that the development site shows at `/_mail`.

use std::{path::PathBuf, time::Duration};

use chrono::{DateTime, Utc};
use domain::{Error, ids::UserId, locale::Locale};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Services, Settings,
    jobs::{self, Job},
};

mod letters;
#[cfg(test)]
mod tests;

pub(crate) use letters::{Letter, compose};

/// How long the other side may think about one command.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many files `/_mail` lists.
const MOST_LISTED: usize = 100;

/// A mail, all but its recipient.
#[derive(Clone, Debug)]
pub(crate) struct Mail {
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Where one press unsubscribes (RFC 8058); only of what is not transactional.
    pub unsubscribe: Option<String>,
}

/// A mail that became a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StoredMail {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Where mails go.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    /// The right-hand side of message ids.
    host: String,
    transport: Transport,
}

#[derive(Clone)]
enum Transport {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

impl Mailer {
    pub fn new(settings: &Settings) -> Result<Self, Error> {
        let url = settings.smtp_url.expose();
        let transport = if url.is_empty() {
            Transport::Folder(settings.files_dir.join("mail"))
        } else {
            let relay = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?;
            Transport::Smtp(relay.timeout(Some(PATIENCE)).build())
        };
        let host = settings.public_url.split("://").last().unwrap_or_default();
        Ok(Self { from: settings.mail_from.parse()?, host: host.replace(':', "."), transport })
    }

    /// Hands a mail over. The same `id` sent twice is the same message to who receives it.
    pub(crate) async fn send(&self, now: DateTime<Utc>, id: Uuid, to: &str, mail: Mail) -> Result<(), Error> {
        match &self.transport {
            Transport::Smtp(relay) => {
                relay.send(self.message(id, to, mail)?).await?;
            }
            Transport::Folder(folder) => {
                let Mail { subject, text, html, .. } = mail;
                let stored = StoredMail { id, at: now, to: to.to_owned(), subject, text, html };
                tokio::fs::create_dir_all(folder).await?;
                let (part, whole) = (folder.join(format!("{id}.part")), folder.join(format!("{id}.json")));
                tokio::fs::write(&part, serde_json::to_vec(&stored)?).await?;
                tokio::fs::rename(part, whole).await?;
            }
        }
        metrics::counter!("mails_sent").increment(1);
        Ok(())
    }

    fn message(&self, id: Uuid, to: &str, mail: Mail) -> Result<Message, Error> {
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to.parse()?))
            .message_id(Some(format!("<{id}@{}>", self.host)))
            .subject(mail.subject)
            .multipart(MultiPart::alternative_plain_html(mail.text, mail.html))?;
        let headers = message.headers_mut();
        // No answering machine should answer.
        headers.insert_raw(header("Auto-Submitted", "auto-generated".to_owned())?);
        if let Some(address) = mail.unsubscribe {
            headers.insert_raw(header("List-Unsubscribe", format!("<{address}>"))?);
            headers.insert_raw(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned())?);
        }
        Ok(message)
    }
}

fn header(name: &str, value: String) -> Result<HeaderValue, Error> {
    Ok(HeaderValue::new(HeaderName::new_from_ascii(name.to_owned())?, value))
}

/// Queues a letter to the person behind an account, at the address that it has now and in their language.
pub(crate) async fn write_to(
    db: &mut PgConnection,
    now: DateTime<Utc>,
    user: UserId,
    letter: Letter,
) -> Result<(), Error> {
    let row = sqlx::query!(
        "select u.email, p.locale as \"locale?\" from users u left join user_preferences p on p.user_id = u.id
         where u.id = $1",
        user.get(),
    )
    .fetch_one(&mut *db)
    .await?;
    let locale = row.locale.as_deref().and_then(Locale::from_tag).unwrap_or_default();
    jobs::add(db, now, &Job::SendLetter { letter, to: row.email, locale }).await
}

/// The mails that became files, the latest first; nothing in production.
pub async fn list_stored(services: &Services) -> Result<Vec<StoredMail>, Error> {
    let Transport::Folder(folder) = &services.mailer.transport else { return Err(Error::NotFound) };
    if services.settings.is_production {
        return Err(Error::NotFound);
    }
    let mut ids = Vec::new();
    if let Ok(mut entries) = tokio::fs::read_dir(folder).await {
        while let Some(entry) = entries.next_entry().await? {
            let name = entry.file_name();
            let id = name.to_str().and_then(|name| name.strip_suffix(".json"));
            ids.extend(id.and_then(|id| id.parse::<Uuid>().ok()));
        }
    }
    // Ids begin with the time.
    ids.sort_unstable_by(|left, right| right.cmp(left));
    let mut mails = Vec::new();
    for id in ids.into_iter().take(MOST_LISTED) {
        mails.push(get_stored(services, id).await?);
    }
    Ok(mails)
}

/// One of them.
pub async fn get_stored(services: &Services, id: Uuid) -> Result<StoredMail, Error> {
    match &services.mailer.transport {
        Transport::Folder(folder) if !services.settings.is_production => {
            let bytes =
                tokio::fs::read(folder.join(format!("{id}.json"))).await.map_err(|_| Error::NotFound)?;
            Ok(serde_json::from_slice(&bytes)?)
        }
        _ => Err(Error::NotFound),
    }
}
