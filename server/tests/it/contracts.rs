//! `/api/v1/contracts`: nobody, somebody else, wrong input, success.

use http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;

use crate::market::{Market, delivery, field_errors};

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn ordering_asks_for_a_person_a_key_and_a_package(pool: PgPool) {
    let market = Market::open(pool).await;
    let body = json!({"gig_id": market.gig, "package": "basic"});
    let nobody = market.order_as(None, Some("an-order-key"), body.clone()).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    let keyless = market.order_as(Some(&market.client), None, body.clone()).await;
    assert_eq!(field_errors(&keyless), ["idempotency_key:required"]);
    let wrong = json!({"gig_id": market.gig, "package": "gold"});
    let wrong = market.order_as(Some(&market.client), Some("an-order-key"), wrong).await;
    assert_eq!(field_errors(&wrong), ["package:unknown_package"]);
    let own = market.order_as(Some(&market.seller), Some("an-order-key"), body.clone()).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);

    // Price, fee and state come from us, whatever is sent.
    let mut sly = body.clone();
    sly["amount"] = json!(1);
    sly["fee_basis_points"] = json!(0);
    sly["state"] = json!("closed");
    let made = market.order_as(Some(&market.client), Some("an-order-key"), sly).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let made = made.json();
    assert_eq!(made["state"], "awaiting_payment");
    assert_eq!(made["allowed"], json!(["pay"]));
    assert_eq!(made["money"]["fee"], json!({"amount": 500_000, "currency": "ARS"}));
    assert_eq!(made["version"], 2);
    assert!(made["checkout_url"].as_str().is_some_and(|url| url.starts_with("http")));
    let again = market.order_as(Some(&market.client), Some("an-order-key"), body).await;
    assert_eq!(again.json()["id"], made["id"]);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_contract_is_seen_by_its_two_people_only(pool: PgPool) {
    let market = Market::open(pool).await;
    let contract = market.delivered().await;
    let nowhere = Uuid::now_v7().to_string();
    for part in ["", "/timeline", "/ledger"] {
        let path = format!("/api/v1/contracts/{contract}{part}");
        assert_eq!(market.app.get(&path).await.status, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(market.get(&path, &market.stranger).await.status, StatusCode::NOT_FOUND, "{path}");
        for token in [&market.client, &market.seller] {
            assert_eq!(market.get(&path, token).await.status, StatusCode::OK, "{path}");
        }
        for id in [nowhere.as_str(), "not-an-id"] {
            let path = format!("/api/v1/contracts/{id}{part}");
            assert_eq!(market.get(&path, &market.client).await.status, StatusCode::NOT_FOUND);
        }
    }
    let stranger = market.step(&contract, &market.stranger, "approve", Value::Null).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    assert_eq!(market.app.get("/api/v1/contracts").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(market.get("/api/v1/contracts", &market.stranger).await.json()["items"], json!([]));
    let mine = market.get("/api/v1/contracts?side=seller", &market.seller).await.json();
    assert_eq!(mine["items"][0]["id"], contract);
    assert_eq!(mine["items"][0]["side"], "seller");
    assert_eq!(market.get("/api/v1/contracts?side=client", &market.seller).await.json()["items"], json!([]));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn an_illegal_transition_answers_with_the_legal_ones_and_the_version(pool: PgPool) {
    let market = Market::open(pool).await;
    let contract = market.delivered().await;
    let answer = market.step(&contract, &market.client, "release", Value::Null).await;
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text);
    let problem = answer.json();
    assert_eq!(problem["allowed"], json!(["request-revision", "extend", "approve"]));
    assert_eq!(problem["version"], 4);
    let stale = market.step(&contract, &market.client, "approve", json!({"version": 3})).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.json()["type"].as_str().is_some_and(|kind| kind.ends_with("stale_version")));
    let other_side = market.step(&contract, &market.seller, "approve", Value::Null).await;
    assert_eq!(other_side.status, StatusCode::FORBIDDEN);
    for unknown in ["paid", "transferred", "nonsense"] {
        let answer = market.step(&contract, &market.client, unknown, Value::Null).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{unknown}");
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn work_goes_back_and_forth_and_ends_in_the_books(pool: PgPool) {
    let market = Market::open(pool).await;
    market.ready_account().await;
    let contract = market.paid().await;
    let empty = market.step(&contract, &market.seller, "deliver", json!({})).await;
    assert_eq!(
        field_errors(&empty),
        ["message:required", "files:file_or_link_required", "answers.0:required", "answers.1:required"]
    );
    let delivered = market.step(&contract, &market.seller, "deliver", delivery()).await.json();
    assert_eq!(delivered["state"], "delivered");
    assert_eq!(delivered["milestones"][0]["deliveries"][0]["answers"][1]["criterion"], "Archivos SVG y PNG");

    let uncited = market
        .step(&contract, &market.client, "request-revision", json!({"criterion": 7, "message": "No"}))
        .await;
    assert_eq!(field_errors(&uncited), ["message:too_short", "criterion:unknown_criterion"]);
    let wish = json!({"criterion": 1, "message": "Falta el archivo SVG en la carpeta"});
    assert_eq!(
        market.step(&contract, &market.client, "request-revision", wish).await.json()["state"],
        "revision_requested"
    );
    assert_eq!(
        market.step(&contract, &market.seller, "deliver", delivery()).await.json()["state"],
        "delivered"
    );
    let extended = market.step(&contract, &market.client, "extend", Value::Null).await.json();
    assert_eq!(extended["milestones"][0]["is_review_extended"], true);
    assert_eq!(
        market.step(&contract, &market.client, "approve", Value::Null).await.json()["state"],
        "approved"
    );
    assert_eq!(market.step(&contract, &market.client, "release", Value::Null).await.status, StatusCode::OK);
    market.settle().await;

    let room = market.get(&format!("/api/v1/contracts/{contract}"), &market.seller).await.json();
    assert_eq!((room["state"].as_str(), room["money_state"].as_str()), (Some("closed"), Some("released")));
    assert_eq!(room["next"]["step"], "review");
    let lines = market.get(&format!("/api/v1/contracts/{contract}/ledger"), &market.client).await.json();
    let lines = lines["items"].as_array().expect("lines");
    assert_eq!(lines.len(), 7);
    assert_eq!(lines.iter().filter_map(|line| line["amount"]["amount"].as_i64()).sum::<i64>(), 0);
    let timeline = market.get(&format!("/api/v1/contracts/{contract}/timeline"), &market.client).await.json();
    assert_eq!(timeline["items"].as_array().map(Vec::len), Some(10));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn paying_again_gives_the_open_checkout_until_it_is_paid(pool: PgPool) {
    let market = Market::open(pool).await;
    let (contract, url) = market.order().await;
    let again = market.step(&contract, &market.client, "pay", Value::Null).await;
    assert_eq!(again.json()["checkout_url"], url);
    assert_eq!(
        market.step(&contract, &market.seller, "pay", Value::Null).await.status,
        StatusCode::FORBIDDEN
    );
    market.stripe.pay(url.rsplit('/').next().expect("an id"), "4242424242424242").expect("paid");
    // Nobody has told us yet; asking to pay again looks at the provider and finds out.
    let told = market.step(&contract, &market.client, "pay", Value::Null).await;
    assert_eq!(told.json()["checkout_url"], Value::Null);
    assert_eq!(told.json()["state"], "in_progress");
    assert_eq!(market.step(&contract, &market.client, "pay", Value::Null).await.status, StatusCode::CONFLICT);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_form_of_the_room_that_is_sent_twice_is_one_command_with_one_answer(pool: PgPool) {
    let market = Market::open(pool).await;
    let contract = market.paid().await;
    let room = format!("/contratos/{contract}");
    let mut seller = market.app.browser();
    seller.cookies.insert("__Host-access".into(), market.seller.clone());
    let page = seller.get(&room).await.text;
    let hidden = |name: &str| {
        let start =
            page.find(&format!("name=\"{name}\" value=\"")).expect("a hidden field") + name.len() + 15;
        page[start..].split('"').next().expect("its value").to_owned()
    };
    let (key, version) = (hidden("key"), hidden("version"));
    let fields = |message| {
        [
            ("key", key.as_str()),
            ("version", version.as_str()),
            ("message", message),
            ("answers.0", "Sí"),
            ("answers.1", "Sí"),
            ("links.0", "https://example.com/logo.zip"),
        ]
    };
    let path = format!("{room}/entregar");
    // What is refused has not used its key.
    assert_eq!(seller.post(&path, &fields("")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    for message in ["Acá está", "Acá está", "Otra cosa, con la página de antes"] {
        let sent = seller.post(&path, &fields(message)).await;
        assert_eq!(
            (sent.status, &sent.headers["location"]),
            (StatusCode::SEE_OTHER, &room.parse().unwrap()),
            "{message}"
        );
    }
    let now = market.get(&format!("/api/v1/contracts/{contract}"), &market.seller).await.json();
    assert_eq!(now["milestones"][0]["deliveries"].as_array().map(Vec::len), Some(1), "{now}");
}
