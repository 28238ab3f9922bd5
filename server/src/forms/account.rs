//! The posts of who can't get in, of links from mails, and of `/panel/ajustes`: password and e-mail.

use axum::{Router, extract::State, response::Response, routing::post};
use domain::{
    Error,
    auth::{Email, EmailChange, Password, PasswordChange},
};
use services::{auth, limits::Limit};

use super::SentForm;
use crate::{limits, render::see_other, state::AppState};

const SETTINGS: &str = "/panel/ajustes";

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/recuperar", post(forgot_password))
        .route("/restablecer", post(reset_password))
        .route("/verificar", post(verify_email))
        .route("/verificar/reenviar", post(resend_verification))
        .route("/confirmar-email", post(confirm_email_change))
        .route("/deshacer-cambio", post(undo_email_change))
        .route("/panel/ajustes/clave", post(change_password))
        .route("/panel/ajustes/email", post(change_email))
}

/// Says the same whether there is such an account or not.
async fn forgot_password(State(state): State<AppState>, form: SentForm) -> Response {
    let email = match Email::parse("email", form.value("email")) {
        Ok(email) => email,
        Err(error) => return form.answer(&state, "/recuperar", &[], Err(error.into())).await,
    };
    let (allowance, outcome) = limits::count_form(&state, Limit::Forgot, &form).await;
    let outcome = match outcome {
        Ok(()) => auth::forgot_password(&state.services, &email).await,
        Err(error) => Err(error),
    };
    let outcome = outcome.map(|()| see_other("/recuperar?listo=1"));
    let mut response = form.answer(&state, "/recuperar", &[], outcome).await;
    limits::describe(&mut response, allowance);
    response
}

async fn reset_password(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        let password = Password::parse("password", form.value("password"))?;
        auth::reset_password(&state.services, &form.origin, form.value("token"), password).await?;
        Ok(see_other("/ingresar?listo=clave"))
    }
    .await;
    form.answer(&state, "/restablecer", &[], outcome).await
}

async fn verify_email(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = auth::verify_email(&state.services, &form.origin, form.value("token")).await;
    let outcome = outcome.map(|()| see_other("/verificar?listo=1"));
    form.answer(&state, "/verificar", &[], outcome).await
}

async fn resend_verification(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        auth::resend_verification(&state.services, form.viewer()?).await?;
        Ok(see_other("/panel?enviado=1"))
    }
    .await;
    form.answer(&state, "/panel", &[], outcome).await
}

async fn confirm_email_change(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = auth::confirm_email_change(&state.services, &form.origin, form.value("token")).await;
    let outcome = outcome.map(|()| see_other("/confirmar-email?listo=1"));
    form.answer(&state, "/confirmar-email", &[], outcome).await
}

async fn undo_email_change(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = auth::undo_email_change(&state.services, &form.origin, form.value("token")).await;
    let outcome = outcome.map(|()| see_other("/deshacer-cambio?listo=1"));
    form.answer(&state, "/deshacer-cambio", &[], outcome).await
}

async fn change_password(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        let viewer = form.viewer()?;
        let change = PasswordChange::parse(form.value("current_password"), form.value("password"))?;
        auth::change_password(&state.services, &form.origin, viewer, change).await?;
        Ok::<_, Error>(see_other("/panel/ajustes?listo=clave"))
    }
    .await;
    form.answer(&state, SETTINGS, &[], outcome).await
}

async fn change_email(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        let viewer = form.viewer()?;
        let change = EmailChange::parse(form.value("email"), form.value("current_password"))?;
        auth::change_email(&state.services, &form.origin, viewer, change).await?;
        Ok::<_, Error>(see_other("/panel/ajustes?listo=email"))
    }
    .await;
    form.answer(&state, SETTINGS, &[], outcome).await
}
