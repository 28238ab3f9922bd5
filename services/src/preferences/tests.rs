//! Preferences keep what was chosen, and notices follow them.

use domain::{
    notifications::{Notice, NotificationKind},
    paging::Limit,
    preferences::EmailWish,
};
use sqlx::PgPool;

use super::*;
use crate::{
    notifications,
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
    let mut work = services.begin().await.unwrap();
    for kind in [NotificationKind::OrderPaid, NotificationKind::WorkDelivered, NotificationKind::PaymentHeld]
    {
        work.notify(ana.user_id, Notice::new(kind, "/panel"));
    }
    work.commit().await.unwrap();
    let shown = notifications::list(&services, &ana, false, None, Limit::DEFAULT).await.unwrap();
    let shown: Vec<_> = shown.items.iter().map(|notification| notification.kind).collect();
    assert_eq!(shown, [NotificationKind::WorkDelivered]);
    assert_eq!(notifications::unread_count(&services, &ana).await.unwrap(), 1);
    let queued: Vec<String> =
        sqlx::query_scalar("select kind from notice_mails").fetch_all(&services.db).await.unwrap();
    assert_eq!(queued, ["order_paid"]);
}
