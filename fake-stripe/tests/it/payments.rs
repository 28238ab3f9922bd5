//! Capture, cancel, refund, dispute, lists: what Stripe allows and what it does not.
use stripe_checkout::checkout_session::{
    CreateCheckoutSessionPaymentIntentData, CreateCheckoutSessionPaymentIntentDataCaptureMethod,
};
use stripe_core::PaymentIntentStatus;
use stripe_core::payment_intent::{
    CancelPaymentIntent, CapturePaymentIntent, ListPaymentIntent, RetrievePaymentIntent,
};
use stripe_core::refund::{CreateRefund, ListRefund, RetrieveRefund};

use crate::support::{CARD_3DS, DECLINED_CARD, GOOD_CARD, World, refusal, session_request};

/// A session that only authorises, paid; and its intent.
async fn authorized(world: &World) -> String {
    let mut data = CreateCheckoutSessionPaymentIntentData::new();
    data.capture_method = Some(CreateCheckoutSessionPaymentIntentDataCaptureMethod::Manual);
    let session = session_request(1_500_000).payment_intent_data(data).send(&world.client).await;
    let session = session.expect("a session");
    world.stripe.pay(session.id.as_str(), GOOD_CARD).expect("it pays");
    world.intent_of(session.id.as_str())
}

#[tokio::test]
async fn a_manual_capture_waits_for_us_and_happens_once() {
    let world = World::start().await;
    let id = authorized(&world).await;
    let intent = RetrievePaymentIntent::new(id.clone()).send(&world.client).await.unwrap();
    assert_eq!(intent.status, PaymentIntentStatus::RequiresCapture);
    assert_eq!((intent.amount_capturable, intent.amount_received), (1_500_000, 0));
    assert_eq!(world.stripe.snapshot()["sessions"][0]["payment_status"], "unpaid");

    let captured = CapturePaymentIntent::new(id.clone()).send(&world.client).await.unwrap();
    assert_eq!(captured.amount_received, 1_500_000);
    let again = CapturePaymentIntent::new(id).send(&world.client).await;
    assert_eq!(refusal(again), (400, "payment_intent_unexpected_state".to_owned()));
    assert_eq!(world.stripe.snapshot()["sessions"][0]["payment_status"], "paid");
    world.inbox.wait_for(3).await;
    assert_eq!(
        world.inbox.types(),
        [
            "payment_intent.amount_capturable_updated",
            "checkout.session.completed",
            "payment_intent.succeeded"
        ]
    );
}

#[tokio::test]
async fn an_authorisation_can_be_given_back_or_lapses_after_a_week() {
    let world = World::start().await;
    let by_hand = authorized(&world).await;
    let canceled = CancelPaymentIntent::new(by_hand.clone()).send(&world.client).await.unwrap();
    assert_eq!(canceled.status, PaymentIntentStatus::Canceled);
    assert_eq!(refusal(CapturePaymentIntent::new(by_hand).send(&world.client).await).0, 400);

    let by_clock = authorized(&world).await;
    world.stripe.advance_clock(7 * 24 * 60 * 60 + 1);
    let lapsed = RetrievePaymentIntent::new(by_clock).send(&world.client).await.unwrap();
    assert_eq!(lapsed.status, PaymentIntentStatus::Canceled);
    assert!(world.stripe.snapshot()["balance"].as_object().unwrap().is_empty());
}

#[tokio::test]
async fn a_paid_intent_and_one_of_an_open_session_cannot_be_cancelled() {
    let world = World::start().await;
    let paid = world.paid_intent().await;
    let refused = CancelPaymentIntent::new(paid).send(&world.client).await;
    assert_eq!(refusal(refused), (400, "payment_intent_unexpected_state".to_owned()));

    let session = world.session().await;
    world.stripe.pay(session.id.as_str(), DECLINED_CARD).unwrap();
    let open = world.intent_of(session.id.as_str());
    assert_eq!(refusal(CancelPaymentIntent::new(open).send(&world.client).await).0, 400);
}

#[tokio::test]
async fn refunds_never_exceed_what_was_captured() {
    let world = World::start().await;
    let intent = world.paid_intent().await;
    let refund = |amount: i64| CreateRefund::new().payment_intent(intent.clone()).amount(amount);

    let first = refund(500_000).send(&world.client).await.unwrap();
    assert_eq!(first.status.as_deref(), Some("succeeded"));
    assert_eq!(refusal(refund(1_000_001).send(&world.client).await).0, 400);
    refund(1_000_000).send(&world.client).await.unwrap();
    let nothing_left = refund(1).send(&world.client).await;
    assert_eq!(refusal(nothing_left), (400, "charge_already_refunded".to_owned()));

    let again = RetrieveRefund::new(first.id).send(&world.client).await.unwrap();
    assert_eq!(again.amount, 500_000);
    let all = ListRefund::new().payment_intent(intent.clone()).send(&world.client).await.unwrap();
    assert_eq!(all.data.iter().map(|refund| refund.amount).sum::<i64>(), 1_500_000);
    let state = world.stripe.snapshot();
    assert_eq!(state["balance"]["ars"], 0);
    assert_eq!(state["charges"][0]["refunded"], true);
}

#[tokio::test]
async fn a_refund_that_the_bank_sends_back_is_ours_again() {
    let world = World::start().await;
    let intent = world.paid_intent().await;
    let refund = CreateRefund::new().payment_intent(intent.clone()).send(&world.client).await.unwrap();
    world.control(&format!("/refunds/{}/fail", refund.id), serde_json::json!({})).await;
    let failed = RetrieveRefund::new(refund.id).send(&world.client).await.unwrap();
    assert_eq!(failed.status.as_deref(), Some("failed"));
    assert_eq!(world.stripe.snapshot()["balance"]["ars"], 1_500_000);
    CreateRefund::new().payment_intent(intent).send(&world.client).await.unwrap();
}

#[tokio::test]
async fn thirty_refunds_at_once_never_exceed_what_was_captured() {
    let world = World::start().await;
    let intent = world.paid_intent().await;
    let refund = CreateRefund::new().payment_intent(intent.clone()).amount(400_000);
    let refunds = (0..30).map(|_| refund.send(&world.client));
    let results = futures_util::future::join_all(refunds).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 3);
    assert_eq!(world.stripe.snapshot()["balance"]["ars"], 300_000);
}

#[tokio::test]
async fn a_dispute_takes_the_money_and_a_won_one_brings_it_back() {
    let world = World::start().await;
    let intent = world.paid_intent().await;
    let dispute = world.control(&format!("/payment_intents/{intent}/dispute"), serde_json::json!({})).await;
    assert_eq!(world.stripe.snapshot()["balance"]["ars"], 0);
    let refund = CreateRefund::new().payment_intent(intent).send(&world.client).await;
    assert_eq!(refusal(refund), (400, "charge_disputed".to_owned()));

    let id = dispute["id"].as_str().unwrap();
    let shown = world.call("GET", &format!("/disputes/{id}"), "", None).await;
    assert_eq!(shown.json["status"], "needs_response");
    world.control(&format!("/disputes/{id}/close"), serde_json::json!({"won": true})).await;
    assert_eq!(world.stripe.snapshot()["balance"]["ars"], 1_500_000);
    world.inbox.wait_for(4).await;
    assert_eq!(world.inbox.types()[2..], ["charge.dispute.created", "charge.dispute.closed"]);
}

#[tokio::test]
async fn lists_are_paged_newest_first() {
    let world = World::start().await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.insert(0, world.paid_intent().await);
    }
    let first = ListPaymentIntent::new().limit(3).send(&world.client).await.unwrap();
    assert!(first.has_more);
    let last = first.data.last().unwrap().id.to_string();
    let second = ListPaymentIntent::new().limit(3).starting_after(last).send(&world.client).await.unwrap();
    assert!(!second.has_more);
    let seen: Vec<String> =
        first.data.iter().chain(&second.data).map(|intent| intent.id.to_string()).collect();
    assert_eq!(seen, ids);
    let later = stripe_types::RangeQueryTs::gte(world.stripe.read(fake_stripe::Store::now) + 10);
    assert!(ListPaymentIntent::new().created(later).send(&world.client).await.unwrap().data.is_empty());
}

#[tokio::test]
async fn a_bare_intent_is_created_and_confirmed_by_the_api() {
    let world = World::start().await;
    let body = "amount=5000&currency=usd&confirm=true&payment_method=pm_card_visa";
    let paid = world.call("POST", "/payment_intents", body, None).await;
    assert_eq!(paid.json["status"], "succeeded");
    let body = "amount=5000&currency=usd&confirm=true&payment_method=pm_card_chargeDeclined";
    let declined = world.call("POST", "/payment_intents", body, None).await;
    assert_eq!((declined.status.as_u16(), declined.code()), (402, "card_declined"));
    let body = "amount=5000&currency=usd&confirm=true&payment_method=pm_card_threeDSecure2Required";
    let waiting = world.call("POST", "/payment_intents", body, None).await;
    assert_eq!(waiting.json["status"], "requires_action");
    let path = format!("/payment_intents/{}/authenticate", waiting.json["id"].as_str().unwrap());
    assert_eq!(world.control(&path, serde_json::json!({"passes": true})).await["status"], "succeeded");
}

#[tokio::test]
async fn the_shortcut_of_the_control_api_pays_declines_and_passes_3ds() {
    let world = World::start().await;
    for (card, outcome) in [(GOOD_CARD, "complete"), (DECLINED_CARD, "declined"), (CARD_3DS, "complete")] {
        let session = world.session().await;
        let answer = world.control(&format!("/pay/{}", session.id), serde_json::json!({"card": card})).await;
        assert_eq!(answer["outcome"], outcome);
    }
}

#[tokio::test]
async fn strangers_and_unknown_things_are_refused() {
    let world = World::start().await;
    let unknown = RetrievePaymentIntent::new("pi_nothing").send(&world.client).await;
    assert_eq!(refusal(unknown), (404, "resource_missing".to_owned()));
    let stranger = stripe::ClientBuilder::new("sk_test_other").url(&world.stripe.url).build().unwrap();
    assert_eq!(refusal(RetrievePaymentIntent::new("pi_nothing").send(&stranger).await).0, 401);
    assert_eq!(world.call("GET", "/customers", "", None).await.status, 404);
}
