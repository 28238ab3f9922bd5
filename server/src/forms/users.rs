//! The profile form.

use axum::{
    Router,
    extract::{DefaultBodyLimit, State},
    response::Response,
    routing::post,
};
use domain::{
    Error, FieldError,
    files::{MAX_PICTURE_BYTES, PicturePurpose},
    users::ProfileInput,
};
use services::{files, users};

use crate::{forms::SentForm, render::see_other, state::AppState};

const PROFILE: &str = "/panel/perfil";

pub fn routes() -> Router<AppState> {
    Router::new().route(PROFILE, post(update_profile).layer(DefaultBodyLimit::max(2 * MAX_PICTURE_BYTES)))
}

async fn update_profile(State(state): State<AppState>, form: SentForm) -> Response {
    let outcome = async {
        let viewer = form.viewer()?.clone();
        let mut input = ProfileInput::from_form(|field| form.value(field), form.values("languages"));
        if let Some(file) = form.files("avatar").next() {
            let bytes = file.bytes.to_vec();
            let stored = files::store_picture(
                &state.services,
                viewer.user_id,
                PicturePurpose::Avatar,
                &file.name,
                bytes,
            )
            .await
            .map_err(|error| rename("avatar", error))?;
            input.avatar_file_id = Some(stored.id);
        }
        users::update(&state.services, &viewer, input.parse()?).await?;
        Ok(see_other(&format!("/u/{}", viewer.handle)))
    }
    .await;
    form.answer(&state, PROFILE, &[], outcome).await
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
