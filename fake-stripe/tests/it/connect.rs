//! Connected accounts, transfers and the balance.
use stripe_connect::account::{CreateAccount, CreateAccountType, RetrieveAccount};
use stripe_connect::account_link::{CreateAccountLink, CreateAccountLinkType};
use stripe_connect::transfer::{CreateTransfer, ListTransfer, RetrieveTransfer};
use stripe_connect::transfer_reversal::CreateIdTransferReversal;
use stripe_types::Currency;

use crate::support::{World, refusal};

async fn account(world: &World) -> String {
    let account =
        CreateAccount::new().type_(CreateAccountType::Express).country("BR").email("bia@example.com");
    account.send(&world.client).await.expect("an account").id.to_string()
}

async fn active_account(world: &World) -> String {
    let id = account(world).await;
    world.control(&format!("/accounts/{id}/activate"), serde_json::json!({})).await;
    id
}

#[tokio::test]
async fn onboarding_on_the_hosted_page_makes_an_account_able_to_receive() {
    let world = World::start().await;
    let id = account(&world).await;
    let early = CreateTransfer::new(Currency::ARS, id.clone()).amount(1).send(&world.client).await;
    assert_eq!(refusal(early), (400, "insufficient_capabilities_for_transfer".to_owned()));

    let link = CreateAccountLink::new(id.clone(), CreateAccountLinkType::AccountOnboarding)
        .return_url("http://site.test/return")
        .refresh_url("http://site.test/refresh")
        .send(&world.client)
        .await
        .unwrap();
    assert!(world.visit(&link.url).await.html.contains("Activar la cuenta"));
    let done = world.submit(&link.url, &[("holder", "Bia"), ("bank_account", "1")]).await;
    assert_eq!(done.location(), "http://site.test/return");
    assert_eq!(world.visit(&link.url).await.location(), "http://site.test/refresh", "a link is good once");

    let account = RetrieveAccount::new(id.clone()).send(&world.client).await.unwrap();
    assert_eq!((account.details_submitted, account.payouts_enabled), (Some(true), Some(true)));
    let event = world.inbox.wait_for(1).await[0].event();
    assert_eq!((&event["type"], &event["account"]), (&"account.updated".into(), &id.clone().into()));

    let login = world.call("POST", &format!("/accounts/{id}/login_links"), "", None).await;
    assert!(world.visit(login.json["url"].as_str().unwrap()).await.html.contains("Tu cuenta de cobros"));
}

#[tokio::test]
async fn countries_without_stripe_are_refused() {
    let world = World::start().await;
    let argentina = CreateAccount::new().type_(CreateAccountType::Express).country("AR");
    assert_eq!(refusal(argentina.send(&world.client).await).1, "country_unsupported");
    // Transfers across the border can be received where the recipient agreement exists.
    let body = "type=express&country=AR&tos_acceptance[service_agreement]=recipient";
    assert_eq!(world.call("POST", "/accounts", body, None).await.json["default_currency"], "ars");
}

#[tokio::test]
async fn transfers_never_exceed_the_balance() {
    let world = World::start().await;
    let destination = active_account(&world).await;
    let transfer = |amount: i64| {
        CreateTransfer::new(Currency::ARS, destination.clone()).amount(amount).transfer_group("milestone-1")
    };
    assert_eq!(refusal(transfer(1).send(&world.client).await), (400, "balance_insufficient".to_owned()));
    world.paid_intent().await;
    let made = transfer(1_000_000).send(&world.client).await.unwrap();
    assert_eq!(refusal(transfer(500_001).send(&world.client).await).1, "balance_insufficient");

    let again = RetrieveTransfer::new(made.id).send(&world.client).await.unwrap();
    assert_eq!((again.amount, again.reversed), (1_000_000, false));
    let group = ListTransfer::new().transfer_group("milestone-1").send(&world.client).await.unwrap();
    assert_eq!(group.data.len(), 1);
    assert!(ListTransfer::new().transfer_group("other").send(&world.client).await.unwrap().data.is_empty());
    let balance = world.call("GET", "/balance", "", None).await;
    assert_eq!(balance.json["available"][0]["amount"], 500_000);
}

#[tokio::test]
async fn a_transfer_out_of_a_charge_is_bounded_by_it() {
    let world = World::start().await;
    let destination = active_account(&world).await;
    world.paid_intent().await;
    world.paid_intent().await;
    let charge = world.stripe.snapshot()["charges"][0]["id"].as_str().unwrap().to_owned();
    let transfer = |amount: i64| {
        CreateTransfer::new(Currency::ARS, destination.clone())
            .amount(amount)
            .source_transaction(charge.clone())
    };
    let made = transfer(1_200_000).send(&world.client).await.unwrap();
    assert_eq!(made.transfer_group.as_deref(), Some("milestone-1"), "it inherits the charge's group");
    assert_eq!(refusal(transfer(300_001).send(&world.client).await).0, 400);
    transfer(300_000).send(&world.client).await.unwrap();
}

#[tokio::test]
async fn reversals_never_exceed_the_transfer() {
    let world = World::start().await;
    let destination = active_account(&world).await;
    world.paid_intent().await;
    let transfer =
        CreateTransfer::new(Currency::ARS, destination).amount(1_000_000).send(&world.client).await.unwrap();
    let reverse = |amount: i64| CreateIdTransferReversal::new(transfer.id.clone()).amount(amount);
    reverse(400_000).send(&world.client).await.unwrap();
    assert_eq!(refusal(reverse(600_001).send(&world.client).await).0, 400);
    reverse(600_000).send(&world.client).await.unwrap();

    let reversed = RetrieveTransfer::new(transfer.id).send(&world.client).await.unwrap();
    assert!(reversed.reversed);
    assert_eq!(reversed.reversals.data.len(), 2);
    assert_eq!(world.stripe.snapshot()["balance"]["ars"], 1_500_000);
}
