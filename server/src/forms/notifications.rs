//! Reading notices without JavaScript: `/panel/notificaciones/leer` and `/leer-todas`.

use axum::{Router, extract::State, response::Response, routing::post};
use domain::{Error, ids::NotificationId};
use services::notifications;

use super::SentForm;
use crate::{render::see_other, state::AppState};

const PAGE: &str = "/panel/notificaciones";

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/panel/notificaciones/leer", post(read))
        .route("/panel/notificaciones/leer-todas", post(read_all))
}

/// Marks one as read, then goes where it leads, or back to the list.
async fn read(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        let id: NotificationId = form.value("id").parse().map_err(|_| Error::NotFound)?;
        let path = notifications::mark_read(&state.services, form.viewer()?, id).await?;
        Ok(see_other(if form.value("then") == "open" { &path } else { PAGE }))
    };
    let outcome = outcome.await;
    form.answer(&state, PAGE, &[], outcome).await
}

async fn read_all(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        notifications::mark_all_read(&state.services, form.viewer()?).await?;
        Ok(see_other(PAGE))
    };
    let outcome = outcome.await;
    form.answer(&state, PAGE, &[], outcome).await
}
