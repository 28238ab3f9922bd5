//! The posts of `/ingresar`, `/registro` and `/salir`.

use app::routes::{second_step_path, sign_in_path};
use axum::{Router, extract::State, response::Response, routing::post};
use axum_extra::extract::cookie::CookieJar;
use domain::{
    Error,
    auth::{FactorCode, Proof, Registration, SignIn, SignInRefusal, path_inside_the_site},
};
use services::{
    auth,
    auth::{Entry, SignedIn},
    limits::Limit,
};

use super::SentForm;
use crate::{
    limits, render,
    session::{self, HALF_SESSION_COOKIE},
    state::AppState,
};

const SECOND_STEP: &str = "/ingresar/codigo";

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/ingresar", post(sign_in))
        .route("/registro", post(register))
        .route(SECOND_STEP, post(finish_sign_in))
        .route("/ingresar/llave", post(sign_in_with_passkey))
        .route("/salir", post(sign_out))
        .route("/confirmar", post(confirm))
}

async fn sign_in(State(state): State<AppState>, form: SentForm) -> Response {
    let next = form.value("next").to_owned();
    let (allowance, outcome) = limits::count_form(&state, Limit::Login, &form).await;
    let outcome = match outcome {
        Ok(()) => try_sign_in(&state, &form).await,
        Err(error) => Err(error),
    };
    let outcome = outcome
        .map(|entry| match entry {
            Entry::SignedIn(signed_in) => enter(&signed_in, &next),
            Entry::HalfSession(token) => ask_for_code(&token, &next),
        })
        .map_err(as_field);
    let mut response = form.answer(&state, "/ingresar", &[], outcome).await;
    limits::describe(&mut response, allowance);
    response
}

async fn try_sign_in(state: &AppState, form: &SentForm) -> Result<Entry, Error> {
    let attempt = SignIn::parse(form.value("email"), form.value("password"))?;
    auth::begin_sign_in(&state.services, &form.origin, attempt).await
}

/// On to the second step, which this browser alone can take.
fn ask_for_code(half_session: &str, next: &str) -> Response {
    let path = match path_inside_the_site(next) {
        Some(next) => second_step_path(next),
        None => SECOND_STEP.to_owned(),
    };
    let mut response = render::see_other(&path);
    session::set_half_session_cookie(&mut response, half_session);
    response
}

/// The code after the password. Without a living half session the person begins anew.
async fn finish_sign_in(State(state): State<AppState>, form: SentForm) -> Response {
    let next = form.value("next").to_owned();
    let (allowance, outcome) = limits::count_form(&state, Limit::Login, &form).await;
    let outcome = match outcome {
        Ok(()) => try_finish(&state, &form).await,
        Err(error) => Err(error),
    };
    let outcome = match outcome {
        Ok(signed_in) => {
            let mut response = enter(&signed_in, &next);
            session::remove_half_session_cookie(&mut response);
            Ok(response)
        }
        Err(Error::SignInRequired) => Ok(render::see_other(&sign_in_path(&next))),
        Err(error) => Err(as_field(error)),
    };
    let mut response = form.answer(&state, SECOND_STEP, &[], outcome).await;
    limits::describe(&mut response, allowance);
    response
}

async fn try_finish(state: &AppState, form: &SentForm) -> Result<SignedIn, Error> {
    let code = FactorCode::parse("code", form.value("code"))?;
    let cookies = CookieJar::from_headers(&form.parts.headers);
    let half_session = cookies.get(HALF_SESSION_COOKIE).ok_or(Error::SignInRequired)?;
    auth::finish_sign_in(&state.services, &form.origin, half_session.value(), &code).await
}

/// What a passkey has signed; the script of the page sends it.
async fn sign_in_with_passkey(State(state): State<AppState>, form: SentForm) -> Response {
    let (allowance, outcome) = limits::count_form(&state, Limit::Login, &form).await;
    let outcome = match outcome {
        Ok(()) => {
            let (challenge, credential) = (form.value("challenge"), form.value("credential"));
            auth::sign_in_with_passkey(&state.services, &form.origin, challenge, credential).await
        }
        Err(error) => Err(error),
    };
    let outcome = outcome.map(|signed_in| enter(&signed_in, form.value("next")));
    let mut response = form.answer(&state, "/ingresar", &[], outcome).await;
    limits::describe(&mut response, allowance);
    response
}

async fn register(State(state): State<AppState>, form: SentForm) -> Response {
    let next = form.value("next").to_owned();
    // Mistyped forms cost nothing; what counts is asking whether an account can be made.
    let parsed = Registration::parse(form.value("email"), form.value("password"), form.value("name"));
    let registration = match parsed {
        Ok(registration) => registration,
        Err(errors) => return form.answer(&state, "/registro", &[], Err(errors.into())).await,
    };
    let (allowance, outcome) = limits::count_form(&state, Limit::Register, &form).await;
    let outcome = match outcome {
        Ok(()) => auth::register(&state.services, &form.origin, form.page.locale, registration).await,
        Err(error) => Err(error),
    };
    let outcome = outcome.map(|signed_in| enter(&signed_in, &next));
    let mut response = form.answer(&state, "/registro", &[], outcome).await;
    limits::describe(&mut response, allowance);
    response
}

/// Who is signed out already is signed out.
async fn sign_out(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = match form.viewer.as_ref() {
        Some(viewer) => {
            auth::sign_out(&state.services, &form.origin, viewer, form.value("everywhere") == "true").await
        }
        None => Ok(()),
    };
    let outcome = outcome.map(|()| {
        let mut response = render::see_other("/");
        session::forget_browser(&mut response);
        response
    });
    form.answer(&state, "/", &[], outcome).await
}

/// The password, a code or a passkey once more, and back to what asked for it.
async fn confirm(State(state): State<AppState>, form: SentForm) -> Response {
    let (allowance, outcome) = limits::count_form(&state, Limit::Login, &form).await;
    let outcome = match outcome {
        Ok(()) => try_confirm(&state, &form).await,
        Err(error) => Err(error),
    };
    let next = path_inside_the_site(form.value("next")).unwrap_or("/panel");
    let outcome = outcome.map(|()| render::see_other(next));
    let mut response = form.answer(&state, "/confirmar", &[], outcome).await;
    limits::describe(&mut response, allowance);
    response
}

async fn try_confirm(state: &AppState, form: &SentForm) -> Result<(), Error> {
    if form.has("credential") {
        let (challenge, credential) = (form.value("challenge"), form.value("credential"));
        let viewer = form.viewer()?;
        return auth::confirm_with_passkey(&state.services, &form.origin, viewer, challenge, credential)
            .await;
    }
    let proof = Proof::parse(form.value("password"), form.value("code"))?;
    auth::confirm(&state.services, &form.origin, form.viewer()?, proof).await
}

/// Signed in, and on to where the person wanted to go, inside the site.
fn enter(signed_in: &SignedIn, next: &str) -> Response {
    let mut response = render::see_other(path_inside_the_site(next).unwrap_or("/panel"));
    session::set_session_cookies(&mut response, &signed_in.tokens);
    response
}

/// The refusal of a sign-in, said where it is typed anew.
fn as_field(error: Error) -> Error {
    match error {
        Error::SignInRefused(SignInRefusal::WrongCredentials) => {
            Error::field("password", "wrong_credentials")
        }
        Error::SignInRefused(SignInRefusal::WrongCode) => Error::field("code", "wrong_code"),
        Error::SignInRefused(SignInRefusal::AccountSuspended) => Error::field("email", "account_suspended"),
        other => other,
    }
}
