//! `/api/v1/uploads`: files come in here, and are used by the id that is answered.

use std::collections::HashMap;

use axum::{
    Json,
    extract::{DefaultBodyLimit, Multipart, State, multipart::Field},
};
use domain::{
    Error, FieldError,
    files::{Crop, MAX_DELIVERY_BYTES, MAX_PICTURE_BYTES, PicturePurpose, StoredFile},
};
use http::StatusCode;
use services::{Services, files};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    errors::{ApiError, Problem},
    extract::Caller,
    state::AppState,
};

/// The largest file and the form around it.
const LIMIT: usize = MAX_DELIVERY_BYTES + 64 * 1024;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(upload)).layer(DefaultBodyLimit::max(LIMIT))
}

/// `multipart/form-data`
#[derive(ToSchema)]
#[expect(dead_code, reason = "only describes the form")]
struct UploadForm {
    /// `gig_cover`, `gig_gallery`, `avatar` or `portfolio` for pictures (10 MB; JPEG, PNG, WebP, GIF), `delivery` for
    /// files of a delivery (25 MB; also PDF, DOCX, TXT, ZIP). Comes before the file.
    purpose: String,
    /// Of an avatar: the side of the square that stays, 200 to 1000 permille of the picture's shorter side; 1000
    /// without. Like the next three, it comes before the file.
    crop_size: Option<u16>,
    /// How much of what is left over beside that square lies to its left, 0 to 1000 permille; 500 without.
    crop_x: Option<u16>,
    /// How much of what is left over lies above it, 0 to 1000 permille; 500 without.
    crop_y: Option<u16>,
    /// For both of them in percent, where they are not given.
    focus: Option<u8>,
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Store a file. Unused, it is gone after a day.
#[utoipa::path(
    post, path = "/api/v1/uploads", tag = "files", security(("bearer" = [])),
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 201, body = StoredFile), (status = 401, body = Problem), (status = 422, body = Problem))
)]
async fn upload(
    State(services): State<Services>,
    Caller(viewer): Caller,
    form: Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> Result<(StatusCode, Json<StoredFile>), ApiError> {
    let mut form = form.map_err(|_| Error::field("file", "required"))?;
    let mut said = HashMap::new();
    let unreadable = |_| Error::field("file", "unreadable");
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        match field.name() {
            Some(name @ ("purpose" | "focus" | "crop_x" | "crop_y" | "crop_size")) => {
                let name = name.to_owned();
                let value = read(field, 100).await?;
                said.insert(name, String::from_utf8_lossy(&value).into_owned());
            }
            Some("file") => {
                let purpose = said.get("purpose").ok_or_else(|| Error::field("purpose", "required"))?;
                let picture = PicturePurpose::from_name(purpose);
                let crop = Crop::parse(|field| said.get(field).map_or("", String::as_str))?;
                if picture.is_none() && purpose.as_str() != "delivery" {
                    return Err(Error::field("purpose", "invalid_choice").into());
                }
                let name = field.file_name().unwrap_or_default().to_owned();
                let max = if picture.is_some() { MAX_PICTURE_BYTES } else { MAX_DELIVERY_BYTES };
                let bytes = read(field, max).await?;
                let stored = match picture {
                    Some(purpose) => {
                        files::store_cropped(&services, viewer.user_id, purpose, crop, &name, bytes).await?
                    }
                    None => files::store_document(&services, viewer.user_id, &name, bytes).await?,
                };
                return Ok((StatusCode::CREATED, Json(stored)));
            }
            _ => {}
        }
    }
    Err(Error::field("file", "required").into())
}

/// A field piece by piece, given up as soon as it is too large.
async fn read(mut field: Field<'_>, max: usize) -> Result<Vec<u8>, Error> {
    let too_large = || FieldError::new("file", "too_large").with("max", max / (1024 * 1024));
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|_| too_large())? {
        if bytes.len() + piece.len() > max {
            return Err(too_large().into());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}
