//! A unit of work: one database transaction, and the notices that are pushed once it is committed.

use domain::{Error, ids::UserId, notifications::Notice};
use sqlx::{PgConnection, Postgres, Transaction};

use crate::{Services, notifications, pushes};

/// Dropped without `commit`, nothing happened.
pub struct Work {
    services: Services,
    transaction: Transaction<'static, Postgres>,
    notices: Vec<(UserId, Notice)>,
}

impl Work {
    pub(crate) async fn begin(services: &Services) -> Result<Self, Error> {
        let transaction = services.db.begin().await?;
        Ok(Self { services: services.clone(), transaction, notices: Vec::new() })
    }

    /// The executor of queries inside this unit.
    pub fn db(&mut self) -> &mut PgConnection {
        &mut self.transaction
    }

    /// Tells somebody something, if and when this unit is committed. Their browsers hear of it right after.
    pub fn notify(&mut self, recipient: UserId, notice: Notice) {
        self.notices.push((recipient, notice));
    }

    /// Makes it so, then wakes the browsers of those who have news. A push that fails loses nothing:
    /// the notice is stored, and the browser asks from its cursor when it is back.
    pub async fn commit(mut self) -> Result<(), Error> {
        // Last of all, so that the locks which keep each person's notices in order are held for a moment only.
        notifications::store(&mut self.transaction, &self.notices, self.services.clock.now()).await?;
        self.transaction.commit().await?;
        pushes::wake(&self.services, self.notices.iter().map(|(recipient, _)| *recipient));
        Ok(())
    }
}
