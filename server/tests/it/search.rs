//! The list of gigs over REST: shape, filters, pages, suggestions.

use http::StatusCode;
use serde_json::json;
use sqlx::PgPool;

use crate::{people::fields, support::TestApp};

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_list_has_cards_facets_and_the_next_page(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    for title in ["Ilustración de personajes", "Ilustración de paisajes", "Ilustración de retratos"] {
        ana.published_gig(&app, title).await;
    }
    let first = app.get("/api/v1/gigs?q=ilustracion&limit=2&sort=newest").await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.text);
    let first = first.json();
    let card = first["items"][0].as_object().unwrap();
    let mut names: Vec<_> = card.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "category",
            "cover_url",
            "created_at",
            "delivery_days",
            "from_price",
            "id",
            "rating",
            "reviews",
            "seller",
            "slug",
            "title"
        ]
    );
    let mut seller: Vec<_> = card["seller"].as_object().unwrap().keys().map(String::as_str).collect();
    seller.sort_unstable();
    assert_eq!(seller, ["avatar_url", "handle", "name", "rating", "reviews"]);
    assert_eq!(first["facets"]["total"], 3);
    assert!(
        first["facets"]["categories"]
            .as_array()
            .unwrap()
            .contains(&json!({ "category": "ilustracion", "count": 3 }))
    );
    let cursor = first["next_cursor"].as_str().unwrap();
    let second =
        app.get(&format!("/api/v1/gigs?q=ilustracion&limit=2&sort=newest&cursor={cursor}")).await.json();
    assert_eq!((second["items"].as_array().unwrap().len(), &second["next_cursor"]), (1, &json!(null)));
    let typo = app.get("/api/v1/gigs?q=ilustrasion%20retrtos").await.json();
    assert_eq!(typo["items"][0]["title"], "Ilustración de retratos");
    assert_eq!(typo["corrected"], "ilustración retratos");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn wrong_filters_are_named_and_nothing_in_them_reaches_the_database(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let refused =
        app.get("/api/v1/gigs?category=x&min_price=abc&sort=drop&limit=no&min_rating=9&cursor=%27").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(fields(&refused), ["category", "sort", "limit", "min_rating", "min_price", "cursor"]);
    for words in ["%27%20or%201=1", "%26%7C!()", "%00", "a:*b", "%F0%9F%99%82"] {
        let answer = app.get(&format!("/api/v1/gigs?q={words}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{words}: {}", answer.text);
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn half_typed_words_are_completed(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let ana = app.person("Ana Gómez").await;
    ana.published_gig(&app, "Ilustración de personajes").await;
    let found = app.get("/api/v1/search/suggest?q=ilus&lang=en").await.json();
    assert_eq!(found["queries"], json!(["ilustración"]));
    assert_eq!(found["categories"], json!([{ "slug": "ilustracion", "name": "Illustration" }]));
    assert_eq!(found["gigs"][0]["title"], "Ilustración de personajes");
    for nothing in ["", "?q=", "?q=a", "?q=%00"] {
        let answer = app.get(&format!("/api/v1/search/suggest{nothing}")).await;
        assert_eq!((answer.status, &answer.json()["gigs"]), (StatusCode::OK, &json!([])), "{nothing}");
    }
}
