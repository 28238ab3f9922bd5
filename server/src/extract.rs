//! What handlers ask for in their signatures: who calls, and bodies whose errors are ours.

use app::context::PageContext;
use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Request, rejection::JsonRejection},
};
use domain::{Error, auth::Viewer};
use http::request::Parts;
use serde::de::DeserializeOwned;
use services::audit::Origin;

use crate::errors::ApiError;

/// The signed-in person; without one the answer is 401.
pub struct Caller(pub Viewer);

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, ApiError> {
        let viewer = parts.extensions.get::<Viewer>().cloned();
        viewer.map(Self).ok_or(ApiError(Error::SignInRequired))
    }
}

/// The signed-in person, if there is one.
pub struct MaybeCaller(pub Option<Viewer>);

impl<S: Sync> FromRequestParts<S> for MaybeCaller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.extensions.get::<Viewer>().cloned()))
    }
}

/// Where the request came from.
pub struct From(pub Origin);

impl<S: Sync> FromRequestParts<S> for From {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.extensions.get::<Origin>().cloned().unwrap_or_default()))
    }
}

/// The request as pages see it: language, theme, tokens.
pub struct Page(pub PageContext);

impl<S: Sync> FromRequestParts<S> for Page {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, ApiError> {
        let page = parts.extensions.get::<PageContext>().cloned();
        page.map(Self).ok_or_else(|| ApiError(Error::internal("the context middleware did not run")))
    }
}

/// A JSON body. What can't be read is a 422 that names the field where serde knows it.
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(JsonRejection::BytesRejection(_)) => Err(ApiError(Error::field("body", "too_large"))),
            Err(_) => Err(ApiError(Error::field("body", "invalid_json"))),
        }
    }
}
