//! What Stripe keeps of a call with an `Idempotency-Key`: the same call again gets the same answer, another is refused.
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::error::ApiError;
use crate::form::Form;
use crate::state::Store;

/// Stripe forgets a key after a day.
const REMEMBERED_SECONDS: i64 = 24 * 60 * 60;

/// One call under a key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Remembered {
    path: String,
    form: Form,
    created: i64,
    /// None while it is in progress.
    answer: Option<Answer>,
}

/// An answer that can be given again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The body, byte for byte.
    pub body: String,
}

impl Answer {
    /// Whether Stripe keeps it: not when parameters failed validation, since then nothing was begun.
    fn is_kept(&self) -> bool {
        let validation = ["parameter_", "idempotency_", "email_invalid", "url_invalid"];
        let is_validation = validation.iter().any(|code| self.body.contains(&format!("\"code\":\"{code}")));
        !(is_validation || self.status == 401 || self.status == 404)
    }
}

impl Store {
    /// Begins a call under a key. Gives the answer of the same call if that is known.
    ///
    /// # Errors
    /// 400 `idempotency_error` when the parameters differ; 409 while the first call is in progress.
    pub fn begin_idempotent(
        &mut self,
        key: &str,
        path: &str,
        form: &Form,
    ) -> Result<Option<Answer>, ApiError> {
        let now = self.now();
        if let Some(known) = self.remembered.get(key).filter(|known| now < known.created + REMEMBERED_SECONDS)
        {
            if known.path != path || known.form != *form {
                let what = if known.path == path { "parameters" } else { "endpoint" };
                return Err(ApiError::invalid(format!(
                    "Keys for idempotent requests can only be used with the same {what} they were first used with. \
                     Try using a key other than '{key}' if you meant to execute a different request."
                ))
                .with_status(StatusCode::BAD_REQUEST, "idempotency_error"));
            }
            return known.answer.clone().map(Some).ok_or_else(|| {
                ApiError::invalid(
                    "There is currently another in-progress request using this Stripe Idempotency-Key. Please try \
                     again later.",
                )
                .with_status(StatusCode::CONFLICT, "idempotency_error")
                .with_code("idempotency_key_in_use")
            });
        }
        let call = Remembered { path: path.to_owned(), form: form.clone(), created: now, answer: None };
        self.remembered.insert(key.to_owned(), call);
        Ok(None)
    }

    /// Keeps the answer, or forgets the key where Stripe would.
    pub fn finish_idempotent(&mut self, key: &str, answer: &Answer) {
        if !answer.is_kept() {
            self.remembered.remove(key);
        } else if let Some(call) = self.remembered.get_mut(key) {
            call.answer = Some(answer.clone());
        }
    }

    /// Forgets calls that a restart cut off.
    pub fn forget_unfinished(&mut self) {
        self.remembered.retain(|_, call| call.answer.is_some());
    }
}
