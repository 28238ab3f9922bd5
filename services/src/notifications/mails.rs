//! The e-mails of notices: queued with the notice itself, sent at their time, alone or together as a digest.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use chrono::{DateTime, Utc};
use domain::{
    Error,
    ids::UserId,
    locale::Locale,
    notifications::{Notice, NotificationKind},
    preferences::{MailTime, Preferences},
};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::unsubscribing;
use crate::{
    Services,
    jobs::{self, Job},
    mail::Mail,
};

/// Queues the mails that the recipients want, inside the transaction that caused the notices. What would be due at once for
/// somebody who gets no mails now isn't even queued.
pub(super) async fn queue(
    db: &mut PgConnection,
    notices: &[(UserId, Notice)],
    chosen: impl Fn(UserId) -> Preferences,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let wanted: Vec<(Uuid, &Notice, DateTime<Utc>, bool)> = notices
        .iter()
        .filter_map(|(recipient, notice)| match chosen(*recipient).mail_time(notice.kind, now) {
            MailTime::Never => None,
            MailTime::At(moment) => Some((recipient.get(), notice, moment, false)),
            MailTime::Digest(moment) => Some((recipient.get(), notice, moment, true)),
        })
        .collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = wanted.iter().map(|_| Uuid::now_v7()).collect();
    let recipients: Vec<Uuid> = wanted.iter().map(|(recipient, ..)| *recipient).collect();
    let kinds: Vec<String> = wanted.iter().map(|(_, notice, ..)| notice.kind.name().to_owned()).collect();
    let params: Vec<Value> = wanted
        .iter()
        .map(|(_, notice, ..)| serde_json::to_value(&notice.params))
        .collect::<Result<_, _>>()?;
    let paths: Vec<String> = wanted.iter().map(|(_, notice, ..)| notice.path.clone()).collect();
    let moments: Vec<DateTime<Utc>> = wanted.iter().map(|(_, _, moment, _)| *moment).collect();
    let digests: Vec<bool> = wanted.iter().map(|(.., is_digest)| *is_digest).collect();
    let queued = sqlx::query!(
        "insert into notice_mails (id, user_id, kind, params, path, due_at, is_digest, created_at)
         select mail.*, $8
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[], $5::text[], $6::timestamptz[], $7::bool[])
             as mail (id, user_id, kind, params, path, due_at, is_digest)
         join users u on u.id = mail.user_id
         where mail.due_at > $8 or (u.email_verified_at is not null and u.suspended_at is null)
         returning user_id, due_at",
        &ids,
        &recipients,
        &kinds,
        &params,
        &paths,
        &moments,
        &digests,
        now,
    )
    .fetch_all(&mut *db)
    .await?;
    let people: BTreeSet<(Uuid, DateTime<Utc>)> =
        queued.into_iter().map(|mail| (mail.user_id, mail.due_at)).collect();
    let jobs: Vec<(DateTime<Utc>, Job)> = people
        .into_iter()
        .map(|(user, due_at)| (due_at, Job::TellByMail { user: user.into(), due_at }))
        .collect();
    jobs::add_once(db, now, &jobs).await
}

struct Row {
    id: Uuid,
    kind: String,
    params: Value,
    path: String,
    is_digest: bool,
}

/// Sends what was due for one person at a moment: each notice by itself, those of the digest together. What can't be sent
/// stays, and is tried again with the same ids. Who has no confirmed address, or a suspended account, gets none.
pub(crate) async fn send_due(services: &Services, user: UserId, due_at: DateTime<Utc>) -> Result<(), Error> {
    let now = services.clock.now();
    let mut work = services.begin().await?;
    let mut rows = sqlx::query_as!(
        Row,
        "delete from notice_mails where user_id = $1 and due_at <= $2
         returning id, kind, params, path, is_digest",
        user.get(),
        due_at,
    )
    .fetch_all(work.db())
    .await?;
    rows.sort_unstable_by_key(|row| row.id);
    let person = sqlx::query!(
        "select u.email, r.locale as \"locale?\" from users u left join user_preferences r on r.user_id = u.id
         where u.id = $1 and u.email_verified_at is not null and u.suspended_at is null",
        user.get(),
    )
    .fetch_optional(work.db())
    .await?;
    if let Some(person) = person {
        let locale = person.locale.as_deref().and_then(Locale::from_tag).unwrap_or_default();
        let (digest, single): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.is_digest);
        let mails = single.into_iter().map(|row| vec![row]).chain((!digest.is_empty()).then_some(digest));
        for rows in mails {
            let (id, mail) = (rows[0].id, write(services, user, locale, &rows)?);
            services.mailer.send(now, id, &person.email, mail).await?;
        }
    }
    work.commit().await
}

/// One notice as a mail says it.
struct Line {
    sentence: String,
    /// What it is about; may be empty.
    subject: String,
    address: String,
}

#[derive(Template)]
#[template(path = "notices.html")]
struct Html<'a> {
    locale: &'a str,
    site: &'a str,
    words: &'a Words,
    heading: &'a str,
    lines: &'a [Line],
    unsubscribe: &'a str,
}

#[derive(Template)]
#[template(path = "notices.txt")]
struct Text<'a> {
    site: &'a str,
    words: &'a Words,
    heading: &'a str,
    lines: &'a [Line],
    unsubscribe: &'a str,
}

/// What stands around the notices.
struct Words {
    digest: &'static str,
    open: &'static str,
    why: &'static str,
    unsubscribe: &'static str,
}

const fn words(locale: Locale) -> Words {
    match locale {
        Locale::EsAr => Words {
            digest: "Lo que pasó en LABUREMOS",
            open: "Ver en LABUREMOS",
            why: "Te escribimos porque así lo elegiste en tus preferencias.",
            unsubscribe: "No quiero más e-mails como este",
        },
        Locale::En => Words {
            digest: "What happened on LABUREMOS",
            open: "See it on LABUREMOS",
            why: "We write to you because you chose so in your preferences.",
            unsubscribe: "No more e-mails like this one",
        },
        Locale::PtBr => Words {
            digest: "O que aconteceu no LABUREMOS",
            open: "Ver no LABUREMOS",
            why: "Escrevemos porque você escolheu assim nas suas preferências.",
            unsubscribe: "Não quero mais e-mails como este",
        },
    }
}

fn write(services: &Services, user: UserId, locale: Locale, rows: &[Row]) -> Result<Mail, Error> {
    let (words, site) = (words(locale), services.settings.public_url.as_str());
    let mut lines = Vec::new();
    for row in rows {
        let Some(kind) = NotificationKind::from_name(&row.kind) else { continue };
        let params: BTreeMap<String, String> = serde_json::from_value(row.params.clone())?;
        lines.push(Line {
            sentence: (services.settings.describe_notice)(locale, kind, &params),
            subject: params.get("title").cloned().unwrap_or_default(),
            address: format!("{site}{}", row.path),
        });
    }
    let kind =
        rows.first().filter(|row| !row.is_digest).and_then(|row| NotificationKind::from_name(&row.kind));
    let unsubscribe = format!("{site}/baja?de={}", unsubscribing::token(services, user, kind)?);
    let heading = match (kind, lines.first()) {
        (Some(_), Some(line)) => line.sentence.clone(),
        _ => words.digest.to_owned(),
    };
    let (heading, lines, unsubscribe) = (heading.as_str(), lines.as_slice(), unsubscribe.as_str());
    Ok(Mail {
        subject: heading.to_owned(),
        text: Text { site, words: &words, heading, lines, unsubscribe }.render()?,
        html: Html { locale: locale.tag(), site, words: &words, heading, lines, unsubscribe }.render()?,
        unsubscribe: Some(unsubscribe.to_owned()),
    })
}
