//! The hosted page: paying, being refused, 3-D Secure, trying twice, coming too late.
use stripe_checkout::CheckoutSessionPaymentStatus;
use stripe_checkout::CheckoutSessionStatus;
use stripe_checkout::checkout_session::{ExpireCheckoutSession, RetrieveCheckoutSession};
use stripe_core::PaymentIntentStatus;
use stripe_core::payment_intent::RetrievePaymentIntent;

use crate::support::{CARD_3DS, DECLINED_CARD, GOOD_CARD, World, session_request};

#[tokio::test]
async fn a_good_card_pays_and_the_browser_returns_with_the_session() {
    let world = World::start().await;
    let session = world.session().await;
    assert!(session.payment_intent.is_none(), "as Stripe, there is no intent before the first attempt");
    let url = session.url.clone().unwrap();

    let page = world.visit(&url).await;
    assert_eq!(page.status, 200);
    for text in [
        "LABUREMOS",
        "Logo para tu negocio",
        "$\u{a0}15.000,00",
        "Número de tarjeta",
        "Pagar",
        "http://site.test/order",
    ] {
        assert!(page.html.contains(text), "{text} is missing");
    }
    assert!(!page.html.contains("<script"));

    let paid = world.submit_card(&url, GOOD_CARD).await;
    assert_eq!(paid.status, 303);
    assert_eq!(paid.location(), format!("http://site.test/back?session={}", session.id));

    let session = RetrieveCheckoutSession::new(session.id).send(&world.client).await.unwrap();
    assert_eq!(session.status, Some(CheckoutSessionStatus::Complete));
    assert_eq!(session.payment_status, CheckoutSessionPaymentStatus::Paid);
    let intent_id = session.payment_intent.unwrap().into_id();
    let intent = RetrievePaymentIntent::new(intent_id).send(&world.client).await.unwrap();
    assert_eq!(intent.status, PaymentIntentStatus::Succeeded);
    assert_eq!(intent.amount_received, 1_500_000);
    assert_eq!(intent.transfer_group.as_deref(), Some("milestone-1"));
    assert_eq!(intent.metadata["milestone"], "1");
    assert!(intent.latest_charge.is_some());

    let types: Vec<String> =
        world.inbox.wait_for(2).await.iter().map(crate::support::Received::event_type).collect();
    assert_eq!(types, ["payment_intent.succeeded", "checkout.session.completed"]);
}

#[tokio::test]
async fn a_declined_card_says_so_and_another_one_pays() {
    let world = World::start().await;
    let session = world.session().await;
    let url = session.url.clone().unwrap();

    let declined = world.submit_card(&url, DECLINED_CARD).await;
    assert_eq!(declined.status, 402);
    assert!(declined.html.contains("El banco rechazó la tarjeta"));
    assert!(declined.html.contains("Ana Díaz"), "the name is kept");
    let funds = world.submit_card(&url, "4000000000009995").await;
    assert!(funds.html.contains("no tiene fondos suficientes"));

    let intent_id = world.intent_of(session.id.as_str());
    let intent = RetrievePaymentIntent::new(intent_id).send(&world.client).await.unwrap();
    assert_eq!(intent.status, PaymentIntentStatus::RequiresPaymentMethod);
    let error = intent.last_payment_error.unwrap();
    assert_eq!(error.decline_code.as_deref(), Some("insufficient_funds"));
    assert_eq!(error.charge, intent.latest_charge.map(|charge| charge.into_id().to_string()));

    assert_eq!(world.submit_card(&url, GOOD_CARD).await.status, 303);
    let types: Vec<String> =
        world.inbox.wait_for(4).await.iter().map(crate::support::Received::event_type).collect();
    assert_eq!(
        types,
        [
            "payment_intent.payment_failed",
            "payment_intent.payment_failed",
            "payment_intent.succeeded",
            "checkout.session.completed"
        ]
    );
}

#[tokio::test]
async fn wrong_fields_are_marked_and_nothing_is_attempted() {
    let world = World::start().await;
    let session = world.session().await;
    let fields = [("card_number", "4242"), ("card_expiry", "01/20"), ("card_cvc", "x"), ("card_name", "")];
    let page = world.submit(&session.url.clone().unwrap(), &fields).await;
    assert_eq!(page.status, 422);
    for field in ["card_number", "card_expiry", "card_cvc", "card_name"] {
        assert!(page.html.contains(&format!("id=\"{field}-problem\"")), "{field}");
    }
    assert_eq!(world.stripe.snapshot()["counts"]["payment_intents"], 0);
}

#[tokio::test]
async fn three_d_secure_can_be_failed_and_then_passed() {
    let world = World::start().await;
    let session = world.session().await;
    let url = session.url.clone().unwrap();

    let asked = world.submit_card(&url, CARD_3DS).await;
    assert!(asked.location().ends_with("/3ds"));
    let bank = format!("{url}/3ds");
    assert!(world.visit(&bank).await.html.contains("Confirmar el pago"));
    let intent_id = world.intent_of(session.id.as_str());
    let intent = RetrievePaymentIntent::new(intent_id.clone()).send(&world.client).await.unwrap();
    assert_eq!(intent.status, PaymentIntentStatus::RequiresAction);

    let failed = world.submit(&bank, &[("outcome", "fail")]).await;
    assert!(failed.html.contains("No pudimos confirmar tu identidad"));
    world.submit_card(&url, CARD_3DS).await;
    let passed = world.submit(&bank, &[("outcome", "complete")]).await;
    assert!(passed.location().starts_with("http://site.test/back"));
    let again = world.submit(&bank, &[("outcome", "complete")]).await;
    assert!(again.location().starts_with("http://site.test/back"));

    let intent = RetrievePaymentIntent::new(intent_id).send(&world.client).await.unwrap();
    assert_eq!(intent.status, PaymentIntentStatus::Succeeded);
    let types: Vec<String> =
        world.inbox.wait_for(5).await.iter().map(crate::support::Received::event_type).collect();
    assert_eq!(
        types,
        [
            "payment_intent.requires_action",
            "payment_intent.payment_failed",
            "payment_intent.requires_action",
            "payment_intent.succeeded",
            "checkout.session.completed"
        ]
    );
}

#[tokio::test]
async fn twenty_submits_at_once_pay_once() {
    let world = World::start().await;
    let session = world.session().await;
    let url = session.url.clone().unwrap();
    let submits = (0..20).map(|_| world.submit_card(&url, GOOD_CARD));
    for page in futures_util::future::join_all(submits).await {
        assert!(page.location().starts_with("http://site.test/back"));
    }
    let state = world.stripe.snapshot();
    assert_eq!(state["counts"]["charges"], 1);
    assert_eq!(state["balance"]["ars"], 1_500_000);
    assert!(world.visit(&url).await.html.contains("Este pago ya está hecho"));
}

#[tokio::test]
async fn an_expired_session_takes_no_card() {
    let world = World::start().await;
    let by_hand = world.session().await;
    ExpireCheckoutSession::new(by_hand.id.clone()).send(&world.client).await.unwrap();
    let by_clock = world.session().await;
    world.submit_card(&by_clock.url.clone().unwrap(), DECLINED_CARD).await;
    world.stripe.advance_clock(24 * 60 * 60);

    for session in [by_hand, by_clock] {
        let url = session.url.clone().unwrap();
        world.submit_card(&url, GOOD_CARD).await;
        assert!(world.visit(&url).await.html.contains("Esta sesión de pago venció"));
    }
    let types: Vec<String> =
        world.inbox.wait_for(4).await.iter().map(crate::support::Received::event_type).collect();
    assert_eq!(
        types,
        [
            "checkout.session.expired",
            "payment_intent.payment_failed",
            "payment_intent.canceled",
            "checkout.session.expired"
        ]
    );
    assert!(world.stripe.snapshot()["balance"].as_object().unwrap().is_empty());
}

#[tokio::test]
async fn the_page_speaks_the_language_of_the_session() {
    let world = World::start().await;
    for (locale, text) in [
        (stripe_checkout::CheckoutSessionLocale::En, "Card number"),
        (stripe_checkout::CheckoutSessionLocale::PtMinusBr, "Número do cartão"),
        (stripe_checkout::CheckoutSessionLocale::EsMinus419, "Número de tarjeta"),
    ] {
        let session = session_request(1_500_000).locale(locale).send(&world.client).await.unwrap();
        assert!(world.visit(&session.url.unwrap()).await.html.contains(text));
    }
    assert_eq!(world.visit(&format!("{}c/pay/cs_test_nothing", world.stripe.url)).await.status, 404);
}

#[tokio::test]
async fn what_is_wrong_with_a_session_is_named() {
    let world = World::start().await;
    let small = session_request(100).send(&world.client).await;
    assert_eq!(crate::support::refusal(small), (400, "amount_too_small".to_owned()));
    let raw = world.call("POST", "/checkout/sessions", "mode=payment", None).await;
    assert_eq!((raw.code(), &raw.json["error"]["param"]), ("parameter_missing", &"line_items".into()));
    let upper = "mode=payment&success_url=http://x.test&line_items[0][quantity]=1&line_items[0][price_data][currency]=ARS";
    let raw = world.call("POST", "/checkout/sessions", upper, None).await;
    assert_eq!(raw.json["error"]["param"], "line_items[0][price_data][currency]");
    let soon = world.stripe.read(fake_stripe::Store::now) + 60;
    let hasty = session_request(1_500_000).expires_at(soon).send(&world.client).await;
    assert_eq!(crate::support::refusal(hasty).0, 400);
}
