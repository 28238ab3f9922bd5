//! The outcomes that are not success, one enum for all of them, and the errors of single fields.

use std::{borrow::Cow, fmt};

use serde::{Deserialize, Serialize};

use crate::auth::SignInRefusal;

/// What a service answers when it does not do what was asked.
#[derive(Debug)]
pub enum Error {
    /// It does not exist, or it belongs to somebody else and is none of the caller's business.
    NotFound,
    /// Nobody is signed in, or the session has ended.
    SignInRequired,
    /// Somebody tried to sign in and was not let in.
    SignInRefused(SignInRefusal),
    /// The caller is known and may see it, but may not do this.
    Forbidden,
    /// The caller may do this once they have given their password or a code again: the last time is long ago.
    StepUpRequired,
    /// The input is wrong, field by field.
    Invalid(FieldErrors),
    /// The thing is not in a state that permits this.
    Conflict(Conflict),
    /// Too often; try again after so many seconds.
    TooManyRequests { retry_after_seconds: u64 },
    /// Something we depend on is away; it will come back by itself.
    Unavailable,
    /// A fault of ours. The cause is logged where the request ends, and never leaves the server.
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// A fault of ours that has no underlying error.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::Internal(message.into().into())
    }

    /// The input is wrong in one field.
    pub fn field(field: impl Into<Cow<'static, str>>, code: &'static str) -> Self {
        Self::Invalid(FieldError::new(field, code).into())
    }

    /// The thing is not in a state that permits this.
    pub fn conflict(code: &'static str) -> Self {
        Self::Conflict(Conflict { code: code.into(), ..Conflict::default() })
    }

    /// A stable name of the outcome, the last part of the problem's `type`.
    pub fn name(&self) -> &str {
        match self {
            Self::NotFound => "not-found",
            Self::SignInRequired => "sign-in-required",
            Self::SignInRefused(refusal) => refusal.name(),
            Self::Forbidden => "forbidden",
            Self::StepUpRequired => "step-up-required",
            Self::Invalid(_) => "invalid",
            Self::Conflict(conflict) => &conflict.code,
            Self::TooManyRequests { .. } => "too-many-requests",
            Self::Unavailable => "unavailable",
            Self::Internal(_) => "internal",
        }
    }
}

// `Error` itself is no `std::error::Error`; that is what lets `?` turn any error of a library into `Internal`.
impl<E: std::error::Error + Send + Sync + 'static> From<E> for Error {
    fn from(cause: E) -> Self {
        Self::Internal(Box::new(cause))
    }
}

impl From<FieldErrors> for Error {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}

impl From<FieldError> for Error {
    fn from(error: FieldError) -> Self {
        Self::Invalid(error.into())
    }
}

/// Why a thing is in the way, and what would be possible instead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Stable name, also the key of its text: `conflicts.<code>`.
    pub code: Cow<'static, str>,
    /// The transitions that are possible now.
    pub allowed: Vec<String>,
    /// The version that the thing has now.
    pub version: Option<i32>,
    /// The things in the way, where there can be several.
    pub reasons: Vec<FieldError>,
}

/// One thing wrong with one field. Its text is the translation `errors.<code>` with `params` filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name in forms and JSON; nested ones with dots: `packages.basic.price`.
    pub field: Cow<'static, str>,
    pub code: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub params: Vec<(Cow<'static, str>, String)>,
}

impl FieldError {
    pub fn new(field: impl Into<Cow<'static, str>>, code: &'static str) -> Self {
        Self { field: field.into(), code: code.into(), params: Vec::new() }
    }

    /// Adds a value that the text names, such as the limit.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.params.push((name.into(), value.to_string()));
        self
    }
}

/// Everything wrong with an input, in the order of its fields. Empty means that nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldErrors(pub Vec<FieldError>);

impl FieldErrors {
    /// Keeps the value, or notes the error and goes on, so that all fields are judged in one go.
    pub fn collect<T>(&mut self, parsed: Result<T, FieldError>) -> Option<T> {
        parsed.map_err(|error| self.0.push(error)).ok()
    }

    pub fn push(&mut self, error: FieldError) {
        self.0.push(error);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Err` with all errors when there are any.
    pub fn into_result(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }

    /// The first error of a field.
    pub fn of(&self, field: &str) -> Option<&FieldError> {
        self.0.iter().find(|error| error.field == field)
    }
}

impl From<FieldError> for FieldErrors {
    fn from(error: FieldError) -> Self {
        Self(vec![error])
    }
}
