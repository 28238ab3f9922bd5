//! Profiles and portfolios as browsers and the API write them, and what is seen of whom: handles, races, strangers.

use http::{Method, StatusCode, header};
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{
    people::{Person, fields},
    support::{Browser, TestApp},
    uploads::WIDE,
};

/// A picture of one white pixel.
pub const PNG: &[u8] =
    b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\
      \x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\x0d\x49\x44\x41\x54\x78\xda\x63\
      \xe0\x8e\xe9\xff\x0f\x00\x03\x62\x01\xf6\xaf\x14\x0a\x6c\x00\x00\x00\x00\x49\x45\x4e\x44\
      \xae\x42\x60\x82";
/// Claims 50,000 × 50,000 pixels in a few bytes, and has none.
const BOMB: &[u8] = b"GIF89a\x50\xc3\x50\xc3\x80\x00\x00\xff\xff\xff\x00\x00\x00;";

/// Markup that runs somewhere unless it is made harmless.
const ATTACKS: [&str; 9] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    "<math><mtext><style><img src onerror=alert(1)></style></mtext></math>",
];

/// A browser in which somebody new has signed in, and their handle.
async fn signed_in<'a>(app: &'a TestApp, name: &str) -> (Browser<'a>, String) {
    let mut browser = app.browser();
    let email = format!("{}@example.com", Uuid::now_v7());
    let fields = [("name", name), ("email", &*email), ("password", "mate y bizcochitos")];
    let answer = browser.post("/registro", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let handle = sqlx::query_scalar(
        "select handle from user_profiles p join users u on u.id = p.user_id where u.email = $1",
    );
    let handle: String = handle.bind(email).fetch_one(&app.services.db).await.expect("a profile");
    (browser, handle)
}

/// The ids of a portfolio as its page lists them.
fn ids_on(page: &str) -> Vec<String> {
    let fields = page.split("name=\"ids\" value=\"").skip(1);
    fields.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect()
}

async fn upload(app: &TestApp, person: &Person, purpose: &str) -> Value {
    let owner = sqlx::query_scalar("select user_id from user_profiles where handle = $1");
    let owner: Uuid = owner.bind(&person.handle).fetch_one(&app.services.db).await.expect("a person");
    let purpose = domain::files::PicturePurpose::from_name(purpose).expect("a purpose");
    let stored =
        services::files::store_picture(&app.services, owner.into(), purpose, "obra.png", PNG.to_vec()).await;
    serde_json::to_value(stored.expect("a picture")).expect("JSON")
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn of_thirty_people_who_take_one_handle_at_once_one_gets_it(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let mut people = Vec::new();
    for number in 0..30 {
        people.push(app.person(&format!("Persona Número {number}")).await);
    }
    let claims = people.iter().map(|person| {
        person.patch(&app, "/api/v1/me/profile", json!({ "handle": "el-mejor", "title": "Primera" }))
    });
    let answers = futures_util::future::join_all(claims).await;
    let won = answers.iter().filter(|answer| answer.status == StatusCode::OK).count();
    assert_eq!(won, 1);
    for lost in answers.iter().filter(|answer| answer.status != StatusCode::OK) {
        assert_eq!(lost.json()["errors"][0]["code"], "handle_taken", "{}", lost.text);
    }
    let titles: i64 = sqlx::query_scalar("select count(*) from user_profiles where title = 'Primera'")
        .fetch_one(&app.services.db)
        .await
        .unwrap();
    assert_eq!(titles, 1, "what came with a refused handle was not kept");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_former_handle_leads_to_the_new_one_and_stays_out_of_reach(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (ana, eva) = (app.person("Ana Gómez").await, app.person("Eva Paz").await);
    let change = |handle: &'static str| ana.patch(&app, "/api/v1/me/profile", json!({ "handle": handle }));
    assert_eq!(change("Ana-Dibuja").await.json()["handle"], "ana-dibuja");
    for (old, new) in [
        (format!("/u/{}", ana.handle), "/u/ana-dibuja"),
        (format!("/u/{}?lang=en", ana.handle), "/u/ana-dibuja?lang=en"),
        (format!("/api/v1/users/{}", ana.handle), "/api/v1/users/ana-dibuja"),
        (format!("/api/v1/users/{}/reviews", ana.handle), "/api/v1/users/ana-dibuja/reviews"),
    ] {
        let answer = app.get(&old).await;
        assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{old}");
        assert_eq!(answer.headers[header::LOCATION], new);
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-cache");
        assert_eq!(app.get(new).await.status, StatusCode::OK, "{new}");
    }
    let taken = eva.patch(&app, "/api/v1/me/profile", json!({ "handle": ana.handle })).await;
    assert_eq!((taken.status, fields(&taken)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["handle".to_owned()]));
    let namesake = app.person("Ana Gómez").await;
    assert!(namesake.handle != ana.handle && namesake.handle.starts_with(&ana.handle));

    // Back to one's own is free; collecting more is not.
    let back = ana.patch(&app, "/api/v1/me/profile", json!({ "handle": ana.handle })).await;
    assert_eq!(back.json()["handle"], ana.handle);
    assert_eq!(app.get("/u/ana-dibuja").await.headers[header::LOCATION], format!("/u/{}", ana.handle));
    assert_eq!(change("ana-dos").await.status, StatusCode::OK);
    assert_eq!(change("ana-tres").await.status, StatusCode::OK);
    assert_eq!(change("ana-cuatro").await.json()["errors"][0]["code"], "handle_changed_often");
    for wrong in ["soporte", "a", "../admin", "ana paz"] {
        assert_eq!(change(wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn absent_keeps_null_clears_and_a_value_replaces(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    let picture = upload(&app, &ana, "avatar").await;
    let full = json!({
        "title": "Ilustradora", "bio": "Hola", "city": "Rosario", "country": "AR", "languages": ["es"],
        "skills": ["Procreate", { "name": "Rust", "level": "advanced" }], "links": ["https://obra.example/ana"],
        "hourly_rate": { "amount": 1_500_000, "currency": "ARS" }, "availability": "busy",
        "avatar_file_id": picture["id"]
    });
    let set = ana.patch(&app, "/api/v1/me/profile", full).await;
    assert_eq!(set.status, StatusCode::OK, "{}", set.text);
    let set = set.json();
    let skills = json!([{ "name": "Procreate", "level": null }, { "name": "Rust", "level": "advanced" }]);
    assert_eq!((&set["skills"], &set["avatar_url"]), (&skills, &picture["url"]));
    assert_eq!(ana.patch(&app, "/api/v1/me/profile", json!({})).await.json(), set);
    let cleared = json!({
        "title": null, "bio": null, "city": null, "country": null, "languages": null, "skills": null,
        "links": null, "hourly_rate": null, "availability": null, "avatar_file_id": null
    });
    let cleared = ana.patch(&app, "/api/v1/me/profile", cleared).await.json();
    for (field, empty) in [
        ("title", json!("")),
        ("skills", json!([])),
        ("links", json!([])),
        ("languages", json!([])),
        ("hourly_rate", Value::Null),
        ("avatar_url", Value::Null),
        ("availability", json!("available")),
        ("name", json!("Ana Gómez")),
    ] {
        assert_eq!(cleared[field], empty, "{field}");
    }
    let unnamed = ana.patch(&app, "/api/v1/me/profile", json!({ "name": null, "handle": null })).await;
    assert_eq!(fields(&unnamed), ["handle", "name"]);

    let gig = ana.published_gig(&app, "Ilustración de personajes").await;
    let path = format!("/api/v1/gigs/{}", gig["id"].as_str().unwrap());
    let cover = upload(&app, &ana, "gig_cover").await;
    let covered = ana.patch(&app, &path, json!({ "cover_file_id": cover["id"] })).await.json();
    assert_eq!(covered["cover_url"], cover["url"]);
    assert_eq!(ana.patch(&app, &path, json!({ "tags": null })).await.json()["cover_url"], cover["url"]);
    let bare = ana.patch(&app, &path, json!({ "cover_file_id": null })).await.json();
    assert_eq!((&bare["cover_url"], &bare["tags"]), (&Value::Null, &json!([])));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_portfolio_is_its_owners_alone_to_change(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (ana, eva) = (app.person("Ana Gómez").await, app.person("Eva Paz").await);
    let mut ids = Vec::new();
    for _ in 0..3 {
        let id = upload(&app, &ana, "portfolio").await["id"].clone();
        let body = json!({ "file_id": id, "title": "Mural", "alt": "Un mural azul" });
        let added = ana.post(&app, "/api/v1/me/portfolio", body).await;
        assert_eq!(added.status, StatusCode::CREATED, "{}", added.text);
        ids.push(id);
    }
    let order = |value: &Value| -> Vec<Value> {
        value.as_array().expect("items").iter().map(|item| item["id"].clone()).collect()
    };
    let body = json!({ "ids": [ids[2], ids[0]] });
    let ordered = ana.patch(&app, "/api/v1/me/portfolio", body).await.json();
    assert_eq!(order(&ordered["items"]), [ids[2].clone(), ids[0].clone(), ids[1].clone()]);
    let public = app.get(&format!("/api/v1/users/{}", ana.handle)).await.json();
    assert_eq!(public["portfolio"], ordered["items"]);
    assert_eq!(public["portfolio"][0]["alt"], "Un mural azul");

    let piece = format!("/api/v1/me/portfolio/{}", ids[0].as_str().unwrap());
    let foreign_cover = upload(&app, &ana, "gig_cover").await["id"].clone();
    let refused = [
        eva.patch(&app, &piece, json!({ "title": "Mío" })).await.status,
        eva.delete(&app, &piece).await.status,
        eva.patch(&app, "/api/v1/me/portfolio", json!({ "ids": [ids[0]] })).await.status,
        eva.post(&app, "/api/v1/me/portfolio", json!({ "file_id": ids[0] })).await.status,
        ana.post(&app, "/api/v1/me/portfolio", json!({ "file_id": ids[0] })).await.status,
        ana.post(&app, "/api/v1/me/portfolio", json!({ "file_id": foreign_cover })).await.status,
        ana.post(&app, "/api/v1/me/portfolio", json!({ "file_id": Uuid::nil() })).await.status,
        app.json(Method::DELETE, &piece, None, &Value::Null).await.status,
    ];
    let (missing, invalid) = (StatusCode::NOT_FOUND, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused[..4], [missing, missing, invalid, invalid]);
    assert_eq!(refused[4..], [invalid, invalid, invalid, StatusCode::UNAUTHORIZED]);
    assert_eq!(ana.get(&app, "/api/v1/me/portfolio").await.json(), ordered, "nothing of it changed a thing");

    let renamed = ana.patch(&app, &piece, json!({ "title": "Mural grande" })).await.json();
    assert_eq!(
        (&renamed["items"][1]["title"], &renamed["items"][1]["alt"]),
        (&json!("Mural grande"), &json!("Un mural azul"))
    );
    assert_eq!(ana.patch(&app, &piece, json!({ "alt": null })).await.json()["items"][1]["alt"], "");
    assert_eq!(ana.delete(&app, &piece).await.status, StatusCode::NO_CONTENT);
    assert_eq!(ana.delete(&app, &piece).await.status, StatusCode::NOT_FOUND);
    app.services.clock.advance(chrono::Duration::hours(25));
    // The piece that was taken out, and the cover that nothing used.
    assert_eq!(services::files::sweep_orphans(&app.services).await.unwrap(), 2);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_portfolio_is_filled_and_arranged_by_plain_forms(pool: PgPool) {
    const PAGE: &str = "/panel/perfil/portafolio";
    let app = TestApp::new(pool).await;
    let (mut ana, handle) = signed_in(&app, "Ana Gómez").await;
    let files = [("files", "uno.png", PNG), ("files", "dos.png", PNG)];
    let sent = ana.post_files(PAGE, &[("arrange", "add")], &files).await;
    assert_eq!(
        (sent.status, &sent.headers[header::LOCATION]),
        (StatusCode::SEE_OTHER, &PAGE.parse().unwrap())
    );
    let ids = ids_on(&ana.get(PAGE).await.text);
    assert_eq!(ids.len(), 2);
    let (title, later) = (format!("title.{}", ids[0]), format!("later:{}", ids[0]));
    let typed = [("ids", &*ids[0]), ("ids", &*ids[1]), (&*title, "Afiche"), ("arrange", &*later)];
    ana.post_files(PAGE, &typed, &[]).await;
    let page = ana.get(PAGE).await.text;
    assert_eq!(ids_on(&page), [ids[1].clone(), ids[0].clone()]);
    assert!(page.contains("value=\"Afiche\""), "what was typed is kept whatever button is pressed");

    for (name, bytes, text) in [
        ("foto.png", &b"<svg onload=alert(1)>"[..], "No aceptamos este tipo"),
        ("foto.png", &PNG[..40], "No pudimos leer"),
        ("foto.gif", BOMB, "No pudimos leer"),
    ] {
        let refused =
            ana.post_files(PAGE, &[("ids", &*ids[0]), (&*title, "Otro")], &[("files", name, bytes)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(text) && refused.text.contains("value=\"Otro\""), "{text}");
    }
    let (mut eva, _) = signed_in(&app, "Eva Paz").await;
    let theft = eva.post_files(PAGE, &[("ids", &*ids[0]), (&*title, "Robado")], &[]).await;
    assert_eq!(theft.status, StatusCode::UNPROCESSABLE_ENTITY);
    let public = app.get(&format!("/u/{handle}")).await.text;
    assert!(public.contains("Afiche") && !public.contains("Robado"));
    let remove = format!("remove:{}", ids[0]);
    ana.post_files(PAGE, &[("ids", &*ids[0]), ("arrange", &*remove)], &[]).await;
    assert_eq!(ids_on(&ana.get(PAGE).await.text), [ids[1].clone()]);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_gigs_gallery_is_arranged_by_buttons_and_saved_with_the_rest(pool: PgPool) {
    const NEW: &str = "/panel/gigs/nuevo";
    let app = TestApp::new(pool).await;
    let (mut ana, _) = signed_in(&app, "Ana Gómez").await;
    let shown = |page: &str| -> Vec<String> {
        let fields = page.split("name=\"gallery_file_ids\" value=\"").skip(1);
        fields.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect()
    };
    let words = [("title", "Ilustración de personajes"), ("category", "ilustracion")];
    let files = [("gallery", "1.png", PNG), ("gallery", "2.png", PNG), ("cover", "tapa.png", PNG)];
    let page = ana.post_files(NEW, &[&words[..], &[("arrange", "add")]].concat(), &files).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("value=\"Ilustración de personajes\""), "nothing typed is lost");
    let ids = shown(&page.text);
    assert_eq!(ids.len(), 2);
    let gigs: i64 =
        sqlx::query_scalar("select count(*) from gigs").fetch_one(&app.services.db).await.unwrap();
    assert_eq!(gigs, 0, "a button that arranges stores no gig");

    let earlier = format!("earlier:{}", ids[1]);
    let kept = [("gallery_file_ids", &*ids[0]), ("gallery_file_ids", &*ids[1])];
    let page = ana.post_files(NEW, &[&kept[..], &[("arrange", &*earlier)]].concat(), &[]).await;
    assert_eq!(shown(&page.text), [ids[1].clone(), ids[0].clone()]);
    let too_many = ana.post_files(NEW, &[&words[..], &kept].concat(), &[("gallery", "x.png", PNG); 7]).await;
    assert_eq!(too_many.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(shown(&too_many.text).len(), 8);

    let kept = [("gallery_file_ids", &*ids[1]), ("gallery_file_ids", &*ids[0])];
    let saved = ana.post_files(NEW, &[&words[..], &kept, &[("then", "save")]].concat(), &[]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let stored: Vec<Uuid> =
        sqlx::query_scalar("select gallery_file_ids from gigs").fetch_one(&app.services.db).await.unwrap();
    assert_eq!(stored.iter().map(Uuid::to_string).collect::<Vec<_>>(), [ids[1].clone(), ids[0].clone()]);

    let large = vec![0; 10 * 1024 * 1024 + 1];
    let sent = [("gallery", "grande.png", &*large), ("gallery", "1.png", PNG)];
    let mixed = ana.post_files(NEW, &[&words[..], &[("arrange", "add")]].concat(), &sent).await;
    assert_eq!(mixed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(mixed.text.contains("como máximo 10 MB"), "{}", mixed.text);
    assert!(mixed.text.contains("value=\"Ilustración de personajes\""), "nothing typed is lost");
    assert_eq!(shown(&mixed.text).len(), 1, "the picture that is good is kept");

    let (mut eva, _) = signed_in(&app, "Eva Paz").await;
    let stolen = eva.post_files(NEW, &[&words[..], &kept, &[("then", "save")]].concat(), &[]).await;
    assert_eq!(stolen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(shown(&stolen.text).is_empty(), "a foreign picture is not even shown");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_new_gigs_form_sent_twice_makes_one_gig_and_with_other_words_another(pool: PgPool) {
    const NEW: &str = "/panel/gigs/nuevo";
    let app = TestApp::new(pool).await;
    let (mut ana, _) = signed_in(&app, "Ana Gómez").await;
    let shown = ana.get(NEW).await.text;
    let key =
        shown.split("name=\"key\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a key");
    let form = |title: &'static str, button: &'static str| {
        [("key", key), ("title", title), ("category", "ilustracion"), ("then", button)]
    };
    let (first, second) = ("Ilustración de personajes", "Ilustración de tapas");
    let files = [("cover", "tapa.png", PNG)];
    let titles = async || -> Vec<String> {
        sqlx::query_scalar("select title from gigs order by created_at")
            .fetch_all(&app.services.db)
            .await
            .unwrap()
    };

    let refused = ana.post_files(NEW, &form(first, "publish"), &files).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a draft that lacks a description");
    assert!(refused.text.contains("action=\"/panel/gigs/"), "whose own page goes on with it");
    for button in ["publish", "save"] {
        ana.post_files(NEW, &form(first, button), &files).await;
    }
    assert_eq!(titles().await, [first]);
    let saved = ana.post_files(NEW, &form(second, "save"), &files).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    assert_eq!(titles().await, [first, second]);
    let other_key = [("key", "a-key-of-another-showing"), ("title", second), ("category", "ilustracion")];
    ana.post_files(NEW, &other_key, &files).await;
    assert_eq!(titles().await, [first, second, second], "two gigs may be alike");

    let (mut eva, _) = signed_in(&app, "Eva Paz").await;
    eva.post_files(NEW, &form(first, "save"), &files).await;
    assert_eq!(titles().await.len(), 4, "a key is its person's own");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn what_people_write_of_themselves_never_runs(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    let (mut browser, handle) = signed_in(&app, "Eva Paz").await;
    let piece = upload(&app, &ana, "portfolio").await["id"].clone();
    ana.post(&app, "/api/v1/me/portfolio", json!({ "file_id": piece })).await;
    for attack in ATTACKS {
        let short: String = attack.chars().take(30).collect();
        let body = json!({ "title": attack, "bio": attack, "city": short, "skills": [{ "name": short }] });
        let changed = ana.patch(&app, "/api/v1/me/profile", body).await;
        assert_eq!(changed.status, StatusCode::OK, "{}", changed.text);
        let path = format!("/api/v1/me/portfolio/{}", piece.as_str().unwrap());
        assert_eq!(
            ana.patch(&app, &path, json!({ "title": attack, "alt": attack })).await.status,
            StatusCode::OK
        );
        let link = ana.patch(&app, "/api/v1/me/profile", json!({ "links": [attack] })).await;
        assert_eq!(link.status, StatusCode::UNPROCESSABLE_ENTITY);
        let public = app.get(&format!("/u/{}", ana.handle)).await.text;
        let fields = [("name", "Eva Paz"), ("handle", &*handle), ("title", attack), ("bio", attack)];
        assert_eq!(browser.post("/panel/perfil", &fields).await.status, StatusCode::SEE_OTHER);
        let editor = browser.get("/panel/perfil").await.text;
        for page in [public, editor] {
            for bad in ["<script>alert", "<img src=x", "<img src onerror", "<svg/onload", "<math"] {
                assert!(!page.contains(bad), "{attack}: {bad}");
            }
            for tag in page.split('<').filter_map(|rest| rest.strip_prefix("a ")?.split('>').next()) {
                let tag = tag.to_lowercase();
                assert!(!tag.contains("javascript:") && !tag.contains("data:"), "{attack}: {tag}");
            }
        }
    }
    let linked = json!({ "links": ["https://obra.example/ana"] });
    ana.patch(&app, "/api/v1/me/profile", linked).await;
    let page = app.get(&format!("/u/{}", ana.handle)).await.text;
    let link = page.split("<a ").find(|tag| tag.contains("https://obra.example/ana")).expect("a link");
    assert!(link.contains("rel=\"nofollow ugc noopener\""), "{link}");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn who_is_suspended_is_neither_listed_nor_shown_and_comes_back_whole(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (ana, eva) = (app.person("Ana Gómez").await, app.person("Eva Paz").await);
    let gig = ana.published_gig(&app, "Ilustración de personajes").await;
    let (id, slug) = (gig["id"].as_str().unwrap(), gig["slug"].as_str().unwrap());
    ana.patch(&app, "/api/v1/me/profile", json!({ "handle": "ana-dibuja" })).await;
    let paths = [
        "/u/ana-dibuja".to_owned(),
        format!("/u/{}", ana.handle),
        "/api/v1/users/ana-dibuja".to_owned(),
        "/api/v1/users/ana-dibuja/reviews".to_owned(),
        format!("/gigs/{slug}"),
        format!("/api/v1/gigs/{id}"),
        format!("/api/v1/gigs/{slug}"),
    ];
    let suspend = async |value: &str| {
        let sql = format!(
            "update users set suspended_at = {value} where id = (select user_id from user_profiles where handle = 'ana-dibuja')"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&app.services.db).await.unwrap();
        app.services.gigs.forget();
    };
    let listed = async || app.get("/api/v1/gigs").await.json()["items"].as_array().unwrap().len();
    assert_eq!(listed().await, 1);
    suspend("now()").await;
    for path in &paths {
        assert_eq!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(eva.get(&app, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(listed().await, 0);
    for page in ["/", "/buscar", "/buscar?q=ilustracion", "/c/ilustracion"] {
        assert!(!app.get(page).await.text.contains(slug), "{page}");
    }
    let order = json!({ "gig_id": id, "package": "basic" });
    let answer = eva.post(&app, "/api/v1/contracts", order).await;
    assert!(answer.status.is_client_error(), "{}", answer.text);
    suspend("null").await;
    assert_eq!(listed().await, 1);
    for path in &paths {
        assert_ne!(app.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_frame_of_an_avatar_goes_with_the_form_and_the_plain_choice_does_without(pool: PgPool) {
    const PAGE: &str = "/panel/perfil";
    let app = TestApp::new(pool).await;
    let (mut ana, handle) = signed_in(&app, "Ana Gómez").await;
    let words = [("name", "Ana Gómez"), ("handle", &*handle), ("availability", "available")];
    let side = async || -> i32 {
        let sql =
            "select f.width from user_profiles p join files f on f.id = p.avatar_file_id where p.handle = $1";
        sqlx::query_scalar(sql).bind(&handle).fetch_one(&app.services.db).await.expect("an avatar")
    };
    let avatar = [("avatar", "yo.png", WIDE)];
    let plain = ana.post_files(PAGE, &[&words[..], &[("focus", "0")]].concat(), &avatar).await;
    assert_eq!((plain.status, side().await), (StatusCode::SEE_OTHER, 20), "{}", plain.text);
    let frame = [("focus", "50"), ("crop_x", "1000"), ("crop_y", "500"), ("crop_size", "400")];
    let framed = ana.post_files(PAGE, &[&words[..], &frame].concat(), &avatar).await;
    assert_eq!((framed.status, side().await), (StatusCode::SEE_OTHER, 8), "{}", framed.text);
    let forged = ana.post_files(PAGE, &[&words[..], &[("crop_size", "9")]].concat(), &avatar).await;
    assert_eq!((forged.status, side().await), (StatusCode::UNPROCESSABLE_ENTITY, 8));
    assert!(forged.text.contains("id=\"avatar-error\""), "told at the field");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn languages_have_levels_that_go_with_them(pool: PgPool) {
    const PROFILE: &str = "/api/v1/me/profile";
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    let levels = async |body: Value| {
        let answer = ana.patch(&app, PROFILE, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json()["language_levels"].clone()
    };
    let two = json!({ "languages": ["es", "en"], "language_levels": { "es": "native", "en": "fluent", "de": "basic" } });
    assert_eq!(levels(two).await, json!({ "es": "native", "en": "fluent" }), "German is not spoken");
    assert_eq!(levels(json!({ "title": "Ilustradora" })).await, json!({ "es": "native", "en": "fluent" }));
    let page = app.get(&format!("/u/{}", ana.handle)).await.text;
    assert!(page.contains("Español (nativo), Inglés (fluido)"), "{page}");
    assert_eq!(levels(json!({ "languages": ["en"] })).await, json!({ "en": "fluent" }));
    assert_eq!(levels(json!({ "languages": ["es", "en"] })).await, json!({ "en": "fluent" }), "gone is gone");
    assert_eq!(levels(json!({ "language_levels": null })).await, json!({}));
    let own = ana.get(&app, PROFILE).await.json();
    assert_eq!(ana.patch(&app, PROFILE, own.clone()).await.json(), own, "an answer is a body");
    let wrong = ana.patch(&app, PROFILE, json!({ "language_levels": { "es": "perfect" } })).await;
    assert_eq!(
        (wrong.status, fields(&wrong)),
        (StatusCode::UNPROCESSABLE_ENTITY, vec!["language_levels".to_owned()])
    );

    let (mut eva, handle) = signed_in(&app, "Eva Paz").await;
    let words = [("name", "Eva Paz"), ("handle", &*handle), ("availability", "available")];
    let spoken = [("language.pt", "conversational"), ("language.it", "spoken"), ("language.es", "")];
    let saved = eva.post_files("/panel/perfil", &[&words[..], &spoken].concat(), &[]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let public = app.get(&format!("/api/v1/users/{handle}")).await.json();
    assert_eq!(
        (&public["languages"], &public["language_levels"]),
        (&json!(["pt", "it"]), &json!({ "pt": "conversational" }))
    );
    let form = eva.get("/panel/perfil").await.text;
    assert_eq!(form.matches("value=\"conversational\" selected").count(), 1, "as it was chosen");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_profile_says_that_a_document_was_given_and_not_that_somebody_looked_at_it(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    let (public, page) = (format!("/api/v1/users/{}", ana.handle), format!("/u/{}", ana.handle));
    let declared = async || app.get(&public).await.json()["document_declared"].clone();
    assert_eq!(declared().await, json!(false));
    assert!(!app.get(&page).await.text.contains("Documento declarado"));
    let document = json!({ "kind": "dni", "number": "12345678" });
    app.json(Method::PUT, "/api/v1/me/document", Some(&ana.token), &document).await;
    assert_eq!(declared().await, json!(true));
    let text = app.get(&page).await.text;
    assert!(text.contains("Documento declarado") && text.contains("No comprobamos que sea suyo"), "{text}");
    assert!(
        !text.contains("verificada") && !text.contains("5678"),
        "no more than that is known, no more is told"
    );
    ana.patch(&app, "/api/v1/me/profile", json!({ "document_declared": false })).await;
    assert_eq!(declared().await, json!(true), "not theirs to set");
    ana.delete(&app, "/api/v1/me/document").await;
    assert_eq!(declared().await, json!(false));
}
