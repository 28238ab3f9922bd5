//! Gigs over REST: nobody, wrong input, success; somebody else's; and what no body may set.

use http::{Method, StatusCode};
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::{
    people::{fields, gig},
    support::TestApp,
};

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_gig_is_written_published_changed_paused_and_deleted(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    let made = ana.post(&app, "/api/v1/gigs", gig("Ilustración de personajes")).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let value = made.json();
    assert_eq!((&value["status"], &value["version"]), (&json!("draft"), &json!(1)));
    assert_eq!(value["packages"], gig("")["packages"]);
    assert_eq!((&value["faq"], &value["tags"]), (&gig("")["faq"], &gig("")["tags"]));
    assert_eq!(value["from_price"], json!({ "amount": 2_500_000, "currency": "ARS" }));
    let path = format!("/api/v1/gigs/{}", value["id"].as_str().unwrap());
    assert_eq!(made.headers[http::header::LOCATION], *path);
    assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND);

    let published = ana.post(&app, &format!("{path}/publish"), json!({})).await;
    assert_eq!((published.status, &published.json()["status"]), (StatusCode::OK, &json!("published")));
    let slug = format!("/api/v1/gigs/{}", value["slug"].as_str().unwrap());
    assert_eq!(app.get(&slug).await.json(), app.get(&path).await.json());

    let version = published.json()["version"].clone();
    let body = json!({ "title": "Ilustración de tapas de libros", "version": version });
    let changed = ana.patch(&app, &slug, body.clone()).await;
    assert_eq!(changed.json()["title"], "Ilustración de tapas de libros", "{}", changed.text);
    assert_eq!(changed.json()["description"], value["description"]);
    let late = ana.patch(&app, &slug, body).await;
    assert_eq!((late.status, &late.json()["version"]), (StatusCode::CONFLICT, &changed.json()["version"]));

    let paused = ana.post(&app, &format!("{path}/pause"), json!({})).await;
    assert_eq!(paused.json()["status"], "paused");
    assert_eq!(ana.get(&app, &path).await.status, StatusCode::OK);
    assert_eq!(ana.delete(&app, &path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(ana.get(&app, &path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ana.delete(&app, &path).await.status, StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn nobody_writes_gigs_without_an_account(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    let published = ana.published_gig(&app, "Ilustración de personajes").await;
    let path = format!("/api/v1/gigs/{}", published["id"].as_str().unwrap());
    for (method, path) in [
        (Method::POST, "/api/v1/gigs".to_owned()),
        (Method::PATCH, path.clone()),
        (Method::DELETE, path.clone()),
        (Method::POST, format!("{path}/publish")),
        (Method::POST, format!("{path}/pause")),
    ] {
        let answer = app.json(method.clone(), &path, None, &gig("Robado a su dueña")).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}");
        assert_eq!(answer.headers["content-type"], "application/problem+json");
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn somebody_elses_gig_is_not_found(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (ana, eva) = (app.person("Ana Gómez").await, app.person("Eva Paz").await);
    let published = ana.published_gig(&app, "Ilustración de personajes").await;
    for key in ["id", "slug"] {
        let path = format!("/api/v1/gigs/{}", published[key].as_str().unwrap());
        let outcomes = [
            eva.patch(&app, &path, json!({ "title": "Ahora es de otra persona" })).await.status,
            eva.post(&app, &format!("{path}/publish"), json!({})).await.status,
            eva.post(&app, &format!("{path}/pause"), json!({})).await.status,
            eva.delete(&app, &path).await.status,
        ];
        assert_eq!(outcomes, [StatusCode::NOT_FOUND; 4]);
        assert_eq!(app.get(&path).await.json(), published);
    }
    for missing in ["nada", "00000000-0000-7000-8000-000000000000"] {
        assert_eq!(app.get(&format!("/api/v1/gigs/{missing}")).await.status, StatusCode::NOT_FOUND);
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn wrong_fields_are_named_in_the_readers_language(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    let mut body = gig("Corto");
    body["category"] = json!("nada");
    body["packages"][0]["price"]["amount"] = json!(1);
    let refused = ana.post(&app, "/api/v1/gigs", body).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(fields(&refused), ["title", "category", "packages.basic.price"]);
    let message = refused.json()["errors"][2]["message"].as_str().unwrap().to_owned();
    assert!(message.contains("1000") && !message.contains("errors."), "{message}");
    let draft = ana.post(&app, "/api/v1/gigs", json!({ "title": "Un borrador", "category": "seo" })).await;
    assert_eq!(draft.status, StatusCode::CREATED, "{}", draft.text);
    let path = format!("/api/v1/gigs/{}/publish", draft.json()["id"].as_str().unwrap());
    let incomplete = ana.post(&app, &path, json!({})).await;
    assert_eq!(incomplete.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(fields(&incomplete).contains(&"packages.basic.price".to_owned()));
    let unreadable = ana.post(&app, "/api/v1/gigs", json!({ "title": 7 })).await;
    assert_eq!(unreadable.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn status_rating_and_seller_cannot_be_set_from_a_body(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (ana, eva) = (app.person("Ana Gómez").await, app.person("Eva Paz").await);
    let mut body = gig("Ilustración de personajes");
    let forged = json!({
        "id": "00000000-0000-7000-8000-000000000000", "slug": "mio", "status": "published", "rating": 5,
        "reviews": 900, "orders": 7, "version": 40, "seller_id": eva.handle, "seller": { "handle": eva.handle },
        "created_at": "2001-01-01T00:00:00Z", "from_price": { "amount": 1, "currency": "ARS" }
    });
    for (name, value) in forged.as_object().unwrap() {
        body[name] = value.clone();
    }
    let made = ana.post(&app, "/api/v1/gigs", body.clone()).await.json();
    let sent = body.clone();
    let check = |gig: &Value, version: i32| {
        assert_eq!(
            (&gig["status"], &gig["rating"], &gig["reviews"]),
            (&json!("draft"), &Value::Null, &json!(0))
        );
        assert_eq!((&gig["seller"]["handle"], &gig["version"]), (&json!(ana.handle), &json!(version)));
        assert_eq!(gig["from_price"]["amount"], 2_500_000);
        assert!(gig["slug"] != "mio" && gig["id"] != sent["id"] && gig["created_at"] != sent["created_at"]);
    };
    check(&made, 1);
    body["version"] = json!(1);
    let path = format!("/api/v1/gigs/{}", made["id"].as_str().unwrap());
    check(&ana.patch(&app, &path, body.clone()).await.json(), 2);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_category_tree_is_told_in_the_readers_language(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let tree = app.get("/api/v1/categories?lang=en").await.json();
    assert_eq!(tree.as_array().unwrap().len(), 8);
    assert_eq!((&tree[2]["slug"], &tree[2]["name"]), (&json!("programacion"), &json!("Programming")));
    assert_eq!(tree[2]["children"][0]["slug"], "desarrollo-web");
}
