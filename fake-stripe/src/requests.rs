//! A log of the calls that came in, so that a test can ask what the product really sent.
use serde::{Deserialize, Serialize};

use crate::form::Form;
use crate::state::Store;

const MOST_REQUESTS: usize = 10_000;

/// One call as it was seen and answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SeenRequest {
    /// Milliseconds by the fake clock.
    pub at_ms: i64,
    pub method: String,
    pub path: String,
    pub idempotency_key: Option<String>,
    pub parameters: Form,
    /// The status it was answered with before any fault.
    pub status: u16,
    /// The answer came from an earlier call with the same key.
    pub is_replayed: bool,
    /// The fault that hit it.
    pub fault: Option<String>,
}

impl Store {
    /// Adds to the log and forgets the oldest.
    pub fn log_request(&mut self, request: SeenRequest) {
        self.requests.push_back(request);
        if self.requests.len() > MOST_REQUESTS {
            self.requests.pop_front();
        }
    }
}
