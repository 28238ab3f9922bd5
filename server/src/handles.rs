//! Old handles lead on: what is not found under one may be there under the handle that its owner has now.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, Method, StatusCode, header};
use services::users;

use crate::state::AppState;

/// What stands before a handle in an address.
const PREFIXES: [&str; 2] = ["/u/", "/api/v1/users/"];

/// Answers 308 instead of 404 where the handle was changed, whatever comes behind it in the address.
pub async fn lead_on(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let asked = matches!(*request.method(), Method::GET | Method::HEAD)
        .then(|| request.uri().path_and_query().and_then(|address| split(address.as_str())))
        .flatten();
    let response = next.run(request).await;
    let Some(asked) = asked.filter(|_| response.status() == StatusCode::NOT_FOUND) else {
        return response;
    };
    let renamed = match users::find_renamed(&state.services, &asked.handle).await {
        Ok(Some(handle)) => HeaderValue::from_str(&format!("{}{handle}{}", asked.prefix, asked.rest)).ok(),
        Ok(None) => None,
        Err(error) => {
            tracing::warn!(?error, "a former handle could not be looked up");
            None
        }
    };
    match renamed {
        // Not for ever: people may go back to a handle that they had.
        Some(location) => {
            let no_cache = HeaderValue::from_static("no-cache");
            (
                StatusCode::PERMANENT_REDIRECT,
                [(header::LOCATION, location), (header::CACHE_CONTROL, no_cache)],
            )
                .into_response()
        }
        None => response,
    }
}

/// An address that names a handle.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    prefix: &'static str,
    handle: String,
    rest: String,
}

fn split(address: &str) -> Option<Asked> {
    let prefix = PREFIXES.into_iter().find(|prefix| address.starts_with(prefix))?;
    let tail = &address[prefix.len()..];
    let (handle, rest) = tail.split_at(tail.find(['/', '?']).unwrap_or(tail.len()));
    Some(Asked { prefix, handle: handle.to_owned(), rest: rest.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn the_handle_is_cut_out_of_its_address() {
        let parts = |address| split(address).map(|asked| (asked.handle, asked.rest));
        assert_eq!(parts("/u/ana?lang=en"), Some(("ana".into(), "?lang=en".into())));
        assert_eq!(parts("/api/v1/users/ana/reviews"), Some(("ana".into(), "/reviews".into())));
        assert_eq!(parts("/gigs/ana"), None);
    }
}
