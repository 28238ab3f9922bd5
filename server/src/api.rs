//! The REST API of `/auth` and `/api/v1`, each feature in a module of its own, with its OpenAPI description.

use axum::{Router, routing::get};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{Http, HttpAuthScheme, SecurityScheme},
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_swagger_ui::SwaggerUi;

use crate::{errors::Problem, state::AppState, ws};

mod account;
mod auth;
mod categories;
mod contracts;
mod data;
mod documents;
mod factors;
mod favorites;
mod gigs;
pub mod notifications;
mod passkeys;
mod payments;
mod preferences;
mod reviews;
mod search;
mod uploads;
mod users;

#[derive(OpenApi)]
#[openapi(
    info(title = "LABUREMOS", description = "Freelance marketplace with protected payment."),
    components(schemas(Problem)),
    modifiers(&Bearer)
)]
struct Description;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("bearer", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}

/// Every described route. Features join here.
fn described() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(Description::openapi())
        .merge(auth::routes())
        .merge(factors::routes())
        .merge(passkeys::routes())
        .merge(account::routes())
        .merge(categories::routes())
        .merge(gigs::routes())
        .merge(search::routes())
        .merge(uploads::routes())
        .merge(users::routes())
        .merge(preferences::routes())
        .merge(documents::routes())
        .merge(favorites::routes())
        .merge(contracts::routes())
        .merge(data::routes())
        .merge(payments::routes())
        .merge(reviews::routes())
        .merge(notifications::routes())
        .merge(ws::described())
}

/// The API's description, also printed by `laburemos openapi`.
pub fn openapi() -> utoipa::openapi::OpenApi {
    described().into_openapi()
}

pub fn routes() -> Router<AppState> {
    let (router, openapi) = described().split_for_parts();
    let json = serde_json::to_string(&openapi).unwrap_or_default();
    router
        .route(
            "/api/openapi.json",
            get(move || async move { ([(http::header::CONTENT_TYPE, "application/json")], json) }),
        )
        .merge(SwaggerUi::new("/api/docs").config(utoipa_swagger_ui::Config::from("/api/openapi.json")))
}
