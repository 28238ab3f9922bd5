//! The state survives a restart.
use fake_stripe::{FakeStripe, Settings};
use stripe_checkout::checkout_session::RetrieveCheckoutSession;

use crate::support::{GOOD_CARD, World, client};

#[tokio::test]
async fn a_restart_finds_sessions_keys_and_webhooks_on_their_way() {
    let file = std::env::temp_dir().join(format!("fake-stripe-{}.json", std::process::id()));
    let world = World::start_with(|settings| settings.state_file = Some(file.clone())).await;
    let session = world.session().await;
    let keyed = world.call("POST", "/accounts", "type=express&country=BR", Some("account:1")).await;
    world.control("/webhooks", crate::support::hold()).await;
    world.stripe.pay(session.id.as_str(), GOOD_CARD).unwrap();
    let World { stripe, inbox, .. } = world;
    let endpoints = stripe.settings().webhook_urls.clone();
    stripe.stop().await.unwrap();

    let settings = Settings {
        state_file: Some(file.clone()),
        webhook_urls: endpoints,
        webhook_secret: crate::support::SECRET.to_owned(),
        ..Settings::default()
    };
    let again = FakeStripe::start(settings).await.unwrap();
    let client = client(&again.url, std::time::Duration::from_secs(5));
    let found = RetrieveCheckoutSession::new(session.id).send(&client).await.unwrap();
    assert!(found.payment_intent.is_some());
    let world = World { client, browser: world.browser, inbox, stripe: again };
    let replayed = world.call("POST", "/accounts", "type=express&country=BR", Some("account:1")).await;
    assert!(replayed.is_replayed);
    assert_eq!(replayed.json["id"], keyed.json["id"]);
    world.stripe.release_webhooks(fake_stripe::Order::AsCreated);
    world.inbox.wait_for(2).await;
    std::fs::remove_file(file).unwrap();
}
