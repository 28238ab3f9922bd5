//! `/api/v1/search/suggest`: what a half-typed query may become.

use axum::{
    Json,
    extract::{Query, State},
};
use domain::{categories::Category, gigs::GigSuggestion};
use serde::{Deserialize, Serialize};
use services::{Services, gigs};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{errors::ApiError, extract::Page, state::AppState};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(suggest))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct SuggestQuery {
    /// What stands in the search box; suggestions begin at two letters.
    #[serde(default)]
    q: String,
}

/// Suggestions for the search box.
#[derive(Serialize, ToSchema)]
pub struct SuggestAnswer {
    /// The query with its last word completed, most usual first.
    queries: Vec<String>,
    categories: Vec<CategorySuggestion>,
    gigs: Vec<GigSuggestion>,
}

/// A category whose name fits.
#[derive(Serialize, ToSchema)]
pub struct CategorySuggestion {
    slug: &'static str,
    /// In the reader's language.
    name: &'static str,
}

/// Complete a query.
#[utoipa::path(
    get, path = "/api/v1/search/suggest", tag = "gigs", params(SuggestQuery),
    responses((status = 200, body = SuggestAnswer))
)]
async fn suggest(
    State(services): State<Services>,
    Page(page): Page,
    Query(query): Query<SuggestQuery>,
) -> Result<Json<SuggestAnswer>, ApiError> {
    let typed: String = query.q.chars().take(80).collect();
    let found = gigs::suggest(&services, &typed).await?;
    let categories = found.categories.iter().filter_map(|slug| Category::find_by_slug(slug));
    Ok(Json(SuggestAnswer {
        queries: found.queries.clone(),
        categories: categories
            .map(|category| CategorySuggestion { slug: category.slug, name: category.name(page.locale) })
            .collect(),
        gigs: found.gigs.clone(),
    }))
}
