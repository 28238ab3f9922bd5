//! Files on their way out: pictures for everybody and for ever, documents for those they were given to, always as a
//! download so that nothing that people send can run under our address.

use axum::{
    Router,
    body::Body,
    extract::{OriginalUri, Path, Query, State, rejection::QueryRejection},
    response::{IntoResponse, Response},
    routing::get,
};
use domain::{
    Error,
    ids::{FileId, UserId},
};
use http::{HeaderMap, HeaderValue, header};
use serde::Deserialize;
use services::{
    Services, data, files,
    files::{OpenFile, SignedLink},
};

use crate::{
    errors::ApiError,
    extract::{From, MaybeCaller},
    render,
    state::AppState,
};

/// Pictures: no session, no language, nothing to compress.
pub fn public_routes() -> Router<AppState> {
    Router::new().route("/files/{name}", get(picture))
}

pub fn private_routes() -> Router<AppState> {
    Router::new().route("/archivos/{id}", get(document)).route("/exportaciones/{id}", get(export))
}

async fn picture(State(services): State<Services>, Path(name): Path<String>) -> Response {
    match files::open_picture(&services, &name).await {
        Ok(file) => send(file, "public, max-age=31536000, immutable", None),
        // Outside the layers that write problems: the bare status is enough for an `<img>`.
        Err(error) => ApiError(error).into_response(),
    }
}

/// What a signed link has in its query.
#[derive(Deserialize)]
struct Signed {
    reader: UserId,
    expires: i64,
    signature: String,
}

/// The address that pages show leads to a signed one, where the reader may; that one sends the file.
async fn document(
    State(services): State<Services>,
    MaybeCaller(viewer): MaybeCaller,
    address: OriginalUri,
    Path(id): Path<String>,
    signed: Result<Query<Signed>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let file: FileId = id.parse().map_err(|_| ApiError(Error::NotFound))?;
    if let Ok(Query(Signed { reader, expires, signature })) = signed {
        let link = SignedLink { file, reader, expires, signature };
        let file = files::open_signed(&services, viewer.as_ref(), &link).await?;
        return Ok(send_privately(file));
    }
    let Some(viewer) = viewer else { return ask_to_sign_in(&address, &headers) };
    let SignedLink { file, reader, expires, signature } =
        files::open_private(&services, &viewer, file).await?;
    let link = format!("/archivos/{file}?reader={reader}&expires={expires}&signature={signature}");
    let mut response = render::see_other(&link);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// An archive of the caller's own data.
async fn export(
    State(services): State<Services>,
    MaybeCaller(viewer): MaybeCaller,
    From(origin): From,
    address: OriginalUri,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let Some(viewer) = viewer else { return ask_to_sign_in(&address, &headers) };
    let id = id.parse().map_err(|_| ApiError(Error::NotFound))?;
    match data::open_export(&services, &origin, &viewer, id).await {
        Ok(file) => Ok(send_privately(file)),
        Err(Error::StepUpRequired) if wants_page(&headers) => {
            Ok(render::see_other(&app::routes::confirm_path(address.path())))
        }
        Err(error) => Err(ApiError(error)),
    }
}

/// Browsers are led to the sign-in page, and back.
fn ask_to_sign_in(address: &OriginalUri, headers: &HeaderMap) -> Result<Response, ApiError> {
    if wants_page(headers) {
        Ok(render::see_other(&app::routes::sign_in_path(address.path())))
    } else {
        Err(ApiError(Error::SignInRequired))
    }
}

fn wants_page(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|kinds| kinds.contains("text/html"))
}

fn send_privately(file: OpenFile) -> Response {
    let disposition = disposition(&file.name);
    send(file, "private, no-store", Some(&disposition))
}

fn send(file: OpenFile, cache: &'static str, disposition: Option<&str>) -> Response {
    let mut headers = HeaderMap::new();
    let value = |text: &str| {
        HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("application/octet-stream"))
    };
    headers.insert(header::CONTENT_TYPE, value(&file.content_type));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(file.bytes));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    if let Some(disposition) = disposition {
        headers.insert(header::CONTENT_DISPOSITION, value(disposition));
    }
    (headers, Body::from_stream(file.into_stream())).into_response()
}

/// RFC 6266: a plain name for old clients, the whole one encoded.
fn disposition(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "._- ".contains(c) { c } else { '_' }).collect();
    let encoded: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            disposition("Diseño \"final\"\r\nx: y.pdf"),
            "attachment; filename=\"Dise_o _final___x_ y.pdf\"; filename*=UTF-8''Dise%C3%B1o%20%22final%22%0D%0Ax%3A%20y.pdf"
        );
    }
}
