//! Which faults are ours and which belong to something that is away for a moment.

use domain::Error;
use sqlx::error::DatabaseError;

/// Turns an `Internal` whose cause is a database that can't be reached into `Unavailable`.
/// Called once, where an outcome leaves the process.
pub fn settle(error: Error) -> Error {
    match error {
        Error::Internal(cause) if cause.downcast_ref::<sqlx::Error>().is_some_and(is_away) => {
            tracing::warn!(%cause, "the database is away");
            Error::Unavailable
        }
        other => other,
    }
}

fn is_away(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        // 57P01–57P03: shutting down, crashed, starting up. 53300: too many connections.
        sqlx::Error::Database(error) => {
            error.code().is_some_and(|code| matches!(&*code, "57P01" | "57P02" | "57P03" | "53300"))
        }
        _ => false,
    }
}

/// Maps the violation of a named constraint to an outcome, at the call site that knows what it means.
pub trait OnConstraint<T> {
    fn on_constraint(self, name: &str, outcome: impl FnOnce() -> Error) -> Result<T, Error>;
}

impl<T> OnConstraint<T> for Result<T, sqlx::Error> {
    fn on_constraint(self, name: &str, outcome: impl FnOnce() -> Error) -> Result<T, Error> {
        self.map_err(|error| match error.as_database_error().and_then(DatabaseError::constraint) {
            Some(constraint) if constraint == name => outcome(),
            _ => error.into(),
        })
    }
}
