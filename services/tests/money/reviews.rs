//! Reviews: who may, when, and who sees them.

use chrono::Duration;
use domain::{Error, paging::Limit};
use services::{payments::operations, reviews};
use sqlx::PgPool;

use crate::market::{Market, conflict_of, field_error_of, person};

const COMMENT: &str = "Entregó antes de tiempo y explicó cada decisión.";

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn reviews_are_hidden_until_both_are_in_and_then_count(pool: PgPool) {
    let market = Market::open(pool).await;
    let contract = market.closed().await;
    let services = &market.services;
    reviews::create(services, &market.client, contract, "4", COMMENT).await.expect("a review");
    let seen = reviews::state_of(services, &market.seller, contract).await.expect("a state");
    assert!(seen.has_other_reviewed && seen.theirs.is_none() && seen.can_review);
    let public = reviews::list_of_user(services, "santi", None, Limit::DEFAULT).await.expect("a list");
    assert!(public.items.is_empty());
    assert_eq!(market.notices(&market.seller).await.last().map(String::as_str), Some("review_received"));

    reviews::create(services, &market.seller, contract, "5", COMMENT).await.expect("a review");
    let public = reviews::list_of_user(services, "santi", None, Limit::DEFAULT).await.expect("a list");
    assert_eq!((public.items[0].rating, public.items[0].author.handle.as_str()), (4, "clara"));
    assert_eq!(public.items[0].gig_slug.as_deref(), Some("logo"));
    let about_gig = reviews::list_of_gig(services, market.gig, None, Limit::DEFAULT).await.expect("a list");
    assert_eq!(about_gig.items.len(), 1, "the seller's review of the client is not about the gig");
    assert_eq!(market.count("select rating_sum::bigint from user_profiles where handle = 'santi'").await, 4);
    assert_eq!(
        market.count("select rating_count::bigint from user_profiles where handle = 'clara'").await,
        1
    );
    assert_eq!(market.count("select rating_sum::bigint from gigs").await, 4);
    for side in [&market.client, &market.seller] {
        assert_eq!(market.notices(side).await.last().map(String::as_str), Some("reviews_published"));
        assert_eq!(
            conflict_of(reviews::create(services, side, contract, "5", COMMENT).await),
            "already_reviewed"
        );
    }
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_single_review_is_published_when_the_window_ends(pool: PgPool) {
    let market = Market::open(pool).await;
    let contract = market.closed().await;
    reviews::create(&market.services, &market.client, contract, "3", COMMENT).await.expect("a review");
    market.advance(Duration::days(13));
    operations::drain(&market.services).await.expect("a round");
    assert_eq!(
        market.count("select rating_count::bigint from user_profiles where handle = 'santi'").await,
        0
    );
    market.advance(Duration::days(1) + Duration::seconds(1));
    operations::drain(&market.services).await.expect("a round");
    assert_eq!(
        market.count("select rating_count::bigint from user_profiles where handle = 'santi'").await,
        1
    );
    let late = reviews::create(&market.services, &market.seller, contract, "5", COMMENT).await;
    assert_eq!(conflict_of(late), "review_window_closed");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn only_a_closed_and_funded_contract_is_reviewed(pool: PgPool) {
    let market = Market::open(pool).await;
    let running = market.delivered().await;
    let outcome = reviews::create(&market.services, &market.client, running, "5", COMMENT).await;
    assert_eq!(conflict_of(outcome), "contract_not_closed");
    let unpaid = market.order().await.contract_id;
    market.advance(Duration::minutes(31));
    market.settle().await;
    assert_eq!(market.state(unpaid).await.0, "expired");
    let outcome = reviews::create(&market.services, &market.client, unpaid, "5", COMMENT).await;
    assert_eq!(conflict_of(outcome), "contract_not_closed");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_subject_of_a_published_review_replies_once(pool: PgPool) {
    let market = Market::open(pool).await;
    let contract = market.closed().await;
    let services = &market.services;
    let review = reviews::create(services, &market.client, contract, "4", COMMENT).await.expect("a review");
    let hidden = reviews::reply(services, &market.seller, review.id, "¡Gracias!").await;
    assert!(matches!(hidden, Err(Error::NotFound)));
    reviews::create(services, &market.seller, contract, "5", COMMENT).await.expect("a review");

    let by_author = reviews::reply(services, &market.client, review.id, "¡Gracias!").await;
    assert!(matches!(by_author, Err(Error::Forbidden)));
    let stranger = person(services, "extrana").await;
    assert!(matches!(reviews::reply(services, &stranger, review.id, "Hola").await, Err(Error::Forbidden)));
    assert_eq!(
        field_error_of(reviews::reply(services, &market.seller, review.id, " ").await),
        "reply:required"
    );
    reviews::reply(services, &market.seller, review.id, "¡Gracias!").await.expect("a reply");
    assert_eq!(
        conflict_of(reviews::reply(services, &market.seller, review.id, "Otra").await),
        "already_replied"
    );
    let public = reviews::list_of_user(services, "santi", None, Limit::DEFAULT).await.expect("a list");
    assert_eq!(public.items[0].reply.as_deref(), Some("¡Gracias!"));
}
