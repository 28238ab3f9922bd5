//! The form of the identity document. What was typed comes back with an error only; what is stored comes back masked.

use axum::{Router, extract::State, response::Response, routing::post};
use domain::documents::{DocumentInput, IdentityDocument};
use services::documents;

use crate::{forms::SentForm, render::see_other, state::AppState};

const PAGE: &str = "/panel/perfil/identidad";

pub fn routes() -> Router<AppState> {
    Router::new().route(PAGE, post(put)).route("/panel/perfil/identidad/borrar", post(delete))
}

async fn put(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        let viewer = form.viewer()?;
        let input =
            DocumentInput { kind: form.value("kind").to_owned(), number: form.value("number").to_owned() };
        let document = IdentityDocument::parse(&input)?;
        documents::put(&state.services, viewer, &form.origin, &document).await?;
        Ok(see_other(PAGE))
    }
    .await;
    form.answer(&state, PAGE, &[], outcome).await
}

async fn delete(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        documents::delete(&state.services, form.viewer()?, &form.origin).await?;
        Ok(see_other(PAGE))
    }
    .await;
    form.answer(&state, PAGE, &[], outcome).await
}
