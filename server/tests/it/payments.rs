//! `/api/v1/payments`, `/balance`, `/payout-accounts` and the provider's webhooks.

use http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::market::{Market, SECRET};

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn money_is_shown_to_whom_it_belongs(pool: PgPool) {
    let market = Market::open(pool).await;
    for path in ["/api/v1/payments", "/api/v1/balance", "/api/v1/payout-accounts"] {
        assert_eq!(market.app.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(market.get(path, &market.stranger).await.json()["items"], json!([]), "{path}");
    }
    let contract = market.closed().await;
    let paid = market.get("/api/v1/payments", &market.client).await.json();
    assert_eq!(
        (&paid["items"][0]["contract_id"], &paid["items"][0]["side"]),
        (&json!(contract), &json!("client"))
    );
    let earned = market.get("/api/v1/payments", &market.seller).await.json();
    assert_eq!(earned["items"][0]["side"], "seller");
    assert_eq!(
        market.get("/api/v1/payments?cursor=x", &market.client).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let balance = market.get("/api/v1/balance", &market.seller).await.json();
    assert_eq!(balance["items"][0]["available"], json!({"amount": 4_500_000, "currency": "ARS"}));
    assert_eq!(balance["items"][0]["held"]["amount"], 0);
    for other in [&market.client, &market.stranger] {
        assert_eq!(
            market.get("/api/v1/balance", other).await.json()["items"],
            json!([]),
            "other people's money"
        );
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_payout_account_is_opened_and_becomes_ready_by_webhook(pool: PgPool) {
    let market = Market::open(pool).await;
    assert_eq!(
        market.post("/api/v1/payout-accounts", None, Value::Null).await.status,
        StatusCode::UNAUTHORIZED
    );
    let opened = market.post("/api/v1/payout-accounts", Some(&market.seller), Value::Null).await.json();
    assert_eq!(
        (&opened["account"]["kind"], &opened["account"]["is_ready"]),
        (&json!("stripe"), &json!(false))
    );
    assert!(opened["onboarding_url"].as_str().is_some_and(|url| url.starts_with("http")));
    market.ready_account().await;
    let list = market.get("/api/v1/payout-accounts", &market.seller).await.json();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(list["items"][0]["is_ready"], true);
    let again = market.post("/api/v1/payout-accounts", Some(&market.seller), Value::Null).await.json();
    assert_eq!(again["onboarding_url"], Value::Null, "nothing is missing");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_webhook_is_taken_when_it_is_signed_and_only_then(pool: PgPool) {
    let market = Market::open(pool).await;
    let body = r#"{"id":"evt_1","type":"charge.succeeded","data":{"object":{"id":"ch_1"}}}"#;
    let now = market.app.services.clock.now().timestamp();
    let sign =
        |secret: &str, seconds: i64, body: &str| fake_stripe::webhooks::signature(secret, seconds, body);
    assert_eq!(market.webhook("", body).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(market.webhook(&sign("whsec_other", now, body), body).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(market.webhook(&sign(SECRET, now - 301, body), body).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(market.webhook(&sign(SECRET, now, "{}"), "{}").await.status, StatusCode::BAD_REQUEST);
    for _ in 0..5 {
        assert_eq!(market.webhook(&sign(SECRET, now, body), body).await.status, StatusCode::OK);
    }
    let stored: i64 = sqlx::query_scalar("select count(*) from stripe_events")
        .fetch_one(&market.app.services.db)
        .await
        .expect("a count");
    assert_eq!(stored, 1);
}
