//! What every handler can reach.

use std::sync::Arc;

use app::context::Assets;
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use services::Services;

use crate::{lifecycle::Lifecycle, settings::Settings};

#[derive(Clone)]
pub struct AppState {
    pub services: Services,
    pub settings: Arc<Settings>,
    pub assets: Assets,
    pub leptos: LeptosOptions,
    pub lifecycle: Lifecycle,
}

impl AppState {
    pub fn new(settings: Settings, services: Services) -> Self {
        let leptos = LeptosOptions::builder()
            .output_name("laburemos")
            .site_root(settings.site_dir.to_string_lossy().into_owned())
            .site_pkg_dir("pkg")
            .site_addr(settings.listen)
            .build();
        Self {
            assets: crate::assets::find(&settings.site_dir),
            services,
            settings: Arc::new(settings),
            leptos,
            lifecycle: Lifecycle::default(),
        }
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
