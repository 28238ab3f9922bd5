//! A small market: a client, a seller with a gig, a provider whose webhooks come when the test says so.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration as Patience,
};

use chrono::Duration;
use domain::{
    Error,
    auth::Viewer,
    contracts::{ContractRoom, DeliveryInput},
    ids::{ContractId, GigId, SessionId, UserId},
    locale::Locale,
    payments::Checkout,
};
use fake_stripe::{FakeStripe, PayOutcome, Row as _, Running};
use services::{
    Secret, Services, Settings,
    contracts::{self, Target},
    idempotency::Key,
    payments::{self, StripeClient, ledger, operations, webhooks},
};
use sqlx::PgPool;
use uuid::Uuid;

pub const SECRET: &str = "whsec_market";
pub const GOOD_CARD: &str = "4242 4242 4242 4242";
pub const DECLINED_CARD: &str = "4000 0000 0000 0002";
pub const SECURE_CARD: &str = "4000 0025 0000 3155";
/// ARS 50,000 with the fee of 10 %.
pub const PRICE: i64 = 50_000_00;
pub const FEE: i64 = 5_000_00;
pub const NET: i64 = PRICE - FEE;

pub struct Market {
    pub services: Services,
    pub stripe: Running,
    pub client: Viewer,
    pub seller: Viewer,
    pub gig: GigId,
    /// How many of the provider's events were passed on.
    passed: AtomicUsize,
}

pub fn settings(stripe_url: &str) -> Settings {
    Settings {
        is_production: false,
        public_url: "http://localhost:3000".into(),
        database_url: Secret::new("postgres://unused"),
        database_connections: 5,
        redis_url: Secret::new(
            std::env::var("REDIS_URL").unwrap_or_else(|_| "redis://127.0.0.1:6379".into()),
        ),
        session_secret: Secret::new("a secret for tests, long enough to sign with"),
        data_keys: vec![Secret::new("a data key for tests")],
        files_dir: std::env::temp_dir().join("laburemos-tests"),
        bucket: None,
        smtp_url: Secret::default(),
        mail_from: "LABUREMOS <hola@laburemos.test>".into(),
        stripe_secret_key: Secret::new("sk_test_fake"),
        stripe_webhook_secrets: vec![Secret::new("whsec_next"), Secret::new(SECRET)],
        stripe_api_url: stripe_url.into(),
        rate_limit_scale: 1.0,
        describe_notice: |_, kind, _| kind.name().to_owned(),
        fee_basis_points: 1000,
    }
}

pub async fn person(services: &Services, handle: &str) -> Viewer {
    let user_id = UserId(Uuid::now_v7());
    let now = services.clock.now();
    sqlx::query("insert into users (id, email, created_at) values ($1, $2 || '@example.com', $3)")
        .bind(user_id.get())
        .bind(handle)
        .bind(now)
        .execute(&services.db)
        .await
        .expect("a user");
    sqlx::query("insert into user_profiles (user_id, handle, name, country, created_at) values ($1, $2, $2, 'AR', $3)")
        .bind(user_id.get())
        .bind(handle)
        .bind(now)
        .execute(&services.db)
        .await
        .expect("a profile");
    let session_id = SessionId(Uuid::now_v7());
    sqlx::query(
        "insert into user_sessions (id, user_id, created_at, last_seen_at, authenticated_at, expires_at)
         values ($1, $2, $3, $3, $3, $3 + interval '7 days')",
    )
    .bind(session_id.get())
    .bind(user_id.get())
    .bind(now)
    .execute(&services.db)
    .await
    .expect("a session");
    Viewer {
        user_id,
        session_id,
        handle: handle.into(),
        name: handle.into(),
        avatar_url: None,
        roles: Vec::new(),
        locale: Locale::EsAr,
        display: domain::preferences::Display::default(),
    }
}

pub async fn gig(services: &Services, seller: &Viewer, slug: &str) -> GigId {
    let id = GigId(Uuid::now_v7());
    let now = services.clock.now();
    sqlx::query("insert into categories (id, slug, position) values (1, 'diseno', 1) on conflict do nothing")
        .execute(&services.db)
        .await
        .expect("a category");
    sqlx::query(
        "insert into gigs (id, seller_id, category_id, slug, title, description, status, currency, from_price,
             min_delivery_days, created_at, updated_at, published_at)
         values ($1, $2, 1, $3, 'Diseño tu logo', 'Un logo a medida', 'published', 'ARS', $4, 5, $5, $5, $5)",
    )
    .bind(id.get())
    .bind(seller.user_id.get())
    .bind(slug)
    .bind(PRICE)
    .bind(now)
    .execute(&services.db)
    .await
    .expect("a gig");
    sqlx::query(
        "insert into gig_packages (gig_id, tier, name, description, price, currency, delivery_days, revisions)
         values ($1, 'basic', 'Básico', E'- 3 propuestas\n- Archivos SVG y PNG', $2, 'ARS', 5, 1)",
    )
    .bind(id.get())
    .bind(PRICE)
    .execute(&services.db)
    .await
    .expect("a package");
    id
}

pub fn key() -> Key {
    Key::parse(&Uuid::now_v7().to_string()).expect("a key")
}

/// A whole delivery for the gig's two criteria.
pub fn delivery() -> DeliveryInput {
    DeliveryInput {
        message: "Acá están las propuestas".into(),
        links: vec!["https://example.com/logo.zip".into()],
        answers: vec!["Carpeta 1".into(), "Carpeta 2".into()],
        ..DeliveryInput::default()
    }
}

/// The code of a conflict; panics on any other outcome.
pub fn conflict_of<T: std::fmt::Debug>(outcome: Result<T, Error>) -> String {
    match outcome {
        Err(Error::Conflict(conflict)) => conflict.code.into_owned(),
        other => panic!("a conflict was expected: {other:?}"),
    }
}

/// Field and code of the first field error; panics on any other outcome.
pub fn field_error_of<T: std::fmt::Debug>(outcome: Result<T, Error>) -> String {
    match outcome {
        Err(Error::Invalid(errors)) => format!("{}:{}", errors.0[0].field, errors.0[0].code),
        other => panic!("a field error was expected: {other:?}"),
    }
}

impl Market {
    pub async fn open(pool: PgPool) -> Self {
        rustls::crypto::ring::default_provider().install_default().ok();
        let stripe = FakeStripe::start(fake_stripe::Settings::default()).await.expect("a provider");
        let settings = settings(&stripe.url);
        let mut services = Services::with_db(settings.clone(), pool).expect("services");
        services.stripe =
            StripeClient::with_patience(&settings, Patience::from_millis(700)).expect("a client");
        let client = person(&services, "clara").await;
        let seller = person(&services, "santi").await;
        let gig = gig(&services, &seller, "logo").await;
        Self { services, stripe, client, seller, gig, passed: AtomicUsize::new(0) }
    }

    pub async fn order(&self) -> Checkout {
        contracts::order(&self.services, &self.client, self.gig, "basic", &key()).await.expect("an order")
    }

    /// Pays at the provider's page; nobody of ours hears of it yet.
    pub fn pay_at_provider(&self, checkout: &Checkout, card: &str) -> PayOutcome {
        let url = checkout.checkout_url.as_deref().expect("somewhere to pay");
        self.stripe.pay(session_of(url), card).expect("a session")
    }

    /// The provider's events that were not passed on yet, signed as it signs them.
    pub fn take_events(&self) -> Vec<(String, String)> {
        let bodies: Vec<String> =
            self.stripe.read(|store| store.events.iter().map(|event| event.json().to_string()).collect());
        let passed = self.passed.swap(bodies.len(), Ordering::SeqCst);
        let seconds = self.services.clock.now().timestamp();
        bodies
            .into_iter()
            .skip(passed)
            .map(|body| (fake_stripe::webhooks::signature(SECRET, seconds, &body), body))
            .collect()
    }

    /// Passes on what the provider has to tell, and lets the worker finish.
    pub async fn settle(&self) {
        operations::drain(&self.services).await.expect("a round");
        for (signature, body) in self.take_events() {
            self.receive(&signature, &body).await;
        }
        operations::drain(&self.services).await.expect("a round");
    }

    pub async fn receive(&self, signature: &str, body: &str) {
        let taken = webhooks::receive(&self.services, signature, body.as_bytes()).await.expect("a database");
        assert_eq!(taken, Ok(()));
    }

    /// Both clocks.
    pub fn advance(&self, by: Duration) {
        self.services.clock.advance(by);
        self.stripe.advance_clock(by.num_seconds());
    }

    pub async fn room(&self, contract: ContractId) -> ContractRoom {
        contracts::get(&self.services, &self.client, contract).await.expect("a room")
    }

    pub async fn state(&self, contract: ContractId) -> (&'static str, &'static str) {
        let room = self.room(contract).await;
        (room.state.name(), room.money_state.name())
    }

    /// Ordered and paid.
    pub async fn paid(&self) -> ContractId {
        let checkout = self.order().await;
        assert_eq!(self.pay_at_provider(&checkout, GOOD_CARD), PayOutcome::Complete);
        self.settle().await;
        assert_eq!(self.state(checkout.contract_id).await, ("in_progress", "held"));
        checkout.contract_id
    }

    pub async fn delivered(&self) -> ContractId {
        let contract = self.paid().await;
        contracts::deliver(&self.services, &self.seller, &Target::first(contract), &delivery())
            .await
            .expect("delivered");
        contract
    }

    /// The seller's account at the provider, filled in.
    pub async fn ready_account(&self) {
        let opened = payments::open_payout_account(&self.services, &self.seller).await.expect("an account");
        assert!(opened.onboarding_url.is_some() && !opened.account.is_ready);
        let account =
            self.stripe.read(|store| store.accounts.iter().next_back().map(|account| account.id.clone()));
        self.stripe.change(|store| store.activate_account(&account.expect("an account"))).expect("active");
        self.settle().await;
    }

    /// Approved and released, all the way to the end.
    pub async fn closed(&self) -> ContractId {
        self.ready_account().await;
        let contract = self.delivered().await;
        contracts::approve(&self.services, &self.client, &Target::first(contract), true)
            .await
            .expect("approved");
        self.settle().await;
        assert_eq!(self.state(contract).await, ("closed", "released"));
        contract
    }

    /// Kinds of the notices that somebody has, oldest first.
    pub async fn notices(&self, viewer: &Viewer) -> Vec<String> {
        sqlx::query_scalar("select kind from notifications where user_id = $1 order by id")
            .bind(viewer.user_id.get())
            .fetch_all(&self.services.db)
            .await
            .expect("notices")
    }

    /// The books are whole, and each account of this contract's two people has this balance (credits positive).
    pub async fn assert_books(&self, expected: &[(&str, i64)]) {
        let verified = ledger::verify(&self.services).await.expect("readable books");
        assert_eq!(verified.first_wrong, None);
        let balances: Vec<(String, i64)> = sqlx::query_as(
            "select split_part(account, ':', 1), -sum(amount)::bigint from ledger_lines
             group by 1 having sum(amount) <> 0 order by 1",
        )
        .fetch_all(&self.services.db)
        .await
        .expect("balances");
        let balances: Vec<(&str, i64)> =
            balances.iter().map(|(account, sum)| (account.as_str(), *sum)).collect();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(balances, expected);
    }

    pub async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query).fetch_one(&self.services.db).await.expect("a count")
    }

    /// How many sessions, succeeded intents and transfers the provider has.
    pub fn at_provider(&self) -> (usize, usize, usize) {
        self.stripe.read(|store| {
            let paid = store.intents.iter().filter(|intent| intent.status.as_str() == "succeeded").count();
            (store.sessions.len(), paid, store.transfers.len())
        })
    }
}

pub fn session_of(url: &str) -> &str {
    url.rsplit('/').next().expect("the last part")
}
