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

impl PageContext {
    /// What the address says under a name, decoded; empty where it says nothing.
    pub fn query_value(&self, name: &str) -> String {
        self.query_pairs()
            .into_iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
            .unwrap_or_default()
    }

    /// The decoded names and values of the address's query.
    pub fn query_pairs(&self) -> Vec<(String, String)> {
        let query = self.path.split_once('?').map_or("", |(_, query)| query);
        form_urlencoded::parse(query.as_bytes()).into_owned().collect()
    }

    /// The same page in another language.
    pub fn with_language(&self, locale: Locale) -> String {
        let path = self.path.split('?').next().unwrap_or_default();
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.query_pairs().into_iter().filter(|(name, _)| name != "lang"));
        query.append_pair("lang", locale.tag());
        format!("{path}?{}", query.finish())
    }

    /// The whole address of a path, for canonical links and machines.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }
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
