//! The gig editor's posts. Pictures are stored before the rest is judged, so that a refused form keeps them.

use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::post,
};
use domain::{
    Error, FieldError, FieldErrors,
    arrange::Arrangement,
    auth::Viewer,
    files::{MAX_PICTURE_BYTES, PicturePurpose},
    gigs::{GigDraft, GigInput, MAX_GALLERY},
    ids::{FileId, GigId},
};
use services::{Services, files, gigs};

use crate::{
    forms::{FileLimits, SentFile, SentForm},
    render::see_other,
    state::AppState,
};

const NEW: &str = "/panel/gigs/nuevo";

pub fn routes() -> Router<AppState> {
    Router::new()
        .route(NEW, post(create))
        .route("/panel/gigs/{id}", post(update))
        // The cover and the gallery in one post.
        .layer(FileLimits::layer(MAX_GALLERY + 1, MAX_PICTURE_BYTES))
        .route("/panel/gigs/{id}/{event}", post(change))
}

async fn create(State(state): State<AppState>, form: SentForm) -> Response {
    let mut pictures = None;
    let outcome = async {
        let viewer = form.viewer()?.clone();
        let pictures = pictures.insert(Pictures::read(&state.services, &viewer, &form).await?);
        if form.has("arrange") {
            pictures.errors.clone().into_result()?;
            return Ok(Done::Arranged);
        }
        let key = form.fingerprint("then");
        let gig = gigs::create(&state.services, &viewer, judge(&form, pictures)?, key.as_ref()).await?;
        Ok(finish(&state.services, &viewer, &form, gig.id).await)
    }
    .await;
    let kept = pictures.as_ref().map(Pictures::to_form).unwrap_or_default();
    match outcome {
        Ok(Done::Saved(response)) => response,
        Ok(Done::Arranged) => form.again(&state, NEW, &kept).await,
        // A draft that could not be published yet exists already: its own page goes on with it.
        Ok(Done::Refused { gig, error }) => {
            let path = format!("/panel/gigs/{gig}");
            form.answer_as(&state, &path, &path, &kept, Err(error)).await
        }
        Err(error) => form.answer(&state, NEW, &kept, Err(error)).await,
    }
}

async fn update(State(state): State<AppState>, Path(id): Path<GigId>, form: SentForm) -> Response {
    let path = format!("/panel/gigs/{id}");
    let mut pictures = None;
    let outcome = async {
        let viewer = form.viewer()?.clone();
        let pictures = pictures.insert(Pictures::read(&state.services, &viewer, &form).await?);
        if form.has("arrange") {
            pictures.errors.clone().into_result()?;
            return Ok(Done::Arranged);
        }
        let draft = judge(&form, pictures)?;
        let gig = gigs::update(&state.services, &viewer, id, draft, form.version()).await?;
        Ok(finish(&state.services, &viewer, &form, gig.id).await)
    }
    .await;
    let kept = pictures.as_ref().map(Pictures::to_form).unwrap_or_default();
    match outcome {
        Ok(Done::Saved(response)) => response,
        Ok(Done::Arranged) => form.again(&state, &path, &kept).await,
        Ok(Done::Refused { error, .. }) | Err(error) => form.answer(&state, &path, &kept, Err(error)).await,
    }
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
    /// A button changed the form; nothing was saved.
    Arranged,
    /// Saved, but not published: mostly because it is not complete.
    Refused {
        gig: GigId,
        error: Error,
    },
}

/// Publishes what was saved if the button says so, and leads on.
async fn finish(services: &Services, viewer: &Viewer, form: &SentForm, id: GigId) -> Done {
    if form.value("then") != "publish" {
        return Done::Saved(see_other("/panel/gigs"));
    }
    match gigs::publish(services, viewer, id).await {
        Ok(gig) => Done::Saved(see_other(&format!("/gigs/{}", gig.slug))),
        Err(error) => Done::Refused { gig: id, error },
    }
}

/// The pictures that a form leaves its gig with: those it had and those that came with it, as its buttons arrange them.
struct Pictures {
    cover: Option<FileId>,
    gallery: Vec<FileId>,
    errors: FieldErrors,
}

impl Pictures {
    /// Stores what came with the form. When a button was pressed, what is wrong with a picture is told at once.
    async fn read(services: &Services, viewer: &Viewer, form: &SentForm) -> Result<Self, Error> {
        let known = form.values("gallery_file_ids").iter().flat_map(|ids| ids.split(','));
        let mut pictures = Self {
            cover: form.value("cover_file_id").trim().parse().ok(),
            gallery: known.filter_map(|id| id.trim().parse().ok()).collect(),
            errors: form.refused_files.clone(),
        };
        if let Some(file) = form.files("cover").next()
            && let Some(id) = pictures.store(services, viewer, PicturePurpose::GigCover, file).await?
        {
            pictures.cover = Some(id);
        }
        for file in form.files("gallery") {
            if pictures.gallery.len() >= MAX_GALLERY {
                pictures.errors.push(FieldError::new("gallery", "too_many").with("max", MAX_GALLERY));
                break;
            }
            let stored = pictures.store(services, viewer, PicturePurpose::GigGallery, file).await?;
            pictures.gallery.extend(stored);
        }
        match form.value("arrange") {
            "remove:cover" => pictures.cover = None,
            button => {
                if let Some(arrangement) = Arrangement::parse(button) {
                    arrangement.apply(&mut pictures.gallery, |id| *id);
                }
            }
        }
        Ok(pictures)
    }

    /// Stores one picture, or notes at its field why it was refused.
    async fn store(
        &mut self,
        services: &Services,
        viewer: &Viewer,
        purpose: PicturePurpose,
        file: &SentFile,
    ) -> Result<Option<FileId>, Error> {
        let stored =
            files::store_picture(services, viewer.user_id, purpose, &file.name, file.bytes.to_vec()).await;
        match stored {
            Ok(stored) => Ok(Some(stored.id)),
            Err(Error::Invalid(refused)) => {
                let field = || file.field.clone().into();
                self.errors
                    .0
                    .extend(refused.0.into_iter().map(|error| FieldError { field: field(), ..error }));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn to_form(&self) -> Vec<(String, String)> {
        let gallery: Vec<String> = self.gallery.iter().map(ToString::to_string).collect();
        vec![
            ("cover_file_id".to_owned(), self.cover.map(|id| id.to_string()).unwrap_or_default()),
            ("gallery_file_ids".to_owned(), gallery.join(",")),
        ]
    }
}

/// The fields of a stored gig, for an editor that was not the form that was sent.
async fn shown_again(services: &Services, form: &SentForm, id: GigId) -> Vec<(String, String)> {
    let Ok(viewer) = form.viewer() else { return Vec::new() };
    gigs::get_own(services, viewer, id).await.map(|gig| GigInput::from(&gig).to_form()).unwrap_or_default()
}

/// Everything that is wrong with the form in one go: numbers that can't be read, texts that are too short, pictures.
fn judge(form: &SentForm, pictures: &Pictures) -> Result<GigDraft, FieldErrors> {
    let (mut input, mut errors) = GigInput::from_form(|field| form.value(field));
    input.cover_file_id = pictures.cover;
    input.gallery_file_ids.clone_from(&pictures.gallery);
    let parsed = input.parse();
    for error in parsed.as_ref().err().into_iter().chain([&pictures.errors]).flat_map(|refused| &refused.0) {
        // A number that could not be read is not also missing.
        if errors.of(&error.field).is_none() {
            errors.push(error.clone());
        }
    }
    errors.into_result()?;
    parsed
}
