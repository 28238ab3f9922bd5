//! Where sellers' money goes. So far: connected accounts at the provider; the bank batch joins as another kind.

use std::time::Duration;

use domain::{
    Error,
    auth::Viewer,
    ids::{PayoutAccountId, UserId},
    payments::{Onboarding, PayoutAccount, PayoutKind},
};
use uuid::Uuid;

use crate::{
    Services, auth,
    contracts::timers,
    payments::{
        known,
        operations::{self, Call, Operation},
        stripe::CallError,
    },
};

/// How long the request waits for the provider to open the account.
const PATIENCE: Duration = Duration::from_secs(5);
/// Where sellers are at home whose profile names no country.
const HOME: &str = "AR";

/// The viewer's accounts.
pub async fn list(services: &Services, viewer: &Viewer) -> Result<Vec<PayoutAccount>, Error> {
    let rows = sqlx::query!(
        "select id, kind, is_ready, created_at from payout_accounts where user_id = $1 order by created_at",
        viewer.user_id.get()
    )
    .fetch_all(&services.db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(PayoutAccount {
                id: row.id.into(),
                kind: known(&row.kind, PayoutKind::from_name(&row.kind))?,
                is_ready: row.is_ready,
                created_at: row.created_at,
            })
        })
        .collect()
}

/// Opens the viewer's account at the provider if there is none, and says where to go on filling it in. Asks for a fresh
/// sign-in: who sets this up decides where the money goes.
pub async fn open(services: &Services, viewer: &Viewer) -> Result<Onboarding, Error> {
    auth::require_fresh(services, viewer).await?;
    let key = prepare(services, viewer.user_id).await?;
    operations::run_now(services, &key, PATIENCE).await?;
    let row = sqlx::query!(
        "select id, is_ready, provider_account_id, failure_code, created_at from payout_accounts
         where user_id = $1 and kind = 'stripe'",
        viewer.user_id.get()
    )
    .fetch_one(&services.db)
    .await?;
    if row.provider_account_id.is_none() && row.failure_code.is_some() {
        return Err(Error::conflict("payout_account_refused"));
    }
    let mut is_ready = row.is_ready;
    let onboarding_url = match &row.provider_account_id {
        Some(account) if !is_ready => {
            // The owner may have been there and back before the webhook.
            is_ready = services.stripe.is_account_ready(account).await.map_err(away)?;
            if is_ready {
                updated(services, account, true).await?;
                None
            } else {
                let return_url = format!("{}/panel/billetera", services.settings.public_url);
                Some(services.stripe.onboarding_url(account, &return_url).await.map_err(away)?)
            }
        }
        _ => None,
    };
    let account =
        PayoutAccount { id: row.id.into(), kind: PayoutKind::Stripe, is_ready, created_at: row.created_at };
    Ok(Onboarding { account, onboarding_url })
}

fn away(error: CallError) -> Error {
    tracing::warn!(?error, "the provider could not tell about an account");
    Error::Unavailable
}

/// The row and the call that opens the account; both are there once, whoever asks how often. Answers with the call's key.
/// After a refusal (a country that is not served yet) the next visit asks anew.
async fn prepare(services: &Services, user: UserId) -> Result<String, Error> {
    let mut work = services.begin().await?;
    let now = services.clock.now();
    // The row of the person serialises several tabs.
    let person = sqlx::query!(
        "select u.email, p.country from users u join user_profiles p on p.user_id = u.id where u.id = $1 for update of u",
        user.get()
    )
    .fetch_one(work.db())
    .await?;
    sqlx::query!(
        "insert into payout_accounts (id, user_id, kind, created_at) values ($1, $2, 'stripe', $3)
         on conflict (user_id, kind) do nothing",
        PayoutAccountId(Uuid::now_v7()).get(),
        user.get(),
        now,
    )
    .execute(work.db())
    .await?;
    let tries = sqlx::query!(
        "select count(*) as \"count!\", count(*) filter (where status = 'failed') as \"failed!\"
         from psp_operations where kind = 'create_account' and params ->> 'user' = $1",
        user.to_string()
    )
    .fetch_one(work.db())
    .await?;
    let number = if tries.count == tries.failed { tries.count + 1 } else { tries.count };
    let key = format!("user:{user}:account:{number}");
    if number > tries.count {
        let country = if person.country.is_empty() { HOME.to_owned() } else { person.country };
        let call = Call::CreateAccount { user, email: person.email, country };
        operations::enqueue(work.db(), now, &key, None, &call).await?;
    }
    work.commit().await?;
    Ok(key)
}

/// The provider has opened the account.
pub(super) async fn created(
    services: &Services,
    operation: &Operation,
    user: UserId,
    account: &str,
) -> Result<(), Error> {
    let mut work = services.begin().await?;
    if operations::done(&mut work, services.clock.now(), operation, account).await? {
        sqlx::query!(
            "update payout_accounts set provider_account_id = $2, failure_code = null where user_id = $1 and kind = 'stripe'",
            user.get(),
            account,
        )
        .execute(work.db())
        .await?;
    }
    work.commit().await
}

/// The provider won't open it.
pub(super) async fn refused(
    services: &Services,
    operation: &Operation,
    user: UserId,
    code: &str,
) -> Result<(), Error> {
    let mut work = services.begin().await?;
    if operations::failed(&mut work, services.clock.now(), operation, code).await? {
        sqlx::query!(
            "update payout_accounts set failure_code = $2 where user_id = $1 and kind = 'stripe'",
            user.get(),
            code,
        )
        .execute(work.db())
        .await?;
    }
    work.commit().await
}

/// The account became ready, or is no longer. Cleared money that waited for it goes on its way at once.
pub(super) async fn updated(services: &Services, account: &str, is_ready: bool) -> Result<(), Error> {
    let mut work = services.begin().await?;
    let user = sqlx::query_scalar!(
        "update payout_accounts set is_ready = $2 where provider_account_id = $1 returning user_id",
        account,
        is_ready,
    )
    .fetch_optional(work.db())
    .await?;
    if let (Some(user), true) = (user, is_ready) {
        timers::wake_cleared(services, &mut work, user.into()).await?;
    }
    work.commit().await?;
    services.stripe.wake();
    Ok(())
}
