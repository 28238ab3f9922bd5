//! What a person chooses about the site: the whole form of the settings, and the short one at the foot of every page.

use axum::{
    Router,
    extract::{Query, State},
    response::Response,
    routing::post,
};
use domain::{
    Error,
    auth::path_inside_the_site,
    locale::Locale,
    preferences::{PreferencesInput, Theme},
};
use serde::Deserialize;
use services::{notifications, preferences};

use crate::{errors::ApiError, forms::SentForm, middleware::remember, render::see_other, state::AppState};

const PAGE: &str = "/panel/ajustes/preferencias";

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(PAGE, post(update))
        .route("/preferencias", post(choose))
        .route("/baja", post(unsubscribe))
}

#[derive(Deserialize)]
struct Unsubscription {
    /// The token of a mail.
    #[serde(default)]
    de: String,
}

/// One press in a mail program (RFC 8058) or on the page. It comes without cookies; the token in the address is what entitles.
async fn unsubscribe(
    State(state): State<AppState>,
    Query(wish): Query<Unsubscription>,
) -> Result<Response, ApiError> {
    notifications::unsubscribe(&state.services, &wish.de).await?;
    Ok(see_other("/baja?hecho=1"))
}

async fn update(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        let input = PreferencesInput::from_form(|field| form.value(field));
        let chosen = preferences::update(&state.services, form.viewer()?, &input).await?;
        let mut response = see_other(&format!("{PAGE}?guardado=1"));
        remember(&mut response, Some(chosen.locale), Some(chosen.theme));
        Ok(response)
    }
    .await;
    form.answer(&state, PAGE, &[], outcome).await
}

/// Language or theme alone: kept in the browser, and in the account of who has one.
async fn choose(State(state): State<AppState>, form: SentForm) -> Response {
    let back = path_inside_the_site(form.value("back")).unwrap_or("/").to_owned();
    let (locale, theme) = (Locale::from_tag(form.value("locale")), Theme::from_name(form.value("theme")));
    let outcome: Result<Response, Error> = async {
        if let Some(viewer) = &form.viewer {
            let input = PreferencesInput {
                locale: locale.map(|locale| locale.tag().to_owned()),
                theme: theme.map(|theme| theme.name().to_owned()),
                ..PreferencesInput::default()
            };
            preferences::update(&state.services, viewer, &input).await?;
        }
        let mut response = see_other(&back);
        remember(&mut response, locale, theme);
        Ok(response)
    }
    .await;
    form.answer(&state, &back, &[], outcome).await
}
