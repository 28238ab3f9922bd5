//! The time, which tests can move forward.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, Duration, DurationRound, Utc};

/// Where all time comes from. Microseconds, as PostgreSQL keeps them.
#[derive(Clone, Default)]
pub struct Clock {
    ahead_milliseconds: Arc<AtomicI64>,
}

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the system's clock")]
    pub fn now(&self) -> DateTime<Utc> {
        let now = Utc::now() + Duration::milliseconds(self.ahead_milliseconds.load(Ordering::Relaxed));
        now.duration_trunc(Duration::microseconds(1)).unwrap_or(now)
    }

    /// Moves this process's time forward; for tests.
    pub fn advance(&self, by: Duration) {
        self.ahead_milliseconds.fetch_add(by.num_milliseconds(), Ordering::Relaxed);
    }
}
