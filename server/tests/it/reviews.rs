//! Reviews over REST: nobody, somebody else, wrong input, success.

use http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::market::{COMMENT, Market, field_errors};

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn both_sides_review_once_and_the_world_reads_it_then(pool: PgPool) {
    let market = Market::open(pool).await;
    let contract = market.closed().await;
    let path = format!("/api/v1/contracts/{contract}/reviews");
    let good = json!({"rating": 5, "comment": COMMENT});
    assert_eq!(market.post(&path, None, good.clone()).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(market.post(&path, Some(&market.stranger), good.clone()).await.status, StatusCode::NOT_FOUND);
    let wrong = market.post(&path, Some(&market.client), json!({"rating": 6, "comment": "Bien"})).await;
    assert_eq!(field_errors(&wrong), ["rating:invalid_rating", "comment:too_short"]);

    let first = market.post(&path, Some(&market.client), good.clone()).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    assert_eq!(first.json()["published_at"], Value::Null);
    assert_eq!(market.post(&path, Some(&market.client), good.clone()).await.status, StatusCode::CONFLICT);
    let public = format!("/api/v1/users/{}/reviews", market.seller_handle);
    assert_eq!(market.app.get(&public).await.json()["items"], json!([]));
    assert_eq!(market.post(&path, Some(&market.seller), good).await.status, StatusCode::CREATED);
    let read = market.app.get(&public).await.json();
    assert_eq!((&read["items"][0]["rating"], &read["items"][0]["comment"]), (&json!(5), &json!(COMMENT)));
    assert_eq!(market.app.get("/api/v1/users/nadie-aca/reviews").await.status, StatusCode::NOT_FOUND);

    let reply = format!("/api/v1/reviews/{}/reply", first.json()["id"].as_str().expect("an id"));
    let thanks = json!({"reply": "¡Gracias!"});
    assert_eq!(market.post(&reply, None, thanks.clone()).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(market.post(&reply, Some(&market.client), thanks.clone()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(field_errors(&market.post(&reply, Some(&market.seller), json!({})).await), ["reply:required"]);
    assert_eq!(
        market.post(&reply, Some(&market.seller), thanks.clone()).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(market.post(&reply, Some(&market.seller), thanks).await.status, StatusCode::CONFLICT);
    assert_eq!(market.app.get(&public).await.json()["items"][0]["reply"], "¡Gracias!");
}
