//! What the business is: ids, money, limits, parsed types, state machines, errors.
//! Pure and free of input and output, so that browser and server share one definition of every rule.

pub mod arrange;
pub mod auth;
pub mod categories;
pub mod contracts;
pub mod data;
pub mod documents;
pub mod errors;
pub mod favorites;
pub mod files;
pub mod gigs;
pub mod ids;
pub mod locale;
pub mod money;
pub mod notifications;
pub mod onboarding;
pub mod paging;
pub mod patch;
pub mod payments;
pub mod preferences;
pub mod reviews;
pub mod text;
pub mod users;

pub use errors::{Error, FieldError, FieldErrors};
