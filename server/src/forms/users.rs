//! The forms of the profile and the portfolio.

use axum::{Router, extract::State, response::Response, routing::post};
use domain::{
    Error, FieldError, FieldErrors,
    arrange::Arrangement,
    auth::Viewer,
    files::{Crop, MAX_PICTURE_BYTES, PicturePurpose, StoredFile},
    ids::FileId,
    patch::Patch,
    users::{MAX_PORTFOLIO, PortfolioChange, PortfolioPatch, PortfolioWords, ProfileInput},
};
use services::{files, users};

use crate::{
    forms::{FileLimits, SentFile, SentForm},
    render::see_other,
    state::AppState,
};

const PROFILE: &str = "/panel/perfil";
const PORTFOLIO: &str = "/panel/perfil/portafolio";
/// How many of the largest pictures may come in one post.
const PICTURES_AT_ONCE: usize = 8;

pub fn routes() -> Router<AppState> {
    Router::new().route(PROFILE, post(update_profile).layer(FileLimits::layer(1, MAX_PICTURE_BYTES))).route(
        PORTFOLIO,
        post(change_portfolio).layer(FileLimits::layer(PICTURES_AT_ONCE, MAX_PICTURE_BYTES)),
    )
}

async fn update_profile(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        let viewer = form.viewer()?.clone();
        let (mut input, mut errors) = ProfileInput::from_form(|field| form.value(field));
        let parsed = input.parse();
        errors
            .0
            .extend(parsed.err().into_iter().chain([form.refused_files.clone()]).flat_map(|wrong| wrong.0));
        errors.into_result()?;
        if form.has("remove_avatar") {
            input.avatar_file_id = Patch::Clear;
        }
        // A file can't be sent back to the browser: it is looked at last, when all else is good.
        if let Some(file) = form.files("avatar").next() {
            let stored = store_avatar(&state, &viewer, &form, file).await;
            let stored = stored.map_err(|error| rename("avatar", error))?;
            input.avatar_file_id = Patch::Set(stored.id);
        }
        let profile = users::update(&state.services, &viewer, input.parse()?).await?;
        Ok(see_other(&format!("/u/{}", profile.handle)))
    }
    .await;
    form.answer(&state, PROFILE, &[], outcome).await
}

/// The part of it that was chosen in the frame, or by the plain choice where there was no frame.
async fn store_avatar(
    state: &AppState,
    viewer: &Viewer,
    form: &SentForm,
    file: &SentFile,
) -> Result<StoredFile, Error> {
    let (purpose, crop) = (PicturePurpose::Avatar, Crop::parse(|field| form.value(field))?);
    let bytes = file.bytes.to_vec();
    files::store_cropped(&state.services, viewer.user_id, purpose, crop, &file.name, bytes).await
}

/// Whatever button was pressed, everything on the page is taken over: the words, the order, the new pictures. Then the
/// button does its part.
async fn change_portfolio(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        let viewer = form.viewer()?;
        form.check_files()?;
        let mut changes = portfolio_on_the_page(&form)?;
        let known = form.values("ids").len();
        for (index, file) in form.files("files").enumerate() {
            if known + index >= MAX_PORTFOLIO {
                return Err(FieldError::new("files", "too_many").with("max", MAX_PORTFOLIO).into());
            }
            let stored = files::store_picture(
                &state.services,
                viewer.user_id,
                PicturePurpose::Portfolio,
                &file.name,
                file.bytes.to_vec(),
            )
            .await
            .map_err(|error| rename("files", error))?;
            changes.push(PortfolioChange::Add(stored.id, PortfolioWords::default()));
        }
        changes.extend(Arrangement::parse(form.value("arrange")).map(PortfolioChange::Arrange));
        users::change_portfolio(&state.services, viewer, changes).await?;
        // Once all is saved, people look at what others see.
        let next = if form.has("arrange") { PORTFOLIO.to_owned() } else { format!("/u/{}", viewer.handle) };
        Ok(see_other(&next))
    }
    .await;
    form.answer(&state, PORTFOLIO, &[], outcome).await
}

/// The order and the words of the pieces that the page showed.
fn portfolio_on_the_page(form: &SentForm) -> Result<Vec<PortfolioChange>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let ids: Vec<FileId> = form.values("ids").iter().filter_map(|id| id.parse().ok()).collect();
    let mut changes = vec![PortfolioChange::Order(ids.clone())];
    for id in ids {
        let field = |name: &str| format!("{name}.{id}");
        let typed = |name: &str| Patch::Set(form.value(&field(name)).to_owned());
        match (PortfolioPatch { title: typed("title"), alt: typed("alt") }).parse() {
            Ok(words) => changes.push(PortfolioChange::Describe(id, words)),
            Err(wrong) => errors.0.extend(
                wrong.0.into_iter().map(|error| FieldError { field: field(&error.field).into(), ..error }),
            ),
        }
    }
    errors.into_result()?;
    Ok(changes)
}

/// Errors of a file are told at the field it was chosen in.
pub(super) fn rename(field: &'static str, error: Error) -> Error {
    match error {
        Error::Invalid(mut errors) => {
            for error in &mut errors.0 {
                *error = FieldError { field: field.into(), ..error.clone() };
            }
            Error::Invalid(errors)
        }
        other => other,
    }
}
