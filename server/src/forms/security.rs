//! The posts of the security page: ending sessions, codes of an app on and off, recovery codes.

use app::auth::SECURITY;
use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::post,
};
use domain::{
    Error,
    auth::FactorCode,
    ids::{PasskeyId, SessionId},
};
use services::auth;

use super::SentForm;
use crate::{render::see_other, state::AppState};

const CODES: &str = "/panel/ajustes/seguridad/codigos";
const APP: &str = "/panel/ajustes/seguridad/app";

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/panel/ajustes/seguridad/sesiones/cerrar", post(revoke_others))
        .route("/panel/ajustes/seguridad/sesiones/{id}/cerrar", post(revoke))
        .route(APP, post(begin_totp))
        .route("/panel/ajustes/seguridad/app/confirmar", post(confirm_totp))
        .route("/panel/ajustes/seguridad/app/desactivar", post(turn_totp_off))
        .route(CODES, post(renew_codes))
        .route("/panel/ajustes/seguridad/llaves", post(add_passkey))
        .route("/panel/ajustes/seguridad/llaves/{id}/quitar", post(remove_passkey))
}

/// Back to the page, or what went wrong on top of it.
async fn answer(form: SentForm, state: &AppState, outcome: Result<(), Error>) -> Response {
    form.answer_as(state, SECURITY, SECURITY, &[], outcome.map(|()| see_other(SECURITY))).await
}

async fn revoke_others(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome =
        async { auth::revoke_other_sessions(&state.services, &form.origin, form.viewer()?).await.map(drop) }
            .await;
    answer(form, &state, outcome).await
}

/// One that has ended meanwhile is just as gone.
async fn revoke(State(state): State<AppState>, Path(id): Path<String>, form: SentForm) -> Response {
    let outcome = async {
        let id: SessionId = id.parse().map_err(|_| Error::NotFound)?;
        match auth::revoke_session(&state.services, &form.origin, form.viewer()?, id).await {
            Err(Error::NotFound) => Ok(()),
            outcome => outcome,
        }
    }
    .await;
    answer(form, &state, outcome).await
}

async fn begin_totp(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome =
        async { auth::begin_totp(&state.services, form.viewer()?).await.map(|_| see_other(APP)) }.await;
    form.answer_as(&state, SECURITY, SECURITY, &[], outcome).await
}

async fn confirm_totp(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        let code = FactorCode::parse("code", form.value("code"))?;
        auth::confirm_totp(&state.services, &form.origin, form.viewer()?, code).await
    }
    .await;
    match outcome {
        Ok(codes) => form.show(&state, CODES, &[("codes", codes)]).await,
        Err(error) => form.answer(&state, APP, &[], Err(error)).await,
    }
}

async fn turn_totp_off(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        match auth::turn_totp_off(&state.services, &form.origin, form.viewer()?).await {
            Err(Error::NotFound) => Ok(()),
            outcome => outcome,
        }
    }
    .await;
    answer(form, &state, outcome).await
}

async fn renew_codes(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome =
        async { auth::renew_recovery_codes(&state.services, &form.origin, form.viewer()?).await }.await;
    match outcome {
        Ok(codes) => form.show(&state, CODES, &[("codes", codes)]).await,
        Err(error) => form.answer(&state, CODES, &[], Err(error)).await,
    }
}

/// What a new passkey has answered; the script of the page sends it.
async fn add_passkey(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        let (challenge, name, credential) =
            (form.value("challenge"), form.value("name"), form.value("credential"));
        auth::add_passkey(&state.services, &form.origin, form.viewer()?, challenge, name, credential).await?;
        Ok(see_other(SECURITY))
    }
    .await;
    form.answer(&state, SECURITY, &[], outcome).await
}

async fn remove_passkey(State(state): State<AppState>, Path(id): Path<String>, form: SentForm) -> Response {
    let outcome = async {
        let id: PasskeyId = id.parse().map_err(|_| Error::NotFound)?;
        match auth::remove_passkey(&state.services, &form.origin, form.viewer()?, id).await {
            Err(Error::NotFound) => Ok(()),
            outcome => outcome,
        }
    }
    .await;
    answer(form, &state, outcome).await
}
