//! Mails on their way to a real server: an SMTP listener of our own, which can refuse first and accept later.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use chrono::Duration;
use domain::locale::Locale;
use sqlx::PgPool;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};

use super::*;
use crate::{
    Secret,
    jobs::{self, Job},
    testing,
};

/// What a server was given.
struct Received {
    recipient: String,
    data: String,
}

/// Speaks SMTP on a port of its own. Refuses as many mails as it is told before it takes one.
struct SmtpServer {
    port: u16,
    refusals: Arc<AtomicU32>,
    mails: mpsc::UnboundedReceiver<Received>,
}

impl SmtpServer {
    async fn start(refusals: u32) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let refusals = Arc::new(AtomicU32::new(refusals));
        let (sender, mails) = mpsc::unbounded_channel();
        let left = refusals.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, left.clone(), sender.clone()));
            }
        });
        Self { port, refusals, mails }
    }

    /// Services that send through it.
    fn services(&self, db: PgPool) -> Services {
        let smtp_url = Secret::new(format!("smtp://127.0.0.1:{}", self.port));
        Services::with_db(Settings { smtp_url, ..testing::settings() }, db).expect("settings that work")
    }
}

async fn converse(stream: TcpStream, refusals: Arc<AtomicU32>, mails: mpsc::UnboundedSender<Received>) {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let mut answer = "220 mail.test ready\r\n";
    let (mut recipient, mut data) = (String::new(), None::<String>);
    while writer.write_all(answer.as_bytes()).await.is_ok() {
        let Ok(Some(line)) = lines.next_line().await else { return };
        if let Some(text) = &mut data {
            if line == "." {
                mails.send(Received { recipient: recipient.clone(), data: text.clone() }).ok();
                data = None;
                answer = "250 taken\r\n";
            } else {
                text.push_str(&line);
                text.push('\n');
                answer = "";
            }
            continue;
        }
        let command = line.to_ascii_uppercase();
        answer = match () {
            () if command.starts_with("EHLO") => "250-mail.test\r\n250 8BITMIME\r\n",
            () if command.starts_with("MAIL FROM") => {
                let is_refused =
                    refusals.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
                if is_refused.is_ok() { "451 4.3.0 come back later\r\n" } else { "250 go on\r\n" }
            }
            () if command.starts_with("RCPT TO") => {
                recipient = line[8..].trim_matches(['<', '>', ' ']).to_owned();
                "250 known\r\n"
            }
            () if command == "DATA" => {
                data = Some(String::new());
                "354 go on\r\n"
            }
            () if command == "QUIT" => "221 bye\r\n",
            () => "250 fine\r\n",
        };
    }
}

fn notice(to: &str) -> Job {
    Job::SendLetter { letter: Letter::PasswordChanged, to: to.into(), locale: Locale::EsAr }
}

/// The readable part of a quoted-printable mail.
fn readable(data: &str) -> String {
    data.replace("=\n", "").replace("=3D", "=").replace("=C3=B1", "ñ").replace("=C3=A9", "é")
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_mail_goes_over_smtp_with_text_html_and_the_headers_of_a_machine(db: PgPool) {
    let mut server = SmtpServer::start(0).await;
    let services = server.services(db);
    jobs::add(&services.db, services.clock.now(), &notice("ana@example.com")).await.unwrap();
    jobs::drain(&services).await.unwrap();
    let mail = server.mails.recv().await.unwrap();
    assert_eq!(mail.recipient, "ana@example.com");
    let data = readable(&mail.data);
    for part in [
        "From: LABUREMOS <hola@laburemos.test>",
        "To: ana@example.com",
        "Message-ID: <",
        "Auto-Submitted: auto-generated",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "http://localhost:3000/recuperar",
        "contraseña",
    ] {
        assert!(data.contains(part), "{part} is missing in {data}");
    }
    assert!(
        !data.contains("List-Unsubscribe"),
        "what concerns the account itself can't be unsubscribed from"
    );
    let left =
        sqlx::query_scalar::<_, i64>("select count(*) from jobs").fetch_one(&services.db).await.unwrap();
    assert_eq!(left, 0);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_server_that_refuses_first_gets_the_mail_at_the_retry_and_once(db: PgPool) {
    let mut server = SmtpServer::start(2).await;
    let services = server.services(db);
    jobs::add(&services.db, services.clock.now(), &notice("ana@example.com")).await.unwrap();
    for pause in [10, 20] {
        jobs::drain(&services).await.unwrap();
        assert!(server.mails.try_recv().is_err(), "refused");
        services.clock.advance(Duration::seconds(pause - 1));
        assert_eq!(jobs::tick(&services).await.unwrap(), 0, "not before the pause is over");
        services.clock.advance(Duration::seconds(1));
    }
    assert_eq!(server.refusals.load(Ordering::SeqCst), 0);
    jobs::drain(&services).await.unwrap();
    assert_eq!(server.mails.recv().await.unwrap().recipient, "ana@example.com");
    services.clock.advance(Duration::hours(2));
    assert_eq!(jobs::tick(&services).await.unwrap(), 0);
    assert!(server.mails.try_recv().is_err());
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_server_that_is_away_costs_nothing_but_time(db: PgPool) {
    let port = {
        let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
        taken.local_addr().unwrap().port()
    };
    let smtp_url = Secret::new(format!("smtp://127.0.0.1:{port}"));
    let away = Services::with_db(Settings { smtp_url, ..testing::settings() }, db.clone()).unwrap();
    jobs::add(&away.db, away.clock.now(), &notice("ana@example.com")).await.unwrap();
    jobs::drain(&away).await.unwrap();
    let mut server = SmtpServer::start(0).await;
    let services = server.services(db);
    services.clock.advance(Duration::seconds(11));
    jobs::drain(&services).await.unwrap();
    assert_eq!(server.mails.recv().await.unwrap().recipient, "ana@example.com");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn without_smtp_mails_are_files_that_only_development_shows(db: PgPool) {
    let files_dir = std::env::temp_dir().join(format!("laburemos-mail-{}", Uuid::now_v7()));
    let settings = Settings { files_dir: files_dir.clone(), ..testing::settings() };
    let services = Services::with_db(settings.clone(), db.clone()).unwrap();
    assert!(list_stored(&services).await.unwrap().is_empty());
    for to in ["ana@example.com", "beto@example.com"] {
        jobs::add(&services.db, services.clock.now(), &notice(to)).await.unwrap();
    }
    jobs::drain(&services).await.unwrap();
    let mails = list_stored(&services).await.unwrap();
    let recipients: Vec<&str> = mails.iter().map(|mail| &*mail.to).collect();
    assert_eq!(recipients, ["beto@example.com", "ana@example.com"], "the latest first");
    assert_eq!(get_stored(&services, mails[0].id).await.unwrap().subject, "Cambió tu contraseña");

    let production = Services::with_db(Settings { is_production: true, ..settings }, db).unwrap();
    assert!(matches!(list_stored(&production).await, Err(Error::NotFound)));
    assert!(matches!(get_stored(&production, mails[0].id).await, Err(Error::NotFound)));
    std::fs::remove_dir_all(files_dir).unwrap();
}

#[test]
fn only_what_is_not_transactional_offers_to_unsubscribe_with_one_press() {
    let mailer = Mailer::new(&testing::settings()).unwrap();
    let mail = |unsubscribe: Option<&str>| Mail {
        subject: "Novedades".into(),
        text: "Hola".into(),
        html: "<p>Hola</p>".into(),
        unsubscribe: unsubscribe.map(str::to_owned),
    };
    let written = |mail| {
        let message = mailer.message(Uuid::now_v7(), "ana@example.com", mail).unwrap();
        String::from_utf8(message.formatted()).unwrap()
    };
    let offered = written(mail(Some("https://laburemos.test/baja?clave=1")));
    assert!(offered.contains("List-Unsubscribe: <https://laburemos.test/baja?clave=1>"), "{offered}");
    assert!(offered.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{offered}");
    assert!(!written(mail(None)).contains("List-Unsubscribe"));
}

#[test]
fn every_letter_is_whole_in_every_language_and_says_where_its_button_leads() {
    for letter in Letter::ALL {
        for locale in Locale::ALL {
            let path = format!("{}?token=a-b_c&x=<script>", letter.page());
            let mail = compose(&testing::settings(), letter, locale, &path).unwrap();
            assert!(!mail.subject.is_empty());
            assert!(mail.text.contains(&format!("http://localhost:3000{path}")), "{}", mail.text);
            assert!(mail.html.contains(letter.page()) && !mail.html.contains("<script"), "{}", mail.html);
            assert!(mail.html.contains(&format!("<html lang=\"{}\">", locale.tag())));
            assert!(mail.html.matches("<p").count() >= 5);
        }
    }
}
