//! Work that is done after the transaction that asked for it, at least once: a row of the same transaction, taken by a worker
//! of any replica under a lease, tried again with growing pauses. A job holds ids and addresses, never a secret.

use std::time::Duration as Patience;

use chrono::{DateTime, Duration, Utc};
use domain::{Error, ids::UserId, locale::Locale};
use futures_util::future::join_all;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{
    Services, auth,
    mail::{self, Letter},
    notifications,
};

/// How long a worker has for one job before another may take it over.
const LEASE: Duration = Duration::minutes(1);
/// When it gives up by itself, so that two workers are never at the same job.
const PATIENCE: Patience = Patience::from_secs(40);
/// How many jobs one round does side by side.
const BATCH: i64 = 8;
/// How often a worker looks.
const PERIOD: Patience = Patience::from_secs(1);
/// 10 s, doubling up to an hour: about five hours in all.
const MOST_ATTEMPTS: i32 = 13;
const FIRST_PAUSE: Duration = Duration::seconds(10);
const LONGEST_PAUSE: Duration = Duration::hours(1);

/// What is to be done.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case")]
pub(crate) enum Job {
    /// Somebody asked for a way back into the account of this address, if there is one.
    Recover { email: String },
    /// Sends the link that this row of `mail_links` promises.
    SendLink { link: Uuid },
    /// Sends a letter that says something and needs no secret.
    SendLetter { letter: Letter, to: String, locale: Locale },
    /// Sends the notices of a person that are due by mail at this moment.
    TellByMail { user: UserId, due_at: DateTime<Utc> },
}

/// Queues a job inside the transaction that decided it.
pub(crate) async fn add(db: impl PgExecutor<'_>, now: DateTime<Utc>, job: &Job) -> Result<(), Error> {
    insert(db, now, &[(Uuid::now_v7(), now, job)]).await
}

/// The same for moments to come, once each: whoever asks for one again gets the one that is there.
pub(crate) async fn add_once(
    db: impl PgExecutor<'_>,
    now: DateTime<Utc>,
    jobs: &[(DateTime<Utc>, Job)],
) -> Result<(), Error> {
    let named = jobs.iter().map(|(run_at, job)| Ok((name_of(job)?, *run_at, job)));
    insert(db, now, &named.collect::<Result<Vec<_>, Error>>()?).await
}

/// The same for the same job.
fn name_of(job: &Job) -> Result<Uuid, Error> {
    let mut id = [0; 16];
    id.copy_from_slice(&Sha256::digest(serde_json::to_vec(job)?)[..16]);
    Ok(uuid::Builder::from_custom_bytes(id).into_uuid())
}

async fn insert(
    db: impl PgExecutor<'_>,
    now: DateTime<Utc>,
    jobs: &[(Uuid, DateTime<Utc>, &Job)],
) -> Result<(), Error> {
    if jobs.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = jobs.iter().map(|(id, ..)| *id).collect();
    let moments: Vec<DateTime<Utc>> = jobs.iter().map(|(_, run_at, _)| *run_at).collect();
    let jobs: Vec<Value> =
        jobs.iter().map(|(.., job)| serde_json::to_value(job)).collect::<Result<_, _>>()?;
    sqlx::query!(
        "insert into jobs (id, job, run_at, created_at)
         select id, job, run_at, $4 from unnest($1::uuid[], $2::jsonb[], $3::timestamptz[]) as asked (id, job, run_at)
         on conflict (id) do nothing",
        &ids,
        &jobs,
        &moments,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Runs the worker until `shutdown` resolves; what is under way then ends first. Every replica runs one.
pub async fn run(services: Services, shutdown: impl Future<Output = ()> + Send) {
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        match tick(&services).await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::error!(error = ?crate::settle(error), "the worker could not do its round"),
        }
        tokio::select! {
            () = &mut shutdown => return,
            () = tokio::time::sleep(PERIOD) => {}
        }
    }
}

/// One round: says how many jobs there were to do.
pub async fn tick(services: &Services) -> Result<usize, Error> {
    let claimed = claim(services).await?;
    let count = claimed.len();
    join_all(claimed.into_iter().map(|job| execute(services, job))).await;
    Ok(count)
}

/// Rounds until there is nothing left to do now.
pub async fn drain(services: &Services) -> Result<(), Error> {
    while tick(services).await? > 0 {}
    Ok(())
}

/// A job in the hands of a worker.
struct Claimed {
    id: Uuid,
    /// This one included.
    attempts: i32,
    job: Value,
}

/// Takes what is due under a lease. Two workers never hold the same.
async fn claim(services: &Services) -> Result<Vec<Claimed>, Error> {
    let now = services.clock.now();
    let claimed = sqlx::query_as!(
        Claimed,
        "update jobs set attempts = attempts + 1, run_at = $2
         where id in (
             select id from jobs where given_up_at is null and run_at <= $1
             order by run_at for update skip locked limit $3
         )
         returning id, attempts, job",
        now,
        now + LEASE,
        BATCH,
    )
    .fetch_all(&services.db)
    .await?;
    Ok(claimed)
}

/// Does it and records how it went. Never fails: what can't be recorded now is done again when the lease ends.
async fn execute(services: &Services, claimed: Claimed) {
    let (id, attempts) = (claimed.id, claimed.attempts);
    let outcome = tokio::time::timeout(PATIENCE, perform(services, id, claimed.job))
        .await
        .unwrap_or_else(|_| Err(Error::internal("it took too long")));
    let recorded = match outcome {
        Ok(()) => {
            metrics::counter!("jobs", "outcome" => "done").increment(1);
            finish(services, id).await
        }
        Err(error) => {
            tracing::warn!(%id, attempts, ?error, "a job failed");
            metrics::counter!("jobs", "outcome" => "failed").increment(1);
            postpone(services, id, attempts, &format!("{error:?}")).await
        }
    };
    if let Err(error) = recorded {
        tracing::error!(%id, ?error, "the end of a job could not be recorded");
    }
}

async fn perform(services: &Services, id: Uuid, job: Value) -> Result<(), Error> {
    match serde_json::from_value(job)? {
        Job::Recover { email } => auth::recover(services, &email).await,
        Job::SendLink { link } => auth::send_link(services, id, link).await,
        Job::SendLetter { letter, to, locale } => {
            let mail = mail::compose(&services.settings, letter, locale, letter.page())?;
            services.mailer.send(services.clock.now(), id, &to, mail).await
        }
        Job::TellByMail { user, due_at } => notifications::send_due(services, user, due_at).await,
    }
}

async fn finish(services: &Services, id: Uuid) -> Result<(), Error> {
    sqlx::query!("delete from jobs where id = $1", id).execute(&services.db).await?;
    Ok(())
}

async fn postpone(services: &Services, id: Uuid, attempts: i32, why: &str) -> Result<(), Error> {
    let now = services.clock.now();
    sqlx::query!(
        "update jobs set run_at = $2, last_error = left($3, 1000), given_up_at = $4 where id = $1",
        id,
        now + pause_after(attempts),
        why,
        (attempts >= MOST_ATTEMPTS).then_some(now),
    )
    .execute(&services.db)
    .await?;
    Ok(())
}

/// How long the next attempt waits.
fn pause_after(attempts: i32) -> Duration {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(10);
    (FIRST_PAUSE * 2_i32.pow(doublings)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use sqlx::PgPool;

    use super::*;
    use crate::testing;

    #[test]
    fn pauses_double_up_to_an_hour() {
        let seconds: Vec<i64> = (1..=11).map(|attempts| pause_after(attempts).num_seconds()).collect();
        assert_eq!(seconds, [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
        assert_eq!(pause_after(i32::MAX), LONGEST_PAUSE);
    }

    #[sqlx::test(migrator = "crate::MIGRATIONS")]
    async fn a_job_that_nobody_can_do_is_tried_less_and_less_and_then_left_for_people(db: PgPool) {
        let services = testing::services(db);
        sqlx::query("insert into jobs (id, job, run_at, created_at) values ($1, '{\"job\": \"dance\"}', now(), now())")
            .bind(Uuid::now_v7())
            .execute(&services.db)
            .await
            .unwrap();
        services.clock.advance(Duration::seconds(1));
        let mut attempts = 0;
        for _ in 0..20 {
            attempts += tick(&services).await.unwrap();
            assert_eq!(tick(&services).await.unwrap(), 0, "not before the pause is over");
            services.clock.advance(LONGEST_PAUSE);
        }
        assert_eq!(attempts, 13);
        let why =
            sqlx::query_scalar::<_, String>("select last_error from jobs where given_up_at is not null");
        assert!(why.fetch_one(&services.db).await.unwrap().contains("dance"));
    }

    #[sqlx::test(migrator = "crate::MIGRATIONS")]
    async fn ten_workers_take_each_job_once(db: PgPool) {
        let services = testing::services(db);
        for _ in 0..20 {
            add(&services.db, services.clock.now(), &Job::Recover { email: "nobody@example.com".into() })
                .await
                .unwrap();
        }
        let rounds = join_all((0..10).map(|_| tick(&services))).await;
        assert_eq!(rounds.into_iter().map(Result::unwrap).sum::<usize>(), 20);
        let left =
            sqlx::query_scalar::<_, i64>("select count(*) from jobs").fetch_one(&services.db).await.unwrap();
        assert_eq!(left, 0);
    }
}
