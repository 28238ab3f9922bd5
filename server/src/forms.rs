//! Plain forms: read, checked against forgery, handed to a service; what is refused comes back with its page.

use std::{collections::HashMap, sync::Arc};

use app::{context::PageContext, errors::status_of, forms::FormState, i18n};
use axum::{
    Extension, Router,
    body::Bytes,
    extract::{
        DefaultBodyLimit, FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    response::{IntoResponse, Response},
};
use domain::{Error, FieldError, FieldErrors, auth::Viewer};
use http::{StatusCode, header, request::Parts};
use services::{audit::Origin, idempotency::Key};

use crate::{errors::ApiError, render, state::AppState};

mod account;
mod auth;
mod contracts;
mod data;
mod documents;
mod favorites;
mod gigs;
mod notifications;
mod preferences;
mod security;
mod users;

pub fn routes() -> Router<AppState> {
    Router::new()
        .merge(account::routes())
        .merge(auth::routes())
        .merge(contracts::routes())
        .merge(data::routes())
        .merge(documents::routes())
        .merge(favorites::routes())
        .merge(gigs::routes())
        .merge(notifications::routes())
        .merge(security::routes())
        .merge(preferences::routes())
        .merge(users::routes())
        .method_not_allowed_fallback(lead_up)
}

/// A form's address stays in the browser's bar when the form comes back refused, and not each has a page of its own: whoever
/// goes there by hand is led to the page that it belongs to.
async fn lead_up(request: Request) -> Response {
    let above =
        request.uri().path().rsplit_once('/').map(|(above, _)| if above.is_empty() { "/" } else { above });
    match above {
        Some(above) if request.method().is_safe() => render::see_other(above),
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

/// How much of files a form's route takes; what is more is read past, so that the rest of the form isn't lost.
#[derive(Clone, Copy)]
pub struct FileLimits {
    /// Bytes of the largest one.
    each: usize,
    /// Bytes of all of them together.
    total: usize,
}

/// Bytes of everything typed in a form with files.
const MAX_TYPED_BYTES: usize = 1024 * 1024;

impl FileLimits {
    /// For a route: up to `count` files of `each` bytes.
    pub fn layer(count: usize, each: usize) -> (Extension<Self>, DefaultBodyLimit) {
        let total = count * each;
        // Whoever sends several times as much doesn't do so by mistake.
        (Extension(Self { each, total }), DefaultBodyLimit::max(4 * total))
    }
}

/// A file of a multipart form, whole.
#[derive(Clone)]
pub struct SentFile {
    pub field: String,
    pub name: String,
    pub bytes: Bytes,
}

/// A form that a browser sent. Extracting it has checked the token against forged posts.
pub struct SentForm {
    pub viewer: Option<Viewer>,
    pub origin: Origin,
    pub page: PageContext,
    values: Arc<HashMap<String, Vec<String>>>,
    pub files: Vec<SentFile>,
    /// The file fields whose files were too large to be taken.
    pub refused_files: FieldErrors,
    parts: Parts,
}

impl SentForm {
    /// What was typed into a field; empty where it was not sent.
    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// Whether the form had a field of this name at all.
    pub fn has(&self, field: &str) -> bool {
        self.values.contains_key(field)
    }

    /// The version that its hidden field says the person saw.
    pub fn version(&self) -> Option<i32> {
        self.value("version").parse().ok()
    }

    /// Everything chosen or typed under one name.
    pub fn values(&self, field: &str) -> &[String] {
        self.values.get(field).map_or(&[], Vec::as_slice)
    }

    /// The files chosen in a field; a field left empty has none.
    pub fn files<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a SentFile> {
        self.files.iter().filter(move |file| file.field == field)
    }

    /// Whether all files could be taken.
    pub fn check_files(&self) -> Result<(), FieldErrors> {
        self.refused_files.clone().into_result()
    }

    /// The same whenever this showing of the form is sent with the same words and files, by a second press or a reload,
    /// whichever of the buttons of this name was pressed. `None` without the hidden field `key`, which is new in each showing.
    pub fn fingerprint(&self, button: &str) -> Option<Key> {
        Key::parse(self.value("key")).ok()?;
        let mut typed: Vec<_> =
            self.values.iter().filter(|(field, _)| *field != "csrf" && *field != button).collect();
        typed.sort_unstable();
        let typed = typed.into_iter().flat_map(|(field, values)| [field].into_iter().chain(values));
        let files = self.files.iter().map(|file| &*file.bytes);
        Some(Key::of(typed.map(String::as_bytes).chain(files)))
    }

    /// Who sent it, or the outcome that leads to the sign-in page.
    pub fn viewer(&self) -> Result<&Viewer, Error> {
        self.viewer.as_ref().ok_or(Error::SignInRequired)
    }

    /// The answer: where the service was content, its response; else the page at `path` again with everything
    /// that was typed (`keep` adds what only the server knows, such as the id of a file that is stored already).
    pub async fn answer(
        self,
        state: &AppState,
        path: &str,
        keep: &[(String, String)],
        outcome: Result<Response, Error>,
    ) -> Response {
        let action = self.parts.uri.path().to_owned();
        self.answer_as(state, path, &action, keep, outcome).await
    }

    /// The page at `path` once more as it was typed, `keep` over it: for buttons that change the form itself.
    pub async fn again(self, state: &AppState, path: &str, keep: &[(String, String)]) -> Response {
        let action = self.parts.uri.path().to_owned();
        let form = FormState { action, values: typed(self.values, keep), ..FormState::default() };
        render::again(state, self.parts, path, StatusCode::OK, form).await
    }

    /// The same, where the page at `path` has its form under another `action` than the one that was sent.
    pub async fn answer_as(
        self,
        state: &AppState,
        path: &str,
        action: &str,
        keep: &[(String, String)],
        outcome: Result<Response, Error>,
    ) -> Response {
        let error = match outcome {
            Ok(response) => return response,
            Err(error) => services::settle(error),
        };
        match &error {
            Error::SignInRequired => return render::see_other(&app::routes::sign_in_path(path)),
            Error::StepUpRequired => return render::see_other(&app::routes::confirm_path(path)),
            Error::NotFound => {
                let missing = FormState::default();
                return render::again(state, self.parts, "/_missing", StatusCode::NOT_FOUND, missing).await;
            }
            Error::Internal(cause) => {
                tracing::error!(%cause, request_id = &*self.page.request_id, path, "a form failed");
            }
            _ => {}
        }
        let values = typed(self.values, keep);
        let (errors, message) = match &error {
            Error::Invalid(errors) => (errors.clone(), None),
            Error::Conflict(conflict) => {
                (FieldErrors(conflict.reasons.clone()), Some(i18n::outcome(self.page.locale, &error)))
            }
            other => (FieldErrors::default(), Some(i18n::outcome(self.page.locale, other))),
        };
        let form = FormState { action: action.to_owned(), values, errors, message };
        render::again(state, self.parts, path, status_of(&error), form).await
    }
}

impl SentForm {
    /// The answer to a form whose outcome is told once and kept nowhere: the page at `path`, with the values under `action`.
    pub async fn show(self, state: &AppState, path: &str, values: &[(&str, Vec<String>)]) -> Response {
        let values = values.iter().map(|(field, values)| ((*field).to_owned(), values.clone())).collect();
        let form = FormState { action: path.to_owned(), values: Arc::new(values), ..FormState::default() };
        render::again(state, self.parts, path, StatusCode::OK, form).await
    }
}

impl FromRequest<AppState> for SentForm {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let kind =
            parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let request = Request::from_parts(parts.clone(), body);
        let page =
            parts.extensions.get::<PageContext>().cloned().ok_or_else(|| {
                ApiError(Error::internal("the context middleware did not run")).into_response()
            })?;
        let sent = if kind.starts_with("multipart/form-data") {
            // Nobody's files are not even read: they would be held for as long as a slow line takes to bring them.
            if page.viewer.is_none() {
                return Err(render::see_other(&app::routes::sign_in_path(parts.uri.path())));
            }
            Sent::from_multipart(request, state).await.map_err(|error| ApiError(error).into_response())?
        } else {
            let axum::extract::Form(pairs) =
                axum::extract::Form::<Vec<(String, String)>>::from_request(request, state)
                    .await
                    .map_err(IntoResponse::into_response)?;
            Sent { pairs, ..Sent::default() }
        };
        let values = group(sent.pairs);
        let token = values.get("csrf").and_then(|values| values.first()).map_or("", String::as_str);
        if token != &*page.csrf {
            return Err(ApiError(Error::Forbidden).into_response());
        }
        Ok(Self {
            viewer: page.viewer.clone(),
            origin: parts.extensions.get::<Origin>().cloned().unwrap_or_default(),
            page,
            values: Arc::new(values),
            files: sent.files,
            refused_files: sent.refused_files,
            parts,
        })
    }
}

type Values = HashMap<String, Vec<String>>;

/// What a page shows again: everything but secrets, `keep` over it.
fn typed(values: Arc<Values>, keep: &[(String, String)]) -> Arc<Values> {
    let mut values = Arc::unwrap_or_clone(values);
    values.retain(|field, _| !field.contains("password") && field != "csrf" && field != "code");
    values.extend(keep.iter().map(|(field, value)| (field.clone(), vec![value.clone()])));
    Arc::new(values)
}

fn group(pairs: Vec<(String, String)>) -> Values {
    let mut values = Values::new();
    for (field, value) in pairs {
        values.entry(field).or_default().push(value);
    }
    values
}

/// A form as it came over the line.
#[derive(Default)]
struct Sent {
    pairs: Vec<(String, String)>,
    files: Vec<SentFile>,
    refused_files: FieldErrors,
}

impl Sent {
    async fn from_multipart(request: Request, state: &AppState) -> Result<Self, Error> {
        let unreadable = || Error::field("file", "unreadable");
        let limits =
            request.extensions().get::<FileLimits>().copied().unwrap_or(FileLimits { each: 0, total: 0 });
        let mut form = Multipart::from_request(request, state).await.map_err(|_| unreadable())?;
        let (mut sent, mut room, mut typed_room) = (Self::default(), limits.total, MAX_TYPED_BYTES);
        while let Some(part) = form.next_field().await.map_err(|_| unreadable())? {
            let field = part.name().unwrap_or_default().to_owned();
            let Some(name) = part.file_name().map(str::to_owned) else {
                let bytes = read(part, typed_room).await.map_err(|_| unreadable())?.ok_or_else(unreadable)?;
                typed_room -= bytes.len();
                sent.pairs.push((field, String::from_utf8(bytes).map_err(|_| unreadable())?));
                continue;
            };
            match read(part, limits.each.min(room)).await.map_err(|_| unreadable())? {
                Some(bytes) if bytes.is_empty() => {}
                Some(bytes) => {
                    room -= bytes.len();
                    sent.files.push(SentFile { field, name, bytes: bytes.into() });
                }
                None => {
                    let (code, max) = if room < limits.each {
                        ("too_large_together", limits.total)
                    } else {
                        ("too_large", limits.each)
                    };
                    sent.refused_files.push(FieldError::new(field, code).with("max", max / (1024 * 1024)));
                }
            }
        }
        Ok(sent)
    }
}

/// A part piece by piece; one that is larger is read past, and not kept.
async fn read(mut part: Field<'_>, max: usize) -> Result<Option<Vec<u8>>, MultipartError> {
    let mut kept = Some(Vec::new());
    while let Some(piece) = part.chunk().await? {
        kept = kept.filter(|bytes| bytes.len() + piece.len() <= max);
        if let Some(bytes) = &mut kept {
            bytes.extend_from_slice(&piece);
        }
    }
    Ok(kept)
}
