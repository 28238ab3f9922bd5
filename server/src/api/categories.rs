//! `/api/v1/categories`: the tree of what is offered.

use axum::Json;
use domain::categories::CategoryNode;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{extract::Page, state::AppState};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(tree))
}

/// All categories, in the reader's language.
#[utoipa::path(
    get, path = "/api/v1/categories", tag = "gigs",
    responses((status = 200, body = Vec<CategoryNode>))
)]
async fn tree(Page(page): Page) -> Json<Vec<CategoryNode>> {
    Json(CategoryNode::tree(page.locale))
}
