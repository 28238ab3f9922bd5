//! What a person sees. Pages render on the server only (`ssr`); islands are compiled for both sides, and the wasm
//! holds nothing else. `#[cfg]` stands on module lines alone.

// A page's view is one type, as deep as its elements.
#![recursion_limit = "512"]

#[cfg(feature = "ssr")]
rust_i18n::i18n!("locales", fallback = "es-AR");

#[cfg(feature = "ssr")]
#[macro_use]
pub mod i18n;

#[cfg(feature = "ssr")]
pub mod arrange;
#[cfg(feature = "ssr")]
pub mod auth;
#[cfg(feature = "ssr")]
pub mod context;
#[cfg(feature = "ssr")]
pub mod contracts;
#[cfg(feature = "ssr")]
pub mod data;
#[cfg(feature = "ssr")]
pub mod documents;
#[cfg(feature = "ssr")]
pub mod errors;
#[cfg(feature = "ssr")]
pub mod favorites;
pub mod files;
#[cfg(feature = "ssr")]
pub mod forms;
pub mod gigs;
#[cfg(feature = "ssr")]
pub mod help;
#[cfg(feature = "ssr")]
pub mod home;
#[cfg(feature = "ssr")]
pub mod how;
#[cfg(feature = "ssr")]
pub mod load;
#[cfg(feature = "ssr")]
pub mod mailbox;
pub mod notifications;
#[cfg(feature = "ssr")]
pub mod onboarding;
#[cfg(feature = "ssr")]
pub mod panel;
#[cfg(feature = "ssr")]
pub mod payments;
#[cfg(feature = "ssr")]
pub mod preferences;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod settings;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod specimen;
#[cfg(feature = "ssr")]
pub mod ui;
pub mod users;
