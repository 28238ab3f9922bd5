//! The books: double entry, append-only, each entry chained to the one before by its hash. Balances are sums over lines.

use chrono::{DateTime, Utc};
use domain::{
    Error,
    contracts::LedgerLine,
    ids::{ContractId, MilestoneId, UserId},
    money::{Currency, Money},
    payments::Balance,
};
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use domain::auth::Viewer;

use crate::Services;

/// Serialises entries, so that each knows the one before. Taken last in a transaction and held until it ends.
const CHAIN_LOCK: i64 = 0x001e_d6e5;

/// Where money stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Account {
    /// With the payment provider: collected, or sent to a connected account of theirs.
    PspClearing,
    Held(MilestoneId),
    SellerPending(UserId),
    SellerAvailable(UserId),
    FeeRevenue,
    /// Came in and belongs to nobody's order: goes back.
    RefundDue,
}

impl Account {
    fn name(self) -> String {
        match self {
            Self::PspClearing => "psp_clearing".into(),
            Self::Held(milestone) => format!("held:{milestone}"),
            Self::SellerPending(user) => format!("seller_pending:{user}"),
            Self::SellerAvailable(user) => format!("seller_available:{user}"),
            Self::FeeRevenue => "fee_revenue".into(),
            Self::RefundDue => "refund_due".into(),
        }
    }
}

/// One movement of money.
pub(crate) struct Entry {
    /// `payment`, `approval`, `release`, `surplus`.
    pub kind: &'static str,
    pub milestone: MilestoneId,
    /// One effect per key, ever.
    pub key: String,
    pub currency: Currency,
    pub at: DateTime<Utc>,
    /// Debit positive, credit negative; they sum to zero. Zero lines are left out.
    pub lines: Vec<(Account, i64)>,
}

/// Writes entries inside the caller's transaction, which should commit right after. The same key a second time is an
/// error: the states forbid it.
pub(crate) async fn post(db: &mut PgConnection, entries: Vec<Entry>) -> Result<(), Error> {
    if entries.is_empty() {
        return Ok(());
    }
    sqlx::query!("select pg_advisory_xact_lock($1)", CHAIN_LOCK).execute(&mut *db).await?;
    // A statement of its own: it must see what the holder of the lock before us has committed.
    for entry in entries {
        append(db, entry).await?;
    }
    Ok(())
}

/// Adds an entry to the chain, under its lock.
async fn append(db: &mut PgConnection, entry: Entry) -> Result<(), Error> {
    let lines: Vec<(String, i64)> = entry
        .lines
        .iter()
        .filter(|(_, amount)| *amount != 0)
        .map(|(account, amount)| (account.name(), *amount))
        .collect();
    let canonical =
        canonical(entry.kind, entry.milestone, &entry.key, entry.currency.code(), entry.at, &lines);
    let (accounts, amounts): (Vec<String>, Vec<i64>) = lines.into_iter().unzip();
    sqlx::query!(
        "with previous as (
             select coalesce((select hash from ledger_entries order by id desc limit 1), '\\x'::bytea) as hash
         ), entry as (
             insert into ledger_entries (kind, milestone_id, op_key, currency, at, previous_hash, hash)
             select $1, $2, $3, $4, $5, hash, sha256(hash || convert_to($6, 'UTF8')) from previous
             returning id
         )
         insert into ledger_lines (entry_id, position, account, amount)
         select entry.id, line.position, line.account, line.amount
         from entry, unnest($7::text[], $8::bigint[]) with ordinality as line (account, amount, position)",
        entry.kind,
        entry.milestone.get(),
        entry.key,
        entry.currency.code(),
        entry.at,
        canonical,
        &accounts,
        &amounts,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What an entry's hash covers besides the hash before it.
fn canonical(
    kind: &str,
    milestone: MilestoneId,
    key: &str,
    currency: &str,
    at: DateTime<Utc>,
    lines: &[(String, i64)],
) -> String {
    let mut text = format!("{kind}|{milestone}|{key}|{currency}|{}", at.timestamp_micros());
    for (account, amount) in lines {
        text.push('|');
        text.push_str(account);
        text.push('=');
        text.push_str(&amount.to_string());
    }
    text
}

/// What a look through the books found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many were looked at.
    pub entries: usize,
    /// The first entry whose hash or sum is wrong.
    pub first_wrong: Option<i64>,
}

/// Recomputes the whole chain: every hash from the entry before, every sum.
pub async fn verify(services: &Services) -> Result<Verified, Error> {
    // A row at a time: the books only ever grow.
    let mut rows = sqlx::query!(
        "select e.id, e.kind, e.milestone_id as \"milestone_id!\", e.op_key, e.currency, e.at, e.previous_hash, e.hash,
             array_agg(l.account order by l.position) as \"accounts!\",
             array_agg(l.amount order by l.position) as \"amounts!\"
         from ledger_entries e join ledger_lines l on l.entry_id = e.id
         group by e.id order by e.id"
    )
    .fetch(&services.db);
    let mut previous: Vec<u8> = Vec::new();
    let mut entries = 0;
    while let Some(row) = rows.try_next().await? {
        entries += 1;
        let lines: Vec<(String, i64)> = row.accounts.into_iter().zip(row.amounts).collect();
        let content =
            canonical(&row.kind, row.milestone_id.into(), &row.op_key, &row.currency, row.at, &lines);
        let hash = Sha256::new().chain_update(&previous).chain_update(content).finalize().to_vec();
        let sum: i64 = lines.iter().map(|(_, amount)| amount).sum();
        if row.previous_hash != previous || row.hash != hash || sum != 0 {
            return Ok(Verified { entries, first_wrong: Some(row.id) });
        }
        previous = hash;
    }
    Ok(Verified { entries, first_wrong: None })
}

/// The lines of one contract, oldest first. Who may read them is the caller's business.
pub(crate) async fn lines_of(services: &Services, contract: ContractId) -> Result<Vec<LedgerLine>, Error> {
    let rows = sqlx::query!(
        "select e.id, e.at, e.kind, e.currency, l.account, l.amount, encode(e.hash, 'hex') as \"hash!\"
         from ledger_entries e
         join ledger_lines l on l.entry_id = e.id
         join milestones m on m.id = e.milestone_id
         where m.contract_id = $1
         order by e.id, l.position",
        contract.get()
    )
    .fetch_all(&services.db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let account =
                row.account.split_once(':').map_or(row.account.as_str(), |(kind, _)| kind).to_owned();
            let amount = Money::new(row.amount, row.currency.parse()?);
            Ok(LedgerLine { entry: row.id, at: row.at, kind: row.kind, account, amount, hash: row.hash })
        })
        .collect()
}

/// The viewer's money as a seller, per currency; a currency without any movement is left out.
pub async fn balance(services: &Services, viewer: &Viewer) -> Result<Vec<Balance>, Error> {
    let rows = sqlx::query!(
        "with mine as (
             select 'held:' || m.id as account, 'held' as part
             from milestones m join contracts c on c.id = m.contract_id where c.seller_id = $1
             union all select 'seller_pending:' || $1::uuid, 'pending'
             union all select 'seller_available:' || $1::uuid, 'available'
         )
         select e.currency,
             coalesce(-sum(l.amount) filter (where mine.part = 'held'), 0)::bigint as \"held!\",
             coalesce(-sum(l.amount) filter (where mine.part = 'pending'), 0)::bigint as \"pending!\",
             coalesce(-sum(l.amount) filter (where mine.part = 'available'), 0)::bigint as \"available!\"
         from mine join ledger_lines l on l.account = mine.account join ledger_entries e on e.id = l.entry_id
         group by e.currency order by e.currency",
        viewer.user_id.get()
    )
    .fetch_all(&services.db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let currency: Currency = row.currency.parse()?;
            Ok(Balance {
                currency,
                held: Money::new(row.held, currency),
                pending: Money::new(row.pending, currency),
                available: Money::new(row.available, currency),
            })
        })
        .collect()
}
