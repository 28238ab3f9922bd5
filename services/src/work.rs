//! A unit of work: one database transaction, and what is written at its very end, under locks that everybody wants: notices,
//! which are pushed once it is committed, and entries of the ledger.

use domain::{Error, ids::UserId, notifications::Notice};
use sqlx::{PgConnection, Postgres, Transaction};

use crate::{
    Services, notifications,
    payments::ledger::{self, Entry},
    pushes,
};

/// Dropped without `commit`, nothing happened.
pub struct Work {
    services: Services,
    transaction: Transaction<'static, Postgres>,
    notices: Vec<(UserId, Notice)>,
    entries: Vec<Entry>,
}

impl Work {
    pub(crate) async fn begin(services: &Services) -> Result<Self, Error> {
        // On a task of its own: sqlx does not roll back what is dropped while it begins, and the next statement on that
        // connection, whoever's it is, would become part of a transaction that nobody ends.
        let db = services.db.clone();
        let transaction = tokio::spawn(async move { db.begin().await }).await??;
        Ok(Self { services: services.clone(), transaction, notices: Vec::new(), entries: Vec::new() })
    }

    /// The executor of queries inside this unit.
    pub fn db(&mut self) -> &mut PgConnection {
        &mut self.transaction
    }

    /// Tells somebody something, if and when this unit is committed. Their browsers hear of it right after.
    pub fn notify(&mut self, recipient: UserId, notice: Notice) {
        self.notices.push((recipient, notice));
    }

    /// Moves money, if and when this unit is committed.
    pub(crate) fn post(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Makes it so, then wakes the browsers of those who have news. A push that fails loses nothing:
    /// the notice is stored, and the browser asks from its cursor when it is back.
    pub async fn commit(mut self) -> Result<(), Error> {
        // Last of all, so that the locks which keep each person's notices in order are held for a moment only; and after
        // them the ledger, whose lock is one for everybody.
        notifications::store(&mut self.transaction, &self.notices, self.services.clock.now()).await?;
        ledger::post(&mut self.transaction, self.entries).await?;
        self.transaction.commit().await?;
        pushes::wake(&self.services, self.notices.iter().map(|(recipient, _)| *recipient));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::{
        future::poll_fn,
        pin::pin,
        task::Poll::{Pending, Ready},
    };

    use sqlx::{PgPool, Row, postgres::PgPoolOptions};

    use crate::{Services, testing};

    /// Whether it was done before it had to wait once more than that.
    async fn wait_at_most<T>(times: usize, future: impl Future<Output = T>) -> bool {
        let mut future = pin!(future);
        let mut waits = 0;
        poll_fn(|context| match future.as_mut().poll(context) {
            Ready(_) => Ready(true),
            Pending if waits == times => Ready(false),
            Pending => {
                waits += 1;
                Pending
            }
        })
        .await
    }

    #[sqlx::test(migrator = "crate::MIGRATIONS")]
    async fn who_goes_away_while_a_unit_begins_leaves_no_transaction_open(db: PgPool) {
        let single = PgPoolOptions::new().max_connections(1).connect_with((*db.connect_options()).clone());
        let services = Services::with_db(testing::settings(), single.await.unwrap()).unwrap();
        for waits in 0.. {
            let is_begun = wait_at_most(waits, services.begin()).await;
            // A simple query that stands alone is a transaction that begins with it.
            let row = sqlx::raw_sql("select now() = statement_timestamp()").fetch_one(&services.db);
            let is_alone: bool = row.await.unwrap().get(0);
            assert!(is_alone, "given up after {waits} waits");
            if is_begun {
                break;
            }
        }
    }
}
