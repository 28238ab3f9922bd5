//! What every handler can reach.

use std::{ops::Deref, sync::Arc};

use app::context::Assets;
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use services::Services;

use crate::{lifecycle::Lifecycle, settings::Settings};

/// A clone is one more reference to the same: each layer of each request takes one.
#[derive(Clone)]
pub struct AppState(Arc<Parts>);

/// What the [`AppState`] is made of.
pub struct Parts {
    pub services: Services,
    pub settings: Settings,
    pub assets: Assets,
    pub leptos: LeptosOptions,
    pub lifecycle: Lifecycle,
    /// Where our forms may lead besides ourselves: the payment provider's pages.
    pub form_targets: Arc<str>,
}

impl Deref for AppState {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl AppState {
    pub fn new(settings: Settings, services: Services) -> Self {
        let leptos = LeptosOptions::builder()
            .output_name("laburemos")
            .site_root(settings.site_dir.to_string_lossy().into_owned())
            .site_pkg_dir("pkg")
            .site_addr(settings.listen)
            .build();
        let form_targets = form_targets(&settings.stripe_api_url);
        Self(Arc::new(Parts {
            assets: crate::assets::find(&settings.site_dir),
            services,
            settings,
            leptos,
            form_targets,
            lifecycle: Lifecycle::default(),
        }))
    }
}

/// Stripe's hosted pages, or fake-stripe's, which lie beside its API.
fn form_targets(api_url: &str) -> Arc<str> {
    let uri: Option<http::Uri> = api_url.parse().ok();
    let origin = uri.and_then(|uri| Some(format!("{}://{}", uri.scheme()?, uri.authority()?)));
    match origin {
        Some(origin) if origin != "https://api.stripe.com" => origin.into(),
        _ => "https://checkout.stripe.com https://connect.stripe.com".into(),
    }
}

impl FromRef<AppState> for Services {
    fn from_ref(state: &AppState) -> Self {
        state.services.clone()
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}

impl FromRef<AppState> for Lifecycle {
    fn from_ref(state: &AppState) -> Self {
        state.lifecycle.clone()
    }
}
