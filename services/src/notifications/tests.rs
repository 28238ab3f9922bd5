//! Notices arrive once and in order, whatever commits when; reading them is exact.

use std::collections::BTreeSet;

use domain::{
    Error,
    ids::UserId,
    notifications::{Cursor, Notice, NotificationKind},
    paging::Limit,
};
use sqlx::PgPool;

use super::{list, mark_all_read, mark_read, since, standing, store, unread_count};
use crate::{Services, testing};

fn notice(number: usize) -> Notice {
    Notice::new(NotificationKind::OrderPaid, format!("/contratos/{number}")).with("title", "Un logo")
}

async fn tell(services: &Services, recipients: &[UserId], number: usize) {
    let mut work = services.begin().await.unwrap();
    for recipient in recipients {
        work.notify(*recipient, notice(number));
    }
    work.commit().await.unwrap();
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_notice_is_stored_with_the_unit_of_work_and_not_without_it(db: PgPool) {
    let services = testing::services(db);
    let ana = testing::person(&services, "ana").await;
    let mut work = services.begin().await.unwrap();
    work.notify(ana.user_id, notice(1));
    drop(work);
    assert_eq!(unread_count(&services, &ana).await.unwrap(), 0);

    tell(&services, &[ana.user_id], 2).await;
    let page = list(&services, &ana, false, None, Limit::DEFAULT).await.unwrap();
    assert_eq!(page.items.len(), 1);
    assert_eq!(page.items[0].path, "/contratos/2");
    assert_eq!(page.items[0].params["title"], "Un logo");
    assert_eq!(page.items[0].kind, NotificationKind::OrderPaid);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn a_later_cursor_of_one_person_is_never_visible_before_an_earlier_one(db: PgPool) {
    let services = testing::services(db);
    let ana = testing::person(&services, "ana").await;
    let now = services.clock.now();
    // The first unit has its cursor and is slow to commit.
    let mut first = services.db.begin().await.unwrap();
    store(&mut first, &[(ana.user_id, notice(1))], now).await.unwrap();
    let second = tokio::spawn({
        let services = services.clone();
        async move { tell(&services, &[ana.user_id], 2).await }
    });
    // The second waits for it instead of overtaking.
    while sqlx::query_scalar::<_, i64>(
        "select count(*) from pg_locks where locktype = 'advisory' and not granted
         and database = (select oid from pg_database where datname = current_database())",
    )
    .fetch_one(&services.db)
    .await
    .unwrap()
        == 0
    {
        assert!(!second.is_finished());
    }
    assert!(since(&services, ana.user_id, Cursor(0)).await.unwrap().notifications.is_empty());
    first.commit().await.unwrap();
    second.await.unwrap();
    let paths: Vec<String> = since(&services, ana.user_id, Cursor(0))
        .await
        .unwrap()
        .notifications
        .into_iter()
        .map(|notification| notification.path)
        .collect();
    assert_eq!(paths, ["/contratos/1", "/contratos/2"]);
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn who_resumes_from_the_last_cursor_seen_gets_all_that_is_written_meanwhile_once_and_in_order(
    db: PgPool,
) {
    const WRITERS: usize = 4;
    const EACH: usize = 25;
    let services = testing::services(db);
    let ana = testing::person(&services, "ana").await;
    let beto = testing::person(&services, "beto").await;
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let services = services.clone();
            // Half of them tell Beto first: opposite orders must not block each other.
            let recipients =
                if writer % 2 == 0 { [ana.user_id, beto.user_id] } else { [beto.user_id, ana.user_id] };
            tokio::spawn(async move {
                for number in 0..EACH {
                    tell(&services, &recipients, writer * EACH + number).await;
                }
            })
        })
        .collect();
    let mut cursor = Cursor(0);
    let mut seen = Vec::new();
    loop {
        let is_last = writers.iter().all(tokio::task::JoinHandle::is_finished);
        for notification in since(&services, ana.user_id, cursor).await.unwrap().notifications {
            assert!(notification.cursor > cursor, "in order");
            cursor = notification.cursor;
            seen.push(notification.path);
        }
        if is_last {
            break;
        }
    }
    assert_eq!(seen.len(), WRITERS * EACH, "none twice");
    assert_eq!(seen.into_iter().collect::<BTreeSet<_>>().len(), WRITERS * EACH, "none lost");
    assert_eq!(unread_count(&services, &beto).await.unwrap(), 100);
    for writer in writers {
        writer.await.unwrap();
    }
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn the_list_is_newest_first_in_pages_and_only_the_unread_when_asked(db: PgPool) {
    let services = testing::services(db);
    let ana = testing::person(&services, "ana").await;
    for number in 1..=5 {
        tell(&services, &[ana.user_id], number).await;
    }
    let two = Limit::from_wish(Some(2));
    let mut cursor = None;
    let mut paths = Vec::new();
    loop {
        let page = list(&services, &ana, false, cursor, two).await.unwrap();
        paths.extend(page.items.into_iter().map(|notification| notification.path));
        let Some(next) = page.next_cursor else { break };
        cursor = Some(next.parse().unwrap());
    }
    assert_eq!(paths, [5, 4, 3, 2, 1].map(|number| format!("/contratos/{number}")));

    let newest = list(&services, &ana, false, None, two).await.unwrap().items.remove(0);
    mark_read(&services, &ana, newest.id).await.unwrap();
    let unread = list(&services, &ana, true, None, Limit::DEFAULT).await.unwrap();
    assert_eq!(unread.items.len(), 4);
    assert!(unread.items.iter().all(|notification| notification.read_at.is_none()));
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn reading_counts_once_and_the_notices_of_others_are_not_found(db: PgPool) {
    let services = testing::services(db);
    let ana = testing::person(&services, "ana").await;
    let beto = testing::person(&services, "beto").await;
    for number in 1..=3 {
        tell(&services, &[ana.user_id, beto.user_id], number).await;
    }
    let first = since(&services, ana.user_id, Cursor(0)).await.unwrap().notifications.remove(0);
    assert!(matches!(mark_read(&services, &beto, first.id).await, Err(Error::NotFound)));
    mark_read(&services, &ana, first.id).await.unwrap();
    let read_at = since(&services, ana.user_id, Cursor(0)).await.unwrap().notifications[0].read_at;
    services.clock.advance(chrono::Duration::hours(1));
    mark_read(&services, &ana, first.id).await.unwrap();
    assert_eq!(since(&services, ana.user_id, Cursor(0)).await.unwrap().notifications[0].read_at, read_at);
    assert_eq!(unread_count(&services, &ana).await.unwrap(), 2);

    mark_all_read(&services, &ana).await.unwrap();
    assert_eq!(unread_count(&services, &ana).await.unwrap(), 0);
    assert_eq!(unread_count(&services, &beto).await.unwrap(), 3, "others keep theirs");
}

#[sqlx::test(migrator = "crate::MIGRATIONS")]
async fn news_tell_the_unread_count_even_when_there_is_nothing_new(db: PgPool) {
    let services = testing::services(db);
    let ana = testing::person(&services, "ana").await;
    assert_eq!(standing(&services, ana.user_id).await.unwrap(), (Cursor(0), 0));
    tell(&services, &[ana.user_id, ana.user_id], 1).await;
    let (cursor, unread) = standing(&services, ana.user_id).await.unwrap();
    assert_eq!(unread, 2);
    let news = since(&services, ana.user_id, cursor).await.unwrap();
    assert!(news.notifications.is_empty());
    assert_eq!(news.unread, 2);
}
