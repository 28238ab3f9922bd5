//! Events: what happened, with the object as it was then.
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::table::Row;

/// The API version that async-stripe is pinned to and that objects are shown in.
pub const API_VERSION: &str = "2026-09-30.endive";

/// One thing that happened.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Event {
    pub id: String,
    pub created: i64,
    pub event_type: String,
    /// The connected account it happened on.
    pub account: Option<String>,
    /// The object as it was then; a reader who wants today's has to fetch it.
    pub object: Value,
    /// What changed, in `*.updated`.
    pub previous: Option<Value>,
}

impl Row for Event {
    const OBJECT: &'static str = "event";

    fn id(&self) -> &str {
        &self.id
    }

    fn created(&self) -> i64 {
        self.created
    }

    fn json(&self) -> Value {
        let mut data = json!({"object": self.object});
        if let Some(previous) = &self.previous {
            data["previous_attributes"] = previous.clone();
        }
        let mut event = json!({
            "id": self.id,
            "object": "event",
            "api_version": API_VERSION,
            "created": self.created,
            "data": data,
            "livemode": false,
            "pending_webhooks": 1,
            "request": {"id": null, "idempotency_key": null},
            "type": self.event_type,
        });
        if let Some(account) = &self.account {
            event["account"] = json!(account);
        }
        event
    }
}
