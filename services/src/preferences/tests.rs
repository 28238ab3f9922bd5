//! Preferences keep what was chosen, and notices follow them.

use domain::{
    notifications::{Notice, NotificationKind},
    paging::Limit,
    preferences::EmailWish,
};
use sqlx::PgPool;

use super::*;
use crate::{
    jobs, notifications,
    testing::{person, services},
};

fn input(json: serde_json::Value) -> PreferencesInput {
    serde_json::from_value(json).expect("a body")
}

#[sqlx::test(migrations = "../migrations")]
async fn a_change_leaves_what_it_does_not_name_and_nobody_elses(db: PgPool) {
    let services = services(db);
    let (ana, eva) = (person(&services, "ana").await, person(&services, "eva").await);
    assert_eq!(get(&services, &ana).await.unwrap(), Preferences::default(), "nothing was chosen yet");
    let change = input(serde_json::json!({
        "theme": "dark", "time_zone": "America/Bogota", "quiet_hours": { "from": "22:30", "to": "07:00" },
        "notices": { "order_paid": { "email": "digest" } },
    }));
    let chosen = update(&services, &ana, &change).await.unwrap();
    assert_eq!(chosen.notices.of(NotificationKind::OrderPaid).email, EmailWish::Digest);
    let later = update(&services, &ana, &input(serde_json::json!({ "currency": "USD" }))).await.unwrap();
    assert_eq!(later, Preferences { currency: later.currency, ..chosen });
    assert_eq!(get(&services, &ana).await.unwrap(), later);
    assert_eq!(get(&services, &eva).await.unwrap(), Preferences::default());

    let wrong = input(serde_json::json!({ "theme": "light", "time_zone": "Mars/Olympus" }));
    assert!(matches!(update(&services, &ana, &wrong).await, Err(Error::Invalid(_))));
    assert_eq!(get(&services, &ana).await.unwrap(), later, "all or nothing");
}

#[sqlx::test(migrations = "../migrations")]
async fn two_changes_at_once_both_hold(db: PgPool) {
    let services = services(db);
    let ana = person(&services, "ana").await;
    let (theme, zone) = (
        input(serde_json::json!({ "theme": "dark" })),
        input(serde_json::json!({ "time_zone": "America/Lima" })),
    );
    let (first, second) = tokio::join!(update(&services, &ana, &theme), update(&services, &ana, &zone));
    assert!(first.is_ok() && second.is_ok());
    let both = get(&services, &ana).await.unwrap();
    assert_eq!((both.theme, both.time_zone.name()), (Theme::Dark, "America/Lima"));
}

#[sqlx::test(migrations = "../migrations")]
async fn a_kind_that_is_not_wanted_in_the_app_is_not_stored_there_but_its_mail_is_queued(db: PgPool) {
    let services = services(db);
    let ana = person(&services, "ana").await;
    let change = input(serde_json::json!({
        "notices": {
            "order_paid": { "in_app": false, "email": "now" },
            "work_delivered": { "in_app": true, "email": "never" },
            "payment_held": { "in_app": false, "email": "never" },
        },
    }));
    update(&services, &ana, &change).await.unwrap();
    let tell = async || {
        let mut work = services.begin().await.unwrap();
        let kinds =
            [NotificationKind::OrderPaid, NotificationKind::WorkDelivered, NotificationKind::PaymentHeld];
        for kind in kinds {
            work.notify(ana.user_id, Notice::new(kind, "/panel"));
        }
        work.commit().await.unwrap();
        sqlx::query_scalar::<_, String>("select kind from notice_mails")
            .fetch_all(&services.db)
            .await
            .unwrap()
    };
    sqlx::query("update users set email_verified_at = null").execute(&services.db).await.unwrap();
    assert!(tell().await.is_empty(), "nobody has confirmed the address");
    sqlx::query("update users set email_verified_at = created_at").execute(&services.db).await.unwrap();
    assert_eq!(tell().await, ["order_paid"]);
    let shown = notifications::list(&services, &ana, false, None, Limit::DEFAULT).await.unwrap();
    let shown: Vec<_> = shown.items.iter().map(|notification| notification.kind).collect();
    assert_eq!(shown, [NotificationKind::WorkDelivered; 2]);
    assert_eq!(notifications::unread_count(&services, &ana).await.unwrap(), 2);
}

/// The mails that became files.
async fn mails_to(services: &Services, address: &str) -> Vec<crate::mail::StoredMail> {
    jobs::drain(services).await.unwrap();
    let mut mails = crate::mail::list_stored(services).await.unwrap();
    mails.retain(|mail| mail.to == address);
    mails.reverse();
    mails
}

async fn tell(services: &Services, viewer: &Viewer, kind: NotificationKind) {
    let mut work = services.begin().await.unwrap();
    work.notify(viewer.user_id, Notice::new(kind, "/panel").with("title", "Un logo"));
    work.commit().await.unwrap();
}

/// Services with a mail folder of their own, and a person with a confirmed address.
async fn office(db: PgPool) -> (Services, Viewer, String) {
    let settings = crate::Settings {
        files_dir: std::env::temp_dir().join(format!("laburemos-{}", Uuid::now_v7())),
        ..crate::testing::settings()
    };
    let services = Services::with_db(settings, db).unwrap();
    // Tomorrow, 12:00 UTC: 09:00 in Buenos Aires, when the digest has just gone.
    let now = services.clock.now();
    let morning = (now.date_naive() + chrono::Days::new(1)).and_hms_opt(12, 0, 0).unwrap().and_utc();
    services.clock.advance(morning - now + chrono::Duration::seconds(1));
    let ana = person(&services, "ana").await;
    sqlx::query("update users set email_verified_at = now()").execute(&services.db).await.unwrap();
    (services, ana, "ana@example.com".into())
}

#[sqlx::test(migrations = "../migrations")]
async fn mails_come_at_once_after_quiet_hours_or_together_in_the_morning(db: PgPool) {
    let (services, ana, address) = office(db).await;
    tell(&services, &ana, NotificationKind::OrderPaid).await;
    tell(&services, &ana, NotificationKind::PaymentHeld).await;
    tell(&services, &ana, NotificationKind::ReviewReceived).await;
    let mails = mails_to(&services, &address).await;
    assert_eq!(mails.len(), 1, "the other two wait for the digest");
    assert_eq!(mails[0].subject, "order_paid in es-AR");
    assert!(mails[0].text.contains("Un logo") && mails[0].text.contains("/baja?de="), "{}", mails[0].text);
    assert_eq!(mails_to(&services, &address).await.len(), 1, "once");
    let waiting: i64 = sqlx::query_scalar("select count(*) from jobs").fetch_one(&services.db).await.unwrap();
    assert_eq!(waiting, 1, "one job for the whole digest");
    services.clock.advance(chrono::Duration::hours(24));
    let mails = mails_to(&services, &address).await;
    assert_eq!(mails.len(), 2);
    let digest = &mails[1];
    assert!(
        digest.text.contains("payment_held") && digest.text.contains("review_received"),
        "{}",
        digest.text
    );

    let quiet =
        input(serde_json::json!({ "quiet_hours": { "from": "08:00", "to": "20:00" }, "locale": "en" }));
    update(&services, &ana, &quiet).await.unwrap();
    tell(&services, &ana, NotificationKind::OrderPaid).await;
    assert_eq!(mails_to(&services, &address).await.len(), 2);
    services.clock.advance(chrono::Duration::hours(11));
    let mails = mails_to(&services, &address).await;
    assert_eq!((mails.len(), mails[2].subject.as_str()), (3, "order_paid in en"));
}

#[sqlx::test(migrations = "../migrations")]
async fn nobody_is_written_to_at_an_address_that_is_not_confirmed(db: PgPool) {
    let (services, ana, address) = office(db).await;
    sqlx::query("update users set email_verified_at = null").execute(&services.db).await.unwrap();
    tell(&services, &ana, NotificationKind::OrderPaid).await;
    assert!(mails_to(&services, &address).await.is_empty());
    let left: i64 =
        sqlx::query_scalar("select count(*) from notice_mails").fetch_one(&services.db).await.unwrap();
    assert_eq!(left, 0, "nor later, when it is old news");
}

#[sqlx::test(migrations = "../migrations")]
async fn the_way_out_of_a_mail_ends_its_kind_and_a_forged_one_nothing(db: PgPool) {
    let (services, ana, address) = office(db).await;
    let eva = person(&services, "eva").await;
    tell(&services, &ana, NotificationKind::OrderPaid).await;
    let mail = mails_to(&services, &address).await.remove(0);
    let token = mail.text.rsplit("/baja?de=").next().unwrap().trim().to_owned();
    let stolen = token.replace(&ana.user_id.to_string(), &eva.user_id.to_string());
    let widened = token.replace("order_paid", "digest");
    for forged in ["", "a.b.c", &stolen, &widened, &token[..token.len() - 1]] {
        assert!(
            matches!(notifications::unsubscribe(&services, forged).await, Err(Error::NotFound)),
            "{forged}"
        );
    }
    for _ in 0..2 {
        notifications::unsubscribe(&services, &token).await.unwrap();
    }
    let chosen = get(&services, &ana).await.unwrap().notices;
    assert_eq!(chosen.of(NotificationKind::OrderPaid).email, EmailWish::Never);
    assert!(chosen.of(NotificationKind::OrderPaid).in_app);
    assert_eq!(chosen.of(NotificationKind::WorkDelivered).email, EmailWish::Now);
    assert_eq!(get(&services, &eva).await.unwrap(), Preferences::default());
}
