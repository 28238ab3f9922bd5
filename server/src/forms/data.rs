//! The forms of `/panel/ajustes/datos`: asking for an archive of one's data, and leaving.

use app::settings::SettingsTab;
use axum::{Router, extract::State, response::Response, routing::post};
use domain::Error;
use services::data;

use crate::{forms::SentForm, render::see_other, session::forget_browser, state::AppState};

const PAGE: &str = SettingsTab::Data.path();

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(app::data::EXPORT, post(request_export))
        .route(app::data::DELETE, post(request_deletion))
}

async fn request_export(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        data::request_export(&state.services, &form.origin, form.viewer()?).await?;
        Ok(see_other(PAGE))
    }
    .await;
    form.answer(&state, PAGE, &[], outcome).await
}

async fn request_deletion(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        let viewer = form.viewer()?;
        if form.value("confirm") != "true" {
            return Err(Error::field("confirm", "required"));
        }
        data::request_deletion(&state.services, &form.origin, viewer).await?;
        let mut response = see_other(app::data::GOODBYE);
        forget_browser(&mut response);
        Ok(response)
    }
    .await;
    form.answer(&state, PAGE, &[], outcome).await
}
