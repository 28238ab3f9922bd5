//! Dying between every two steps of the money path. A child process (this very test, told so by its environment) is killed
//! at each failpoint, then started again; at the end everything happened once. The provider lives in the parent.

use std::process::Command;

use chrono::Duration;
use domain::auth::Viewer;
use services::{
    Secret, Services,
    contracts::{self, Target},
    failpoints,
    idempotency::Key,
    payments::{ledger, operations, webhooks},
};
use sqlx::{PgPool, migrate::MigrateDatabase, postgres::PgConnectOptions};

use crate::market::{FEE, Market, NET, PRICE, SECRET, delivery, session_of, settings};

const DATABASE: &str = "KILL_TEST_DATABASE";
const PROVIDER: &str = "KILL_TEST_PROVIDER";
const ORDER: &str = "KILL_TEST_ORDER";
const LATER: &str = "KILL_TEST_SECONDS_LATER";

#[tokio::test]
async fn dying_at_any_step_and_starting_again_loses_and_doubles_nothing() {
    if std::env::var(DATABASE).is_ok() {
        return life_of_an_order().await;
    }
    // Not by `sqlx::test`, which would make the child a database of its own, in the place of this one.
    dotenvy::dotenv().ok();
    let server = std::env::var("DATABASE_URL").expect("DATABASE_URL");
    let name = format!("laburemos_kill_{}", std::process::id());
    let options = server.parse::<PgConnectOptions>().expect("an address").database(&name);
    let database = address_of(&options);
    sqlx::Postgres::create_database(&database).await.expect("a database");
    let pool = PgPool::connect_with(options).await.expect("a connection");
    services::MIGRATIONS.run(&pool).await.expect("the schema");
    let market = Market::open(pool.clone()).await;
    market.ready_account().await;
    let run = async |order: &str, failpoint: Option<&str>, seconds_later: i64| {
        let mut command = Command::new(std::env::current_exe().expect("this test"));
        command
            .args([
                "--exact",
                "kill::dying_at_any_step_and_starting_again_loses_and_doubles_nothing",
                "--nocapture",
            ])
            .env(DATABASE, &database)
            .env(PROVIDER, &market.stripe.url)
            .env(ORDER, order)
            .env(LATER, seconds_later.to_string());
        match failpoint {
            Some(name) => command.env("FAILPOINT", name),
            None => command.env_remove("FAILPOINT"),
        };
        // The provider answers from this process meanwhile.
        tokio::task::spawn_blocking(move || command.output()).await.expect("a thread").expect("a child")
    };
    for (index, failpoint) in failpoints::ALL.iter().enumerate() {
        let order = format!("order-{failpoint}");
        let died = run(&order, Some(failpoint), 0).await;
        assert!(
            died.status.code().is_none(),
            "{failpoint} was not reached: {}",
            String::from_utf8_lossy(&died.stderr)
        );
        // After the lease of whatever the dead one held.
        let lived = run(&order, None, 40).await;
        assert!(lived.status.success(), "{failpoint}: {}", String::from_utf8_lossy(&lived.stdout));

        let done = index + 1;
        assert_eq!(market.at_provider(), (done, done, done), "{failpoint}");
        let count = i64::try_from(done).expect("few");
        market
            .assert_books(&[
                ("psp_clearing", -count * PRICE),
                ("seller_available", count * NET),
                ("fee_revenue", count * FEE),
            ])
            .await;
        assert_eq!(market.count("select count(*) from contracts").await, count, "{failpoint}");
        assert_eq!(market.count("select count(*) from deliveries").await, count, "{failpoint}");
        assert_eq!(
            market.count("select count(*) from psp_operations where status <> 'done'").await,
            0,
            "{failpoint}"
        );
    }
    drop(market);
    pool.close().await;
    sqlx::Postgres::force_drop_database(&database).await.expect("dropped");
}

/// By network, or by the socket in a folder.
fn address_of(options: &PgConnectOptions) -> String {
    let (user, port) = (options.get_username(), options.get_port());
    let database = options.get_database().expect("a database");
    match options.get_socket() {
        Some(folder) => format!("postgres://{user}@localhost:{port}/{database}?host={}", folder.display()),
        None => format!("postgres://{user}@{}:{port}/{database}", options.get_host()),
    }
}

/// The child: takes one order as far as it goes, whatever was done before.
async fn life_of_an_order() {
    rustls::crypto::ring::default_provider().install_default().ok();
    let variable = |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("{name} is set by the parent"));
    let provider = variable(PROVIDER);
    let mut settings = settings(&provider);
    settings.database_url = Secret::new(variable(DATABASE));
    let services = Services::new(settings).expect("services");
    services.clock.advance(Duration::seconds(variable(LATER).parse().expect("a number")));
    let (client, seller) = (viewer(&services, "clara").await, viewer(&services, "santi").await);
    let gig: uuid::Uuid =
        sqlx::query_scalar("select id from gigs").fetch_one(&services.db).await.expect("a gig");
    let key = Key::parse(&variable(ORDER)).expect("a key");

    let checkout = contracts::order(&services, &client, gig.into(), "basic", &key).await.expect("an order");
    let target = Target::first(checkout.contract_id);
    let state = async || {
        let room = contracts::get(&services, &client, target.contract).await.expect("a room");
        room.state.name()
    };
    settle(&services, &provider).await;
    if state().await == "awaiting_payment" {
        let checkout = contracts::pay(&services, &client, &target).await.expect("a checkout");
        let session = session_of(checkout.checkout_url.as_deref().expect("an address")).to_owned();
        let paid = reqwest::Client::new().post(format!("{provider}_control/pay/{session}")).send().await;
        assert!(paid.expect("an answer").status().is_success());
        settle(&services, &provider).await;
    }
    if state().await == "in_progress" {
        contracts::deliver(&services, &seller, &target, &delivery()).await.expect("delivered");
    }
    if state().await == "delivered" {
        contracts::approve(&services, &client, &target, true).await.expect("approved");
    }
    settle(&services, &provider).await;
    assert_eq!(state().await, "closed");
    assert_eq!(ledger::verify(&services).await.expect("books").first_wrong, None);
}

/// Passes on all that the provider ever told, as its retries would, and works until nothing is left.
async fn settle(services: &Services, provider: &str) {
    operations::drain(services).await.expect("a round");
    let events =
        reqwest::Client::new().get(format!("{provider}v1/events?limit=100")).bearer_auth("sk_test_fake");
    let events: serde_json::Value = events.send().await.expect("an answer").json().await.expect("events");
    for event in events["data"].as_array().expect("a list") {
        let body = event.to_string();
        let signature = fake_stripe::webhooks::signature(SECRET, services.clock.now().timestamp(), &body);
        let taken = webhooks::receive(services, &signature, body.as_bytes()).await.expect("a database");
        assert_eq!(taken, Ok(()));
    }
    operations::drain(services).await.expect("a round");
}

async fn viewer(services: &Services, handle: &str) -> Viewer {
    let user: uuid::Uuid = sqlx::query_scalar("select user_id from user_profiles where handle = $1")
        .bind(handle)
        .fetch_one(&services.db)
        .await
        .expect("a person");
    Viewer {
        user_id: user.into(),
        session_id: uuid::Uuid::now_v7().into(),
        handle: handle.into(),
        name: handle.into(),
        avatar_url: None,
        roles: Vec::new(),
        locale: domain::locale::Locale::EsAr,
        display: domain::preferences::Display::default(),
    }
}
