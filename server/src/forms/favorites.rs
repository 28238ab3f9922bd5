//! Hearts, and the lists of what is kept. A heart says what is to hold afterwards, so that pressing it twice is pressing it once.

use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::post,
};
use domain::{
    Error,
    auth::path_inside_the_site,
    favorites::{FavoriteInput, ListName},
    ids::{FavoriteId, FavoriteListId},
};
use services::favorites;

use crate::{forms::SentForm, render::see_other, state::AppState};

const PAGE: &str = "/panel/favoritos";

pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/favoritos", post(press))
        .route("/panel/favoritos/listas", post(create_list))
        .route("/panel/favoritos/listas/{id}", post(rename_list))
        .route("/panel/favoritos/listas/{id}/borrar", post(delete_list))
        .route("/panel/favoritos/{id}/mover", post(move_to))
}

/// One of the reader's lists, as its page's address.
fn list_page(list: Option<FavoriteListId>) -> String {
    list.map_or_else(|| PAGE.to_owned(), |list| format!("{PAGE}?lista={list}"))
}

/// The list that a select names; empty is none.
fn chosen_list(form: &SentForm) -> Result<Option<FavoriteListId>, Error> {
    match form.value("list_id") {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Error::field("list_id", "unknown_list")),
    }
}

async fn press(State(state): State<AppState>, form: SentForm) -> Response {
    let back = path_inside_the_site(form.value("back")).unwrap_or(PAGE).to_owned();
    // Strangers sign in and come back; who can't keep any more is told so among what they keep.
    let page = if form.viewer.is_some() { PAGE } else { &back };
    let outcome = async {
        let viewer = form.viewer()?;
        let input = FavoriteInput {
            gig_id: form.value("gig_id").parse().ok(),
            handle: Some(form.value("handle").to_owned()).filter(|handle| !handle.is_empty()),
            list_id: None,
        };
        let what = input.parse()?;
        if form.value("keep") == "no" {
            favorites::drop(&state.services, viewer, &what).await?;
        } else {
            favorites::keep(&state.services, viewer, &what, None).await?;
        }
        Ok(see_other(&back))
    }
    .await;
    form.answer(&state, page, &[], outcome).await
}

async fn create_list(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        let viewer = form.viewer()?;
        let name = ListName::parse(form.value("name"))?;
        let list = favorites::create_list(&state.services, viewer, &name).await?;
        Ok(see_other(&list_page(Some(list.id))))
    }
    .await;
    form.answer(&state, PAGE, &[], outcome).await
}

async fn rename_list(
    State(state): State<AppState>,
    Path(id): Path<FavoriteListId>,
    form: SentForm,
) -> Response {
    let outcome = async {
        let viewer = form.viewer()?;
        // Somebody else's list is not found, whatever the name.
        favorites::get_list(&state.services, viewer, id).await?;
        let name = ListName::parse(form.value("name"))?;
        favorites::rename_list(&state.services, viewer, id, &name).await?;
        Ok(see_other(&list_page(Some(id))))
    }
    .await;
    form.answer(&state, &list_page(Some(id)), &[], outcome).await
}

async fn delete_list(
    State(state): State<AppState>,
    Path(id): Path<FavoriteListId>,
    form: SentForm,
) -> Response {
    let outcome = async {
        favorites::delete_list(&state.services, form.viewer()?, id).await?;
        Ok(see_other(PAGE))
    }
    .await;
    form.answer(&state, PAGE, &[], outcome).await
}

async fn move_to(State(state): State<AppState>, Path(id): Path<FavoriteId>, form: SentForm) -> Response {
    let back = path_inside_the_site(form.value("back")).unwrap_or(PAGE).to_owned();
    let outcome = async {
        favorites::move_to(&state.services, form.viewer()?, id, chosen_list(&form)?).await?;
        Ok(see_other(&back))
    }
    .await;
    form.answer(&state, PAGE, &[], outcome).await
}
