//! Money in and out: the provider's calls and webhooks, the books, balances and the accounts that money goes to.
//! docs/CONTRACTS.md has the rules; the exactly-once path is `operations` (what we ask) and `webhooks` (what we are told).

use domain::{
    Error,
    auth::Viewer,
    contracts::Side,
    money::Money,
    paging::{Limit, Page},
    payments::{Payment, PaymentStatus},
};
use uuid::Uuid;

use crate::Services;

pub mod accounts;
pub(crate) mod checkout;
pub mod ledger;
pub mod operations;
pub mod reconcile;
pub mod stripe;
pub mod webhooks;

pub use accounts::{list as list_payout_accounts, open as open_payout_account};
pub use ledger::balance;
pub use stripe::StripeClient;

/// Where the API and the database disagree on a name, that is a fault of ours.
pub(crate) fn known<T>(name: &str, found: Option<T>) -> Result<T, Error> {
    found.ok_or_else(|| Error::internal(format!("unknown name in the database: {name}")))
}

/// The viewer's payments, as client and as seller, newest first.
pub async fn list(
    services: &Services,
    viewer: &Viewer,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<Page<Payment>, Error> {
    let before: Option<Uuid> =
        cursor.map(str::parse).transpose().map_err(|_| Error::field("cursor", "invalid_cursor"))?;
    let rows = sqlx::query!(
        "select p.id, c.id as contract_id, c.title, c.client_id, p.amount, p.currency, p.status, p.created_at
         from payments p
         join milestones m on m.id = p.milestone_id
         join contracts c on c.id = m.contract_id
         where (c.client_id = $1 or c.seller_id = $1 and p.status = 'succeeded') and ($2::uuid is null or p.id < $2)
         order by p.id desc limit $3",
        viewer.user_id.get(),
        before,
        limit.rows(),
    )
    .fetch_all(&services.db)
    .await?;
    let payments = rows
        .into_iter()
        .map(|row| {
            Ok(Payment {
                id: row.id.into(),
                contract_id: row.contract_id.into(),
                title: row.title,
                side: if row.client_id == viewer.user_id.get() { Side::Client } else { Side::Seller },
                amount: Money::new(row.amount, row.currency.parse()?),
                status: known(&row.status, PaymentStatus::from_name(&row.status))?,
                created_at: row.created_at,
            })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    Ok(Page::cut(payments, limit.get(), |payment| payment.id.to_string()))
}
