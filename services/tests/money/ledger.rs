//! The books defend themselves: against changes, against sums that are not zero, against paying out more than came in.

use services::payments::ledger::verify;
use sqlx::PgPool;

use crate::market::{Market, PRICE};

async fn refuses(pool: &PgPool, sql: &'static str) {
    let outcome = async {
        let mut transaction = pool.begin().await?;
        sqlx::raw_sql(sql).execute(&mut *transaction).await?;
        transaction.commit().await
    };
    assert!(outcome.await.is_err(), "{sql}");
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn entries_are_never_changed_and_always_balanced(pool: PgPool) {
    let market = Market::open(pool.clone()).await;
    market.paid().await;
    for sql in [
        "update ledger_lines set amount = 1",
        "delete from ledger_lines",
        "update ledger_entries set currency = 'USD'",
        "delete from ledger_entries",
        "update contract_events set event = 'approve'",
        "insert into ledger_entries (kind, op_key, currency, at, previous_hash, hash)
             values ('payment', 'x', 'ARS', now(), '', 'x')",
        "insert into ledger_lines (entry_id, position, account, amount) select max(id), 9, 'held', 1 from ledger_entries",
        "with entry as (insert into ledger_entries (kind, op_key, currency, at, previous_hash, hash)
             values ('payment', 'y', 'ARS', now(), '', 'y') returning id)
         insert into ledger_lines (entry_id, position, account, amount)
             select id, 1, 'held', 5 from entry union all select id, 2, 'psp_clearing', -4 from entry",
    ] {
        refuses(&pool, sql).await;
    }
    market.assert_books(&[("psp_clearing", -PRICE), ("held", PRICE)]).await;
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn the_chain_shows_what_somebody_changed_behind_our_back(pool: PgPool) {
    let market = Market::open(pool.clone()).await;
    market.paid().await;
    market.paid().await;
    let whole = verify(&market.services).await.expect("readable books");
    assert_eq!((whole.entries, whole.first_wrong), (2, None));
    sqlx::raw_sql(
        "alter table ledger_lines disable trigger all;
         update ledger_lines set amount = amount * 2 where entry_id = (select min(id) from ledger_entries);
         alter table ledger_lines enable trigger all",
    )
    .execute(&pool)
    .await
    .expect("an administrator can do everything");
    let first: i64 =
        sqlx::query_scalar("select min(id) from ledger_entries").fetch_one(&pool).await.expect("an entry");
    assert_eq!(verify(&market.services).await.expect("readable books").first_wrong, Some(first));
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn no_more_goes_out_than_came_in(pool: PgPool) {
    let market = Market::open(pool.clone()).await;
    market.paid().await;
    let insert =
        "insert into psp_operations (op_key, kind, milestone_id, amount, params, next_attempt_at, created_at)
                  select $1, 'transfer', id, $2, '{}', now(), now() from milestones";
    let queue =
        async |key: &str, amount: i64| sqlx::query(insert).bind(key).bind(amount).execute(&pool).await;
    queue("a", PRICE - 1).await.expect("there is enough");
    assert!(queue("b", 2).await.is_err());
    queue("c", 1).await.expect("exactly all of it");
    assert!(queue("d", 1).await.is_err());
    sqlx::query("update psp_operations set status = 'failed' where op_key = 'a'")
        .execute(&pool)
        .await
        .expect("refused");
    queue("e", PRICE - 1).await.expect("what failed is there again");
    refuses(&pool, "update psp_operations set status = 'pending' where op_key = 'a'").await;
}

#[sqlx::test(migrator = "services::MIGRATIONS")]
async fn a_person_with_money_history_cannot_be_erased_from_under_it(pool: PgPool) {
    let market = Market::open(pool.clone()).await;
    market.closed().await;
    refuses(&pool, "delete from users").await;
    market
        .assert_books(&[
            ("psp_clearing", -PRICE),
            ("seller_available", crate::market::NET),
            ("fee_revenue", crate::market::FEE),
        ])
        .await;
}
