//! Pages that need data: awaited on the server, so that content, status and title are right without JavaScript.

use std::future::Future;

use domain::Error;
use leptos::prelude::*;

use crate::errors::ErrorView;

/// Renders what a future brings, or the page of its outcome.
pub fn load<T, V>(
    future: impl Future<Output = Result<T, Error>> + Send + 'static,
    view: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    V: IntoView + 'static,
{
    Suspend::new(async move {
        match future.await {
            Ok(value) => view(value).into_any(),
            Err(error) => view! { <ErrorView error/> }.into_any(),
        }
    })
}
