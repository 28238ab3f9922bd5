//! What every page knows of its request. The server puts it into the request; views take it from the context.

use std::sync::Arc;

use domain::{
    auth::Viewer,
    locale::Locale,
    preferences::{Display, Theme},
};
use leptos::prelude::*;
use services::Services;

/// The request, as a page sees it.
#[derive(Clone, Debug, Default)]
pub struct PageContext {
    pub viewer: Option<Viewer>,
    /// Somebody is signed in, and who can't be found out now: whatever the address, the page says so.
    pub is_viewer_unknown: bool,
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

    /// What the reader prefers, or what holds until they say.
    pub fn display(&self) -> Display {
        self.viewer.as_ref().map(|viewer| viewer.display).unwrap_or_default()
    }

    /// This page without a wish for a language in its address, for coming back to after choosing one.
    pub fn back(&self) -> String {
        let path = self.path.split('?').next().unwrap_or_default();
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.query_pairs().into_iter().filter(|(name, _)| name != "lang"));
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// The same page in another language.
    pub fn with_language(&self, locale: Locale) -> String {
        let back = self.back();
        let separator = if back.contains('?') { '&' } else { '?' };
        format!("{back}{separator}lang={}", locale.tag())
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
