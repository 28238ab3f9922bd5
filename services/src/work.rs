//! A unit of work: one database transaction, and the notices that are pushed once it is committed.

use domain::{Error, ids::UserId, notifications::Notice};
use sqlx::{PgConnection, Postgres, Transaction};

use crate::{Services, notifications, pushes};

/// Dropped without `commit`, nothing happened.
pub struct Work {
    services: Services,
    transaction: Transaction<'static, Postgres>,
    recipients: Vec<UserId>,
}

impl Work {
    pub(crate) async fn begin(services: &Services) -> Result<Self, Error> {
        let transaction = services.db.begin().await?;
        Ok(Self { services: services.clone(), transaction, recipients: Vec::new() })
    }

    /// The executor of queries inside this unit.
    pub fn db(&mut self) -> &mut PgConnection {
        &mut self.transaction
    }

    /// Stores a notice for somebody; it is pushed to their browsers after the commit.
    pub async fn notify(&mut self, recipient: UserId, notice: Notice) -> Result<(), Error> {
        notifications::store(&mut self.transaction, recipient, &notice, self.services.clock.now()).await?;
        self.recipients.push(recipient);
        Ok(())
    }

    /// Makes it so, then wakes the browsers of those who have news. A push that fails loses nothing:
    /// the notice is stored, and the browser asks from its cursor when it is back.
    pub async fn commit(self) -> Result<(), Error> {
        self.transaction.commit().await?;
        if !self.recipients.is_empty() {
            pushes::wake(&self.services, &self.recipients).await;
        }
        Ok(())
    }
}
