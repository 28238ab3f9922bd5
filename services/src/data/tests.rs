//! Archives: whole, once, theirs. Leaving: nothing personal stays, and until then everything can come back.

use std::{collections::BTreeMap, io::Read as _};

use chrono::Duration;
use domain::{Error, auth::Viewer, data::ExportStatus, files::PicturePurpose};
use futures_util::{TryStreamExt, future::join_all};
use serde_json::Value;
use sqlx::PgPool;

use super::*;
use crate::{
    Bucket, Secret, Services, Settings,
    audit::Origin,
    auth, categories, documents,
    files::{self, Files},
    gigs, notifications, testing,
    testing::person,
    users,
};

fn origin() -> Origin {
    Origin { address: "203.0.113.9".into(), ..Origin::default() }
}

fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(60, 60).write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

async fn prepared(db: PgPool) -> Services {
    let services = testing::services(db);
    categories::synchronize(&services).await.unwrap();
    services
}

/// A published gig with a cover, a profile with words of its own.
async fn fill(services: &Services, viewer: &Viewer, word: &str) {
    let cover = files::store_picture(
        services,
        viewer.user_id,
        PicturePurpose::GigCover,
        &format!("{word}.png"),
        png(),
    )
    .await
    .unwrap();
    let draft = serde_json::json!({
        "title": "Ilustración de personajes", "category": "ilustracion", "cover_file_id": cover.id,
        "description": format!("Trabajo prolijo de {word}, con entrega en fecha y todos los formatos que necesites."),
        "packages": [{ "tier": "basic", "name": "Esencial", "description": "Un personaje",
            "price": { "amount": 2_500_000, "currency": "ARS" }, "delivery_days": 4, "revisions": 2 }],
    });
    let input: domain::gigs::GigInput = serde_json::from_value(draft).unwrap();
    let gig = gigs::create(services, viewer, input.parse().unwrap(), None).await.unwrap();
    gigs::publish(services, viewer, gig.id).await.unwrap();
    let input = serde_json::json!({ "title": word, "bio": word, "city": word });
    let input: domain::users::ProfileInput = serde_json::from_value(input).unwrap();
    users::update(services, viewer, input.parse().unwrap()).await.unwrap();
}

/// A portfolio, skills, a favourite in a list, a document.
async fn keep(services: &Services, viewer: &Viewer, word: &str, dni: &str) {
    let user = viewer.user_id;
    let name = format!("{word}.png");
    let picture =
        files::store_picture(services, user, PicturePurpose::Portfolio, &name, png()).await.unwrap();
    let rows = [
        "insert into user_skills (user_id, position, name) values ($1, 1, $2)",
        "insert into favorite_lists (id, user_id, name, created_at) values (gen_random_uuid(), $1, $2, now())",
        "insert into favorites (id, user_id, person_id, list_id, created_at)
             select gen_random_uuid(), $1, p.user_id, l.id, now()
             from user_profiles p, favorite_lists l where p.handle = 'teo' and l.name = $2",
    ];
    for row in rows {
        sqlx::query(row).bind(user.get()).bind(word).execute(&services.db).await.unwrap();
    }
    sqlx::query("insert into portfolio_items (file_id, user_id, position, alt) values ($1, $2, 1, $3)")
        .bind(picture.id.get())
        .bind(user.get())
        .bind(word)
        .execute(&services.db)
        .await
        .unwrap();
    let input = domain::documents::DocumentInput { kind: "dni".into(), number: dni.into() };
    let document = domain::documents::IdentityDocument::parse(&input).unwrap();
    documents::put(services, viewer, &origin(), &document).await.unwrap();
}

/// The files of an archive by name.
async fn unpack(services: &Services, viewer: &Viewer) -> BTreeMap<String, Vec<u8>> {
    let export = find_export(services, viewer).await.unwrap().unwrap();
    let file = open_export(services, &origin(), viewer, export.id).await.unwrap();
    assert_eq!(export.bytes, Some(file.bytes.cast_signed()));
    let pieces: Vec<bytes::Bytes> = file.into_stream().try_collect().await.unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(pieces.concat())).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().into_owned(), bytes);
    }
    files
}

/// As if the viewer had just given their password again.
async fn be_fresh(services: &Services, viewer: &Viewer) {
    sqlx::query("update user_sessions set authenticated_at = $2 where id = $1")
        .bind(viewer.session_id.get())
        .bind(services.clock.now())
        .execute(&services.db)
        .await
        .unwrap();
}

async fn count(services: &Services, query: &'static str) -> i64 {
    sqlx::query_scalar(query).fetch_one(&services.db).await.unwrap()
}

#[sqlx::test(migrations = "../migrations")]
async fn an_archive_holds_everything_of_its_owner_no_secret_and_nothing_of_others(db: PgPool) {
    let services = prepared(db).await;
    let (ana, eva) = (person(&services, "ana").await, person(&services, "eva").await);
    person(&services, "teo").await;
    fill(&services, &ana, "palabradeana").await;
    fill(&services, &eva, "palabradeeva").await;
    keep(&services, &ana, "palabradeana", "20.111.222").await;
    keep(&services, &eva, "palabradeeva", "20.333.444").await;
    sqlx::query("update users set password_hash = 'secretohash'").execute(&services.db).await.unwrap();
    let asked = request_export(&services, &origin(), &ana).await.unwrap();
    assert_eq!((asked.status, asked.url), (ExportStatus::Pending, None));
    assert!(make_next_export(&services).await.unwrap());
    assert!(!make_next_export(&services).await.unwrap());

    let files = unpack(&services, &ana).await;
    let json = |name: &str| serde_json::from_slice::<Value>(&files[name]).unwrap();
    assert_eq!(json("account.json")[0]["email"], "ana@example.com");
    assert_eq!(json("profile.json")[0]["bio"], "palabradeana");
    assert_eq!(json("gigs.json")[0]["packages"][0]["price"], 2_500_000);
    assert_eq!(json("activity.json")[1]["action"], "export_requested");
    assert_eq!(json("files.json").as_array().unwrap().len(), 2);
    assert_eq!(json("contracts.json"), serde_json::json!([]));
    assert_eq!(json("profile.json")[0]["skills"][0]["name"], "palabradeana");
    assert_eq!(json("portfolio.json")[0]["alt"], "palabradeana");
    assert_eq!(json("identity_document.json")[0]["document"], "dni:20111222");
    assert_eq!(json("favorite_lists.json")[0]["name"], "palabradeana");
    assert_eq!(json("favorites.json")[0]["person"], "teo");
    for (table, name) in EXPORTED {
        assert!(files.contains_key(name), "{name} for {table}");
    }
    let cover = files.iter().find(|(name, _)| name.starts_with("files/")).expect("the cover");
    assert!(cover.0.ends_with("-palabradeana.png") && cover.1.starts_with(b"RIFF"), "{}", cover.0);
    for (name, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        for foreign in ["palabradeeva", "eva@example.com", "secretohash", "storage_key"] {
            assert!(!text.contains(foreign), "{name} has {foreign}");
        }
    }
    let told =
        notifications::list(&services, &ana, false, None, domain::paging::Limit::DEFAULT).await.unwrap();
    assert_eq!(told.items[0].kind.name(), "export_ready");
}

#[sqlx::test(migrations = "../migrations")]
async fn an_archive_asked_for_twenty_times_at_once_is_made_once(db: PgPool) {
    let services = prepared(db).await;
    let ana = person(&services, "ana").await;
    let (services, ana) = (&services, &ana);
    let asked =
        join_all((0..20).map(|_| async { request_export(services, &origin(), ana).await.unwrap().id }));
    let asked = asked.await;
    assert!(asked.iter().all(|id| *id == asked[0]), "{asked:?}");
    let made = join_all((0..5).map(|_| async { make_next_export(services).await.unwrap() })).await;
    assert_eq!(made.into_iter().filter(|is_made| *is_made).count(), 1, "by one worker");
    let again = request_export(services, &origin(), ana).await.unwrap();
    assert_eq!(
        (again.id, again.status),
        (asked[0], ExportStatus::Ready),
        "a minute later it would hold the same"
    );
    assert_eq!(count(services, "select count(*) from data_exports").await, 1);
    assert_eq!(count(services, "select count(*) from notifications where kind = 'export_ready'").await, 1);
    assert_eq!(count(services, "select count(*) from audit_log where action = 'export_requested'").await, 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn somebody_elses_archive_and_one_whose_week_is_over_do_not_exist(db: PgPool) {
    let services = prepared(db).await;
    let (ana, eva) = (person(&services, "ana").await, person(&services, "eva").await);
    let open = async |viewer: &Viewer, id| {
        be_fresh(&services, viewer).await;
        match open_export(&services, &origin(), viewer, id).await {
            Ok(_) => true,
            Err(Error::NotFound) => false,
            Err(other) => panic!("{other:?}"),
        }
    };
    let first = request_export(&services, &origin(), &ana).await.unwrap().id;
    assert!(!open(&ana, first).await, "not ready");
    make_next_export(&services).await.unwrap();
    assert!(open(&ana, first).await && !open(&eva, first).await);
    assert!(find_export(&services, &eva).await.unwrap().is_none());

    services.clock.advance(Duration::hours(2));
    be_fresh(&services, &ana).await;
    let second = request_export(&services, &origin(), &ana).await.unwrap().id;
    assert_ne!(first, second);
    make_next_export(&services).await.unwrap();
    assert_eq!(sweep_exports(&services).await.unwrap(), 1, "the newer one replaces the older");
    assert!(!open(&ana, first).await && open(&ana, second).await);

    services.clock.advance(Duration::days(7));
    assert!(!open(&ana, second).await, "expired, though not yet swept");
    assert!(find_export(&services, &ana).await.unwrap().is_none());
    assert_eq!(sweep_exports(&services).await.unwrap(), 1);
    let location = super::export::location(second.get());
    let gone = files::open(&services, location, String::new(), String::new()).await;
    assert!(matches!(gone, Err(Error::NotFound)));
}

#[sqlx::test(migrations = "../migrations")]
async fn an_archive_that_can_not_be_stored_is_tried_a_few_times_and_can_be_asked_for_again(db: PgPool) {
    let mut services = prepared(db).await;
    let ana = person(&services, "ana").await;
    rustls::crypto::ring::default_provider().install_default().ok();
    let nowhere = Bucket {
        name: "b".into(),
        region: "r".into(),
        endpoint: "http://127.0.0.1:1".into(),
        access_key_id: "a".into(),
        secret_access_key: Secret::new("s"),
    };
    let folder = services.files.clone();
    services.files = Files::new(&Settings { bucket: Some(nowhere), ..testing::settings() }).unwrap();
    let asked = request_export(&services, &origin(), &ana).await.unwrap();
    let mut attempts = 0;
    while make_next_export(&services).await.unwrap() {
        attempts += 1;
        assert!(!make_next_export(&services).await.unwrap(), "it waits before the next attempt");
        services.clock.advance(Duration::minutes(10));
    }
    assert_eq!(attempts, 5);
    assert_eq!(find_export(&services, &ana).await.unwrap().unwrap().status, ExportStatus::Failed);
    services.files = folder;
    be_fresh(&services, &ana).await;
    let again = request_export(&services, &origin(), &ana).await.unwrap();
    assert_ne!(again.id, asked.id);
    make_next_export(&services).await.unwrap();
    assert_eq!(find_export(&services, &ana).await.unwrap().unwrap().status, ExportStatus::Ready);
}

/// Every text of every table that contains a word, as `table: row`.
async fn traces(services: &Services, word: &str) -> Vec<String> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select table_name::text from information_schema.tables
         where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'search_words'",
    )
    .fetch_all(&services.db)
    .await
    .unwrap();
    let mut traces = Vec::new();
    for table in tables {
        let query =
            format!("select to_jsonb(t)::text from {table} t where to_jsonb(t)::text ilike '%' || $1 || '%'");
        let rows: Vec<String> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(query)).bind(word).fetch_all(&services.db).await.unwrap();
        traces.extend(rows.into_iter().map(|row| format!("{table}: {row}")));
    }
    traces
}

#[sqlx::test(migrations = "../migrations")]
async fn thirty_days_after_asking_nothing_personal_is_left(db: PgPool) {
    let services = prepared(db).await;
    let ana = person(&services, "anapersonal").await;
    fill(&services, &ana, "palabrapersonal").await;
    request_export(&services, &origin(), &ana).await.unwrap();
    make_next_export(&services).await.unwrap();
    let before = traces(&services, "personal").await;
    assert!(before.len() >= 4, "{before:?}");

    let due = request_deletion(&services, &origin(), &ana).await.unwrap();
    let left = due - services.clock.now();
    assert!(left > Duration::days(30) - Duration::minutes(1) && left <= Duration::days(30), "{left}");
    assert_eq!(
        gigs::list_of_seller(&services, "anapersonal", domain::paging::Limit::DEFAULT).await.unwrap().len(),
        0
    );
    assert_eq!(count(&services, "select count(*) from user_sessions where revoked_at is null").await, 0);
    services.clock.advance(Duration::days(29));
    assert_eq!(delete_due(&services).await.unwrap(), 0);
    services.clock.advance(Duration::days(1));
    assert_eq!(delete_due(&services).await.unwrap(), 1);
    assert_eq!(delete_due(&services).await.unwrap(), 0);
    assert_eq!(files::sweep_orphans(&services).await.unwrap(), 1);

    let left = traces(&services, "personal").await;
    assert!(left.is_empty(), "{left:#?}");
    assert_eq!(
        sqlx::query_scalar::<_, String>("select name from user_profiles")
            .fetch_one(&services.db)
            .await
            .unwrap(),
        "Cuenta eliminada"
    );
    for table in ["user_sessions", "notifications", "data_exports", "user_preferences", "files"] {
        let query = format!("select count(*) from {table}");
        let rows: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_one(&services.db).await.unwrap();
        assert_eq!(rows, 0, "{table}");
    }
    let stored = services.settings.files_dir.join("exports");
    assert!(std::fs::read_dir(stored).is_ok());
}

#[sqlx::test(migrations = "../migrations")]
async fn signing_in_within_the_grace_period_brings_everything_back(db: PgPool) {
    let services = prepared(db).await;
    let email = format!("{}@example.com", uuid::Uuid::now_v7());
    let registration = domain::auth::Registration::parse(&email, "mate y bizcochitos", "Ana Gómez").unwrap();
    let ana = auth::register(&services, &origin(), domain::locale::Locale::EsAr, registration)
        .await
        .unwrap()
        .viewer;
    fill(&services, &ana, "palabra").await;
    // Paused by herself: that stays so.
    let own = count(&services, "select count(*) from gigs where status = 'published'").await;
    request_deletion(&services, &origin(), &ana).await.unwrap();
    assert_eq!(count(&services, "select count(*) from gigs where status = 'published'").await, 0);
    services.clock.advance(Duration::days(29));
    let attempt = domain::auth::SignIn::parse(&email, "mate y bizcochitos").unwrap();
    auth::sign_in(&services, &origin(), attempt).await.unwrap();
    assert_eq!(count(&services, "select count(*) from gigs where status = 'published'").await, own);
    services.clock.advance(Duration::days(30));
    assert_eq!(delete_due(&services).await.unwrap(), 0);
    let told =
        notifications::list(&services, &ana, false, None, domain::paging::Limit::DEFAULT).await.unwrap();
    assert_eq!(told.items[0].kind.name(), "account_kept");
}

/// Tables about people that stay when somebody leaves, each looked at: who adds one decides here whether it names its person.
const KEPT: [&str; 7] =
    ["contract_events", "contracts", "files", "gigs", "idempotency_keys", "payout_accounts", "reviews"];

#[sqlx::test(migrations = "../migrations")]
async fn every_table_about_people_goes_with_them_or_is_known_to_stay(db: PgPool) {
    let kept: Vec<String> = sqlx::query_scalar(
        "select distinct conrelid::regclass::text from pg_constraint
         where contype = 'f' and confrelid = 'users'::regclass and confdeltype <> 'c' order by 1",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    assert_eq!(kept, KEPT, "declare `on delete cascade`, or decide what erase() does with it");
}

/// Where each table about people stands in an archive: who adds one decides here.
const EXPORTED: [(&str, &str); 19] = [
    ("contract_events", "contracts.json"),
    ("contracts", "contracts.json"),
    ("data_exports", "activity.json"),
    ("favorite_lists", "favorite_lists.json"),
    ("favorites", "favorites.json"),
    ("files", "files.json"),
    ("gigs", "gigs.json"),
    ("handles", "account.json"),
    ("notifications", "notifications.json"),
    ("passkeys", "passkeys.json"),
    ("payout_accounts", "payout_accounts.json"),
    ("portfolio_items", "portfolio.json"),
    ("reviews", "reviews.json"),
    ("user_documents", "identity_document.json"),
    ("user_preferences", "preferences.json"),
    ("user_profiles", "profile.json"),
    ("user_sessions", "sessions.json"),
    ("user_skills", "profile.json"),
    ("users", "account.json"),
];

/// Secrets, and what is under way for minutes or waits to be sent and stands elsewhere already.
const NOT_EXPORTED: [&str; 6] =
    ["challenges", "idempotency_keys", "mail_links", "notice_mails", "recovery_codes", "totp_secrets"];

#[sqlx::test(migrations = "../migrations")]
async fn every_table_about_people_is_in_the_archive_or_known_not_to_be(db: PgPool) {
    let tables: std::collections::BTreeSet<String> = sqlx::query_scalar(
        "select conrelid::regclass::text from pg_constraint where contype = 'f' and confrelid = 'users'::regclass",
    )
    .fetch_all(&db)
    .await
    .unwrap()
    .into_iter()
    .collect();
    let known =
        EXPORTED.map(|(table, _)| table).into_iter().chain(NOT_EXPORTED).filter(|table| *table != "users");
    assert_eq!(tables, known.map(str::to_owned).collect(), "add it to sections.rs, or say why not");
}
