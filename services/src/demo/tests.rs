//! What must hold of the demo data once it is in a database.

use domain::{
    Error,
    auth::Viewer,
    contracts::{Side, WorkState},
    ids::{SessionId, UserId},
    locale::Locale,
    paging::Limit,
};
use sqlx::PgPool;
use uuid::Uuid;

use super::{SeedOptions, SeedReport, seed};
use crate::{Services, contracts, payments::ledger, testing};

/// Drawing is slow without optimisation, and one picture proves as much as a hundred.
const FEW: usize = 2;

fn options() -> SeedOptions {
    SeedOptions { pictures: FEW, ..SeedOptions::default() }
}

async fn viewer(services: &Services, email: &str) -> Viewer {
    let (id, handle, name): (Uuid, String, String) = sqlx::query_as(
        "select u.id, p.handle, p.name from users u join user_profiles p on p.user_id = u.id where u.email = $1",
    )
    .bind(email)
    .fetch_one(&services.db)
    .await
    .unwrap();
    Viewer {
        user_id: UserId(id),
        session_id: SessionId(Uuid::now_v7()),
        handle,
        name,
        avatar_url: None,
        roles: Vec::new(),
        locale: Locale::EsAr,
        display: domain::preferences::Display::default(),
    }
}

async fn count(db: &PgPool, query: &'static str) -> i64 {
    sqlx::query_scalar(query).fetch_one(db).await.unwrap()
}

#[sqlx::test(migrations = "../migrations")]
async fn the_first_start_fills_every_shelf_and_its_books_balance(db: PgPool) {
    let services = testing::services(db.clone());
    let report = seed(&services, options()).await.unwrap();
    assert_eq!((report.people, report.gigs, report.pictures), (60, 240, 3 * FEW));
    assert!(report.contracts > 500 && report.reviews > 500, "{report:?}");

    let trunks = "select count(distinct category_id / 100) from gigs where status = 'published'";
    assert_eq!(count(&db, trunks).await, 8);
    assert_eq!(count(&db, "select count(distinct category_id) from gigs").await, 65);
    assert_eq!(count(&db, "select count(distinct title) from gigs").await, 240);
    assert_eq!(count(&db, "select count(distinct description) from gigs").await, 240);
    assert_eq!(count(&db, "select count(*) from gigs where cover_file_id is null").await, 0);
    assert_eq!(count(&db, "select count(*) from user_profiles where avatar_file_id is null").await, 0);
    assert_eq!(count(&db, "select count(distinct work_state) from milestones").await, 6);

    let words = "select count(*) from search_words where spelling = 'diseño'";
    assert_eq!(count(&db, words).await, 1);

    let books = ledger::verify(&services).await.unwrap();
    assert_eq!(books.first_wrong, None);
    assert!(books.entries > 1_500);
    // Nothing is dated ahead of the day, except deadlines.
    assert_eq!(count(&db, "select count(*) from contract_events where at > now()").await, 0);
    assert_eq!(count(&db, "select count(*) from reviews where created_at > now()").await, 0);
    let same_words = "select count(*) from (select 1 from reviews where gig_id is not null group by gig_id, comment having count(*) > 2) repeated";
    assert_eq!(count(&db, same_words).await, 0);
}

#[sqlx::test(migrations = "../migrations")]
async fn a_second_load_changes_nothing(db: PgPool) {
    let services = testing::services(db.clone());
    let few = SeedOptions { people: 10, gigs: 12, ..options() };
    let first = seed(&services, few).await.unwrap();
    let second = seed(&services, options()).await.unwrap();
    assert!(!first.was_loaded);
    assert_eq!(second, SeedReport { was_loaded: true, ..SeedReport::default() });
    assert_eq!(count(&db, "select count(*) from gigs").await, 12);
}

#[sqlx::test(migrations = "../migrations")]
async fn the_accounts_of_the_readme_find_open_contracts_that_can_be_read(db: PgPool) {
    let services = testing::services(db.clone());
    seed(&services, options()).await.unwrap();
    for (email, side) in
        [("ana@demo.laburemos.com.ar", Side::Client), ("bruno@demo.laburemos.com.ar", Side::Seller)]
    {
        let viewer = viewer(&services, email).await;
        let page = contracts::list(&services, &viewer, Some(side), None, Limit::default()).await.unwrap();
        let mut states = Vec::new();
        for card in &page.items {
            let room = contracts::get(&services, &viewer, card.id).await.unwrap();
            contracts::timeline(&services, &viewer, card.id).await.unwrap();
            states.push(room.state);
        }
        for state in
            [WorkState::InProgress, WorkState::Delivered, WorkState::RevisionRequested, WorkState::Closed]
        {
            assert!(states.contains(&state), "{email} lacks {state:?}: {states:?}");
        }
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn the_bulk_keeps_the_limits_of_the_tables(db: PgPool) {
    let services = testing::services(db.clone());
    let many = SeedOptions { people: 200, gigs: 6_000, ..options() };
    let report = seed(&services, many).await.unwrap();
    assert_eq!(report.gigs, 6_000);
    assert_eq!(count(&db, "select count(distinct slug) from gigs").await, 6_000);
    assert_eq!(count(&db, "select count(*) from users").await, 200);
}

#[sqlx::test(migrations = "../migrations")]
async fn production_is_left_alone_unless_asked(db: PgPool) {
    let mut services = testing::services(db.clone());
    let mut settings = testing::settings();
    settings.is_production = true;
    services.settings = settings.into();
    let refused = seed(&services, options()).await;
    assert!(matches!(refused, Err(Error::Conflict(_))));
    let asked = SeedOptions { people: 4, gigs: 4, is_allowed_in_production: true, ..options() };
    seed(&services, asked).await.unwrap();
    assert_eq!(count(&db, "select count(*) from users where password_hash is not null").await, 0);
}
