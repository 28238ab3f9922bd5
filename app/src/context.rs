//! What every page knows of its request. The server puts it into the request; views take it from the context.

use std::sync::Arc;

use domain::{auth::Viewer, locale::Locale};
use leptos::prelude::*;
use services::Services;

/// Light, dark, or as the device says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }
}

/// The request, as a page sees it.
#[derive(Clone, Debug, Default)]
pub struct PageContext {
    pub viewer: Option<Viewer>,
    pub locale: Locale,
    pub theme: Theme,
    /// Path and query of the request.
    pub path: String,
    /// Scheme and host of the site, for canonical addresses.
    pub public_url: Arc<str>,
    /// Repeated in every plain form.
    pub csrf: Arc<str>,
    /// For the content security policy; on every script.
    pub nonce: Arc<str>,
    pub request_id: Arc<str>,
    pub is_production: bool,
}

/// The hashed names of the browser's files.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    pub script: String,
    pub wasm: String,
    pub stylesheet: String,
}

/// The request of this page.
pub fn page() -> PageContext {
    expect_context::<PageContext>()
}

/// The reader's language.
pub fn locale() -> Locale {
    expect_context::<PageContext>().locale
}

pub fn services() -> Services {
    expect_context::<Services>()
}

/// The signed-in person, or the outcome that leads to the sign-in page.
pub fn viewer() -> Result<Viewer, domain::Error> {
    page().viewer.ok_or(domain::Error::SignInRequired)
}
