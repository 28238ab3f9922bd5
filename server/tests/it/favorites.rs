//! Favourites over REST and as hearts: nobody, somebody else's id, wrong input, success.

use http::{Method, StatusCode};
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{people::fields, preferences::browser_of, support::TestApp};

const PATH: &str = "/api/v1/me/favorites";
const LISTS: &str = "/api/v1/me/favorite-lists";

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn favourites_ask_for_a_person(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let id = Uuid::now_v7();
    for (method, path) in [
        (Method::GET, PATH.to_owned()),
        (Method::POST, PATH.to_owned()),
        (Method::PATCH, format!("{PATH}/{id}")),
        (Method::DELETE, format!("{PATH}/{id}")),
        (Method::GET, LISTS.to_owned()),
        (Method::POST, LISTS.to_owned()),
        (Method::PATCH, format!("{LISTS}/{id}")),
        (Method::DELETE, format!("{LISTS}/{id}")),
    ] {
        let answer = app.json(method.clone(), &path, None, &json!({})).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}");
    }
    let page = app.get("/panel/favoritos").await;
    assert!(
        page.status.is_redirection()
            && page.headers["location"].to_str().unwrap().starts_with("/ingresar?next=")
    );
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_gig_and_a_person_are_kept_moved_and_dropped_by_their_keeper_alone(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (ana, eva) = (app.person("Ana Gómez").await, app.person("Eva Luna").await);
    let gig = eva.published_gig(&app, "Ilustro tu cuento infantil").await;
    let kept = ana.post(&app, PATH, json!({ "gig_id": gig["id"] })).await;
    assert_eq!(kept.status, StatusCode::CREATED, "{}", kept.text);
    assert_eq!(kept.json()["gig"]["slug"], gig["slug"]);
    let again = ana.post(&app, PATH, json!({ "gig_id": gig["id"] })).await;
    assert_eq!((again.status, again.json()["id"].clone()), (StatusCode::OK, kept.json()["id"].clone()));
    let person = ana.post(&app, PATH, json!({ "handle": eva.handle })).await;
    assert_eq!(person.json()["person"]["handle"], eva.handle.as_str());
    assert!(!person.text.contains("example.com"), "no e-mail address in {}", person.text);

    let list = ana.post(&app, LISTS, json!({ "name": "Para el libro" })).await;
    assert_eq!(list.status, StatusCode::CREATED, "{}", list.text);
    let list = list.json()["id"].as_str().unwrap().to_owned();
    let favorite = format!("{PATH}/{}", kept.json()["id"].as_str().unwrap());
    assert_eq!(ana.patch(&app, &favorite, json!({ "list_id": list })).await.status, StatusCode::NO_CONTENT);
    let found = ana.get(&app, &format!("{PATH}?list={list}")).await.json();
    assert_eq!((found["items"].as_array().unwrap().len(), &found["items"][0]["id"]), (1, &kept.json()["id"]));
    assert_eq!(ana.get(&app, LISTS).await.json()["items"][0]["favorites"], 1);

    // Eva finds none of it, by whatever id.
    assert_eq!(eva.get(&app, PATH).await.json()["items"], json!([]));
    let theirs = format!("{LISTS}/{list}");
    for answer in [
        eva.get(&app, &format!("{PATH}?list={list}")).await,
        eva.patch(&app, &favorite, json!({ "list_id": null })).await,
        eva.delete(&app, &favorite).await,
        eva.patch(&app, &theirs, json!({ "name": "Mía" })).await,
        eva.patch(&app, &theirs, json!({ "name": "" })).await,
        eva.delete(&app, &theirs).await,
        eva.delete(&app, &format!("{PATH}/no-id")).await,
    ] {
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text);
    }
    let sneaked = eva.post(&app, PATH, json!({ "handle": ana.handle, "list_id": list })).await;
    assert_eq!(fields(&sneaked), ["list_id"]);

    assert_eq!(ana.delete(&app, &favorite).await.status, StatusCode::NO_CONTENT);
    assert_eq!(ana.delete(&app, &favorite).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ana.delete(&app, &theirs).await.status, StatusCode::NO_CONTENT);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn what_can_not_be_kept_is_said(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    for (body, field) in [
        (json!({}), "gig_id"),
        (json!({ "gig_id": Uuid::now_v7(), "handle": "eva" }), "handle"),
        (json!({ "gig_id": "x" }), "body"),
    ] {
        assert_eq!(fields(&ana.post(&app, PATH, body.clone()).await), [field], "{body}");
    }
    for body in [json!({ "gig_id": Uuid::now_v7() }), json!({ "handle": "nadie" })] {
        assert_eq!(ana.post(&app, PATH, body).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(fields(&ana.post(&app, LISTS, json!({ "name": " " })).await), ["name"]);
    assert_eq!(ana.get(&app, &format!("{PATH}?cursor=x")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_heart_works_without_script_says_what_holds_and_leads_back(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (ana, eva) = (app.person("Ana Gómez").await, app.person("Eva Luna").await);
    let gig = eva.published_gig(&app, "Ilustro tu cuento infantil").await;
    let (id, slug) = (gig["id"].as_str().unwrap(), gig["slug"].as_str().unwrap());
    let path = format!("/gigs/{slug}");
    let heart = |keep| [("gig_id", id), ("keep", keep), ("back", path.as_str())];

    let mut stranger = app.browser();
    assert!(stranger.get(&path).await.text.contains("action=\"/favoritos\""));
    let to_the_door = stranger.post("/favoritos", &heart("yes")).await;
    let door = to_the_door.headers["location"].to_str().unwrap();
    assert!(door.starts_with("/ingresar?next=%2Fgigs%2Filustro"), "{door}");
    assert!(
        !stranger.get("/buscar").await.text.contains("/favoritos"),
        "a stranger's list carries no hearts"
    );

    let mut browser = browser_of(&app, &ana);
    for _ in 0..2 {
        let pressed = browser.post("/favoritos", &heart("yes")).await;
        assert_eq!(
            (pressed.status, &pressed.headers["location"]),
            (StatusCode::SEE_OTHER, &path.parse().unwrap())
        );
    }
    assert_eq!(ana.get(&app, PATH).await.json()["items"].as_array().map(Vec::len), Some(1));
    assert!(browser.get(&path).await.text.contains("value=\"no\""), "the heart is full");
    assert!(browser.get("/buscar").await.text.contains("action=\"/favoritos\""));
    assert!(browser.get("/panel/favoritos").await.text.contains("Ilustro tu cuento infantil"));
    for _ in 0..2 {
        assert_eq!(browser.post("/favoritos", &heart("no")).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(ana.get(&app, PATH).await.json()["items"], json!([]));
    let away = browser.post("/favoritos", &[("gig_id", id), ("back", "https://evil.example")]).await;
    assert_eq!(away.headers["location"], "/panel/favoritos");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_profile_carries_a_heart_for_everybody_but_its_owner(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (ana, eva) = (app.person("Ana Gómez").await, app.person("Eva Luna").await);
    let path = format!("/u/{}", eva.handle);
    let heart = |keep| [("handle", eva.handle.as_str()), ("keep", keep), ("back", path.as_str())];
    let mut stranger = app.browser();
    assert!(stranger.get(&path).await.text.contains("action=\"/favoritos\""));
    let to_the_door = stranger.post("/favoritos", &heart("yes")).await;
    let door = to_the_door.headers["location"].to_str().unwrap();
    assert!(door.starts_with("/ingresar?next=%2Fu%2F"), "{door}");
    assert!(!browser_of(&app, &eva).get(&path).await.text.contains("action=\"/favoritos\""), "one's own");

    let mut browser = browser_of(&app, &ana);
    assert!(browser.get(&path).await.text.contains("Guardar en favoritos: Eva Luna"));
    let pressed = browser.post("/favoritos", &heart("yes")).await;
    assert_eq!(
        (pressed.status, &pressed.headers["location"]),
        (StatusCode::SEE_OTHER, &path.parse().unwrap())
    );
    assert!(browser.get(&path).await.text.contains("Guardado: sacar de favoritos Eva Luna"));
    assert_eq!(ana.get(&app, PATH).await.json()["items"][0]["person"]["handle"], eva.handle);
    browser.post("/favoritos", &heart("no")).await;
    assert!(browser.get(&path).await.text.contains("Guardar en favoritos: Eva Luna"));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn lists_are_made_renamed_and_deleted_by_plain_forms(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (ana, eva) = (app.person("Ana Gómez").await, app.person("Eva Luna").await);
    let mut browser = browser_of(&app, &ana);
    let refused = browser.post("/panel/favoritos/listas", &[("name", "")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let made = browser.post("/panel/favoritos/listas", &[("name", "Marca")]).await;
    let page = made.headers["location"].to_str().unwrap().to_owned();
    let list = page.rsplit('=').next().unwrap().to_owned();
    let favorite = ana.post(&app, PATH, json!({ "handle": eva.handle })).await.json();
    let action = format!("/panel/favoritos/{}/mover", favorite["id"].as_str().unwrap());
    assert_eq!(
        browser.post(&action, &[("list_id", &list), ("back", &page)]).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(browser.get(&page).await.text.contains("Eva Luna"));
    let action = format!("/panel/favoritos/listas/{list}");
    assert_eq!(browser.post(&action, &[("name", "Mi marca")]).await.status, StatusCode::SEE_OTHER);
    assert!(browser.get(&page).await.text.contains("Mi marca"));

    let mut other = browser_of(&app, &eva);
    for (path, fields) in [(action.clone(), vec![("name", "Mía")]), (format!("{action}/borrar"), vec![])] {
        assert_eq!(other.post(&path, &fields).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(other.get(&page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.post(&format!("{action}/borrar"), &[]).await.status, StatusCode::SEE_OTHER);
    let kept: Value = ana.get(&app, PATH).await.json();
    assert_eq!(
        (kept["items"].as_array().map(Vec::len), &kept["items"][0]["list_id"]),
        (Some(1), &Value::Null)
    );
}
