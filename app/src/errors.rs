//! The pages of outcomes that are not success, with their real status.

use domain::Error;
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;

use crate::{context::page, i18n};

/// The status of an outcome, for pages and the API alike.
pub fn status_of(error: &Error) -> StatusCode {
    match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::SignInRequired | Error::SignInRefused(_) => StatusCode::UNAUTHORIZED,
        Error::Forbidden | Error::StepUpRequired => StatusCode::FORBIDDEN,
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Conflict(_) => StatusCode::CONFLICT,
        Error::TooManyRequests { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// A whole page that says what happened and what to do. Sets the status; who must sign in is sent there.
#[component]
pub fn ErrorView(error: Error) -> impl IntoView {
    let page = page();
    let error = services::settle(error);
    if let Error::Internal(cause) = &error {
        leptos::logging::error!("page {} failed, request {}: {cause}", page.path, page.request_id);
    }
    if let Some(response) = use_context::<ResponseOptions>() {
        let elsewhere = match &error {
            Error::SignInRequired => Some(crate::routes::sign_in_path(&page.path)),
            Error::StepUpRequired => Some(crate::routes::confirm_path(&page.path)),
            _ => None,
        };
        match elsewhere.and_then(|path| http::HeaderValue::from_str(&path).ok()) {
            // Whatever the client says it accepts: this is a page, and it is elsewhere.
            Some(location) => {
                response.set_status(StatusCode::SEE_OTHER);
                response.insert_header(http::header::LOCATION, location);
            }
            None => response.set_status(status_of(&error)),
        }
    }
    let locale = page.locale;
    let key = match error {
        Error::NotFound => "not-found",
        Error::Unavailable => "unavailable",
        Error::Internal(_) => "internal",
        _ => "refused",
    };
    let title = t!(locale, &format!("pages.{key}.title"));
    let advice = match key {
        "refused" => i18n::outcome(locale, &error),
        _ => t!(locale, &format!("pages.{key}.advice")),
    };
    view! {
        <Title text=title.clone()/>
        <div class="wrap narrow error-page">
            <h1>{title}</h1>
            <p>{advice}</p>
            <p><a class="button" href="/">{t!(locale, "pages.go_home")}</a></p>
            {(key == "internal").then(|| view! {
                <p class="hint">{t!(locale, "pages.request_id")}" "<code>{page.request_id.to_string()}</code></p>
            })}
        </div>
    }
}

/// For addresses that no page has.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! { <ErrorView error=Error::NotFound/> }
}
