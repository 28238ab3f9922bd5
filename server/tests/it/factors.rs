//! Second factors and what asks for a fresh sign-in: over REST and as plain forms, well and ill meant.

use chrono::Duration;
use http::{StatusCode, header};
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{
    market::{Market, field_errors},
    support::{Answer, Browser, TestApp},
};

const PASSWORD: &str = "mate y bizcochitos";

/// The last part of a problem's type.
fn problem(answer: &Answer) -> String {
    let kind = answer.json()["type"].as_str().unwrap_or_default().to_owned();
    kind.rsplit('/').next().unwrap_or_default().to_owned()
}

fn location(answer: &Answer) -> &str {
    answer.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// A person who came in through the registration form, with their e-mail.
async fn registered(app: &TestApp) -> (Browser<'_>, String) {
    let email = format!("ana-{}@example.com", Uuid::now_v7());
    let mut browser = app.browser();
    let fields = [("name", "Ana Gómez"), ("email", &*email), ("password", PASSWORD)];
    let answer = browser.post("/registro", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    (browser, email)
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_stale_session_opens_no_payout_account_until_the_password_is_given_again(pool: PgPool) {
    let market = Market::open(pool).await;
    let seller = Some(&*market.seller);
    let open = || market.post("/api/v1/payout-accounts", seller, Value::Null);
    market.app.services.clock.advance(Duration::minutes(11));
    let refused = open().await;
    assert_eq!((refused.status, &*problem(&refused)), (StatusCode::FORBIDDEN, "step-up-required"));

    for (body, error) in [
        (json!({}), "password:required"),
        (json!({ "password": "mate y facturas" }), "password:wrong_password"),
        (json!({ "totp": "123456" }), "code:wrong_code"),
        (json!({ "totp": "nonsense" }), "code:invalid_code"),
    ] {
        assert_eq!(field_errors(&market.post("/auth/step-up", seller, body).await), [error]);
    }
    assert_eq!(open().await.status, StatusCode::FORBIDDEN, "wrong ones open nothing");
    let nobody = market.post("/auth/step-up", None, json!({ "password": PASSWORD })).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);

    // Somebody else's freshness is of no use.
    let stranger = Some(&*market.stranger);
    let theirs = market.post("/auth/step-up", stranger, json!({ "password": PASSWORD })).await;
    assert_eq!(theirs.status, StatusCode::NO_CONTENT);
    assert_eq!(open().await.status, StatusCode::FORBIDDEN);

    let own = market.post("/auth/step-up", seller, json!({ "password": PASSWORD })).await;
    assert_eq!(own.status, StatusCode::NO_CONTENT, "{}", own.text);
    assert_eq!(open().await.status, StatusCode::CREATED);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn refreshing_a_session_does_not_make_it_fresh(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let (mut browser, _) = registered(&app).await;
    app.services.clock.advance(Duration::minutes(16));
    assert!(browser.get("/panel").await.text.contains("Ana Gómez"), "refreshed by cookie");
    let answer = browser.post("/panel/billetera/cuenta", &[]).await;
    assert_eq!(
        (answer.status, location(&answer)),
        (StatusCode::SEE_OTHER, "/confirmar?next=%2Fpanel%2Fbilletera")
    );
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_browser_confirms_and_goes_back_inside_the_site_only(pool: PgPool) {
    let app = TestApp::new(pool).await;
    let nobody = app.get("/confirmar?next=%2Fpanel").await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER);
    assert!(location(&nobody).starts_with("/ingresar?next="), "{}", location(&nobody));

    let (mut browser, _) = registered(&app).await;
    let page = browser.get("/confirmar?next=%2Fpanel%2Fbilletera").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("value=\"/panel/billetera\""), "{}", page.text);
    let wrong = [("next", "/panel/billetera"), ("password", "mate y facturas")];
    let answer = browser.post("/confirmar", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("Esa no es tu contraseña") && !answer.text.contains("facturas"));
    assert!(answer.text.contains("value=\"/panel/billetera\""), "where to go is kept");
    for (next, target) in
        [("/panel/billetera", "/panel/billetera"), ("https://evil.example", "/panel"), ("//evil.example", "/panel")]
    {
        let answer = browser.post("/confirmar", &[("next", next), ("password", PASSWORD)]).await;
        assert_eq!((answer.status, location(&answer)), (StatusCode::SEE_OTHER, target));
    }
    let mut stranger = app.browser();
    let answer = stranger.post("/confirmar", &[("password", PASSWORD)]).await;
    assert!(location(&answer).starts_with("/ingresar"), "{}", location(&answer));
}
