//! The gig editor's posts. Pictures are stored before the rest is judged, so that a refused form keeps them.

use axum::{
    Router,
    extract::{DefaultBodyLimit, Path, State},
    response::Response,
    routing::post,
};
use domain::{
    Error, FieldErrors,
    auth::Viewer,
    files::{MAX_PICTURE_BYTES, PicturePurpose},
    gigs::{GigInput, MAX_GALLERY},
    ids::{FileId, GigId},
};
use services::{Services, files, gigs};

use crate::{forms::SentForm, render::see_other, state::AppState};

const NEW: &str = "/panel/gigs/nuevo";

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(NEW, post(create))
        .route("/panel/gigs/{id}", post(update))
        // The cover and the gallery in one post.
        .layer(DefaultBodyLimit::max((MAX_GALLERY + 1) * MAX_PICTURE_BYTES))
        .route("/panel/gigs/{id}/{event}", post(change))
}

async fn create(State(state): State<AppState>, form: SentForm) -> Response {
    let mut cover = None;
    let outcome = async {
        let viewer = form.viewer()?.clone();
        let (input, errors) = read(&state.services, &viewer, &form, &mut cover).await?;
        // Numbers that can't be read and texts that are too short are told in one go.
        let (parsed, errors) = judge(&input, errors);
        let gig = match parsed {
            Some(draft) if errors.is_empty() => gigs::create(&state.services, &viewer, draft).await?,
            _ => return Err(errors.into()),
        };
        finish(&state.services, &viewer, &form, gig.id).await
    }
    .await;
    // A draft that could not be published yet exists already: its own page goes on with it.
    match outcome {
        Ok(Done::Refused { gig, errors }) => {
            let path = format!("/panel/gigs/{gig}");
            form.answer_as(&state, &path, &path, &kept(cover), Err(errors.into())).await
        }
        Ok(Done::Saved(response)) => response,
        Err(error) => form.answer(&state, NEW, &kept(cover), Err(error)).await,
    }
}

async fn update(State(state): State<AppState>, Path(id): Path<GigId>, form: SentForm) -> Response {
    let path = format!("/panel/gigs/{id}");
    let mut cover = None;
    let outcome = async {
        let viewer = form.viewer()?.clone();
        let (input, errors) = read(&state.services, &viewer, &form, &mut cover).await?;
        let (parsed, errors) = judge(&input, errors);
        let gig = match parsed {
            Some(draft) if errors.is_empty() => {
                gigs::update(&state.services, &viewer, id, draft, form.version()).await?
            }
            _ => return Err(errors.into()),
        };
        match finish(&state.services, &viewer, &form, gig.id).await? {
            Done::Saved(response) => Ok(response),
            Done::Refused { errors, .. } => Err(errors.into()),
        }
    }
    .await;
    form.answer(&state, &path, &kept(cover), outcome).await
}

/// Publishes or pauses from the list.
async fn change(
    State(state): State<AppState>,
    Path((id, event)): Path<(GigId, String)>,
    form: SentForm,
) -> Response {
    let outcome = async {
        let viewer = form.viewer()?;
        match event.as_str() {
            "publish" => gigs::publish(&state.services, viewer, id).await?,
            "pause" => gigs::pause(&state.services, viewer, id).await?,
            _ => return Err(Error::NotFound),
        };
        Ok(see_other("/panel/gigs"))
    }
    .await;
    match outcome {
        // What is missing shows in the editor.
        Err(Error::Invalid(errors)) => {
            let path = format!("/panel/gigs/{id}");
            let shown = shown_again(&state.services, &form, id).await;
            form.answer_as(&state, &path, &path, &shown, Err(errors.into())).await
        }
        outcome => form.answer(&state, "/panel/gigs", &[], outcome).await,
    }
}

enum Done {
    Saved(Response),
    /// Saved, but not complete enough to be published.
    Refused {
        gig: GigId,
        errors: FieldErrors,
    },
}

/// Publishes if the button says so, and leads on.
async fn finish(services: &Services, viewer: &Viewer, form: &SentForm, id: GigId) -> Result<Done, Error> {
    if form.value("then") != "publish" {
        return Ok(Done::Saved(see_other("/panel/gigs")));
    }
    match gigs::publish(services, viewer, id).await {
        Ok(gig) => Ok(Done::Saved(see_other(&format!("/gigs/{}", gig.slug)))),
        Err(Error::Invalid(errors)) => Ok(Done::Refused { gig: id, errors }),
        Err(error) => Err(error),
    }
}

/// Stores the pictures, then reads the fields.
async fn read(
    services: &Services,
    viewer: &Viewer,
    form: &SentForm,
    cover: &mut Option<FileId>,
) -> Result<(GigInput, FieldErrors), Error> {
    let (mut input, mut errors) = GigInput::from_form(|field| form.value(field));
    if let Some(file) = form.files("cover").next() {
        let bytes = file.bytes.to_vec();
        match files::store_picture(services, viewer.user_id, PicturePurpose::GigCover, &file.name, bytes)
            .await
        {
            Ok(stored) => input.cover_file_id = Some(stored.id),
            Err(Error::Invalid(refused)) => {
                for error in refused.0 {
                    errors.push(domain::FieldError { field: "cover".into(), ..error });
                }
            }
            Err(error) => return Err(error),
        }
    }
    *cover = input.cover_file_id;
    Ok((input, errors))
}

/// The fields of a stored gig, for an editor that was not the form that was sent.
async fn shown_again(services: &Services, form: &SentForm, id: GigId) -> Vec<(String, String)> {
    let Ok(viewer) = form.viewer() else { return Vec::new() };
    gigs::get_own(services, viewer, id).await.map(|gig| GigInput::from(&gig).to_form()).unwrap_or_default()
}

fn judge(input: &GigInput, mut errors: FieldErrors) -> (Option<domain::gigs::GigDraft>, FieldErrors) {
    let parsed = match input.parse() {
        Ok(draft) => Some(draft),
        Err(refused) => {
            for error in refused.0 {
                // A number that could not be read is not also missing.
                if errors.of(&error.field).is_none() {
                    errors.push(error);
                }
            }
            None
        }
    };
    (parsed, errors)
}

fn kept(cover: Option<FileId>) -> Vec<(String, String)> {
    cover.map(|id| ("cover_file_id".to_owned(), id.to_string())).into_iter().collect()
}
