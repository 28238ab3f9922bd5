//! All pages and their addresses. Every one renders with `SsrMode::Async`: the content stands in place.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    auth::{RegisterPage, SignInPage},
    errors::NotFoundPage,
    home::HomePage,
    notifications::pages::NotificationsPage,
    shell::Frame,
    specimen::SpecimenPage,
};

/// Where a private page sends who is not signed in.
pub fn sign_in_path(next: &str) -> String {
    format!("/ingresar?next={}", leptos_router::location::Url::escape(next))
}

/// The body of the document: the page's frame and, in it, the page.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Frame>
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("/_diseno") view=SpecimenPage ssr=SsrMode::Async/>
                    <Route path=path!("/panel/notificaciones") view=NotificationsPage ssr=SsrMode::Async/>
                    <Route path=path!("/ingresar") view=SignInPage ssr=SsrMode::Async/>
                    <Route path=path!("/registro") view=RegisterPage ssr=SsrMode::Async/>
                </Routes>
            </Frame>
        </Router>
    }
}
