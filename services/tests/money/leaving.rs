//! Leaving while money is about: not before it has come to rest, and the books stay.

use chrono::Duration;
use domain::{Error, auth::Viewer, errors::Conflict};
use services::{audit::Origin, contracts, data, payments::ledger, reviews};
use sqlx::PgPool;

use crate::market::{FEE, Market, NET, PRICE, conflict_of, key};

async fn leave(market: &Market, viewer: &Viewer) -> Result<(), Error> {
    data::request_deletion(&market.services, &Origin::default(), viewer).await.map(drop)
}

/// As if everybody had just given their password again.
async fn be_fresh(market: &Market) {
    sqlx::query("update user_sessions set authenticated_at = $1, expires_at = $1 + interval '1 day'")
        .bind(market.services.clock.now())
        .execute(&market.services.db)
        .await
        .expect("fresh sessions");
}

async fn refused(market: &Market, viewer: &Viewer) -> Conflict {
    match leave(market, viewer).await {
        Err(Error::Conflict(conflict)) => conflict,
        other => panic!("a conflict was expected: {other:?}"),
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn nobody_leaves_while_a_contract_is_in_progress_or_money_is_held(pool: PgPool) {
    let market = Market::open(pool).await;
    let contract = market.paid().await;
    for viewer in [&market.client, &market.seller] {
        let conflict = refused(&market, viewer).await;
        assert_eq!((&*conflict.code, conflict.reasons.len()), ("account_in_use", 1));
        assert_eq!(&*conflict.reasons[0].code, "contract_in_progress");
        assert_eq!(conflict.reasons[0].params[0].1, "Diseño tu logo", "it says which");
        let listed = data::list_obstacles(&market.services, viewer).await.expect("a list");
        assert_eq!(listed[0].path(), format!("/contratos/{contract}"));
    }
    assert_eq!(
        market.count("select count(*) from gigs where status = 'published'").await,
        1,
        "nothing changed"
    );

    // Approved, and the money waits for an account to go to.
    contracts::deliver(
        &market.services,
        &market.seller,
        &contracts::Target::first(contract),
        &crate::market::delivery(),
    )
    .await
    .expect("delivered");
    contracts::approve(&market.services, &market.client, &contracts::Target::first(contract), true)
        .await
        .expect("approved");
    market.settle().await;
    let codes: Vec<_> = refused(&market, &market.seller).await.reasons;
    let codes: Vec<_> = codes.iter().map(|reason| &*reason.code).collect();
    assert_eq!(codes, ["contract_in_progress", "money_on_its_way"]);
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn who_left_is_without_a_name_and_the_books_and_reviews_stay(pool: PgPool) {
    const COMMENT: &str = "Entregó antes de tiempo y explicó cada decisión.";
    let market = Market::open(pool).await;
    let contract = market.closed().await;
    for side in [&market.client, &market.seller] {
        reviews::create(&market.services, side, contract, "5", COMMENT).await.expect("a review");
    }
    let before = ledger::verify(&market.services).await.expect("books");
    leave(&market, &market.seller).await.expect("nothing is in the way");
    market.advance(Duration::days(30));
    assert_eq!(data::delete_due(&market.services).await.expect("deleted"), 1);

    let room = market.room(contract).await;
    assert_eq!(room.seller.name, "Cuenta eliminada");
    assert!(room.seller.handle.starts_with("eliminada-"), "{}", room.seller.handle);
    let about =
        reviews::list_of_gig(&market.services, market.gig, None, domain::paging::Limit::DEFAULT).await;
    assert_eq!(about.expect("a list").items[0].comment, COMMENT);
    assert_eq!(ledger::verify(&market.services).await.expect("books"), before);
    market.assert_books(&[("psp_clearing", -PRICE), ("fee_revenue", FEE), ("seller_available", NET)]).await;
    assert_eq!(market.count("select count(*) from payments where status = 'succeeded'").await, 1);
    assert_eq!(
        market.count("select count(*) from notifications where params ->> 'actor' = 'santi'").await,
        0,
        "nor does anybody's notice name them"
    );
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn an_order_and_the_sellers_leaving_at_once_never_both_succeed(pool: PgPool) {
    let market = Market::open(pool).await;
    for _ in 0..8 {
        let order_key = key();
        let order = contracts::order(&market.services, &market.client, market.gig, "basic", &order_key);
        let (ordered, left) = tokio::join!(order, leave(&market, &market.seller));
        match (ordered, left) {
            (Ok(_), Err(Error::Conflict(_))) => {
                // The unpaid order runs out, and they try again.
                market.advance(Duration::hours(1));
                market.settle().await;
                be_fresh(&market).await;
            }
            (ordered @ Err(_), Ok(())) => {
                assert_eq!(conflict_of(ordered), "listing_inactive");
                return;
            }
            (ordered, left) => panic!("{ordered:?} and {left:?}"),
        }
    }
}
