//! All pages and their addresses. Every one renders with `SsrMode::Async`: the content stands in place.

use domain::Error;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    auth::{
        AccountPage, ConfirmEmailPage, ConfirmPage, ForgotPasswordPage, RecoveryCodesPage, RegisterPage,
        ResetPasswordPage, SecondStepPage, SecurityPage, SignInPage, TotpPage, UndoEmailPage,
        VerifyEmailPage,
    },
    context::page,
    contracts::{ContractsPage, OrderPage, RoomPage},
    data::{DataPage, GoodbyePage},
    documents::DocumentPage,
    errors::{ErrorView, NotFoundPage},
    favorites::FavoritesPage,
    gigs::pages::{CategoryPage, EditGigPage, GigPage, MyGigsPage, NewGigPage, SearchPage},
    help::{HelpPage, PrivacyPage, TermsPage},
    home::HomePage,
    how::HowItWorksPage,
    mailbox::MailboxPage,
    notifications::pages::NotificationsPage,
    panel::PanelPage,
    payments::WalletPage,
    preferences::{PreferencesPage, UnsubscribePage},
    shell::Frame,
    specimen::SpecimenPage,
    users::{EditProfilePage, PortfolioPage, ProfilePage},
};

/// Where a private page sends who is not signed in.
pub fn sign_in_path(next: &str) -> String {
    format!("/ingresar?next={}", leptos_router::location::Url::escape(next))
}

/// Where a sign-in goes on that asks for a code.
pub fn second_step_path(next: &str) -> String {
    format!("/ingresar/codigo?next={}", leptos_router::location::Url::escape(next))
}

/// Where somebody is sent whose last password or code is too long ago for what they are about to do.
pub fn confirm_path(next: &str) -> String {
    format!("/confirmar?next={}", leptos_router::location::Url::escape(next))
}

/// The body of the document: the page's frame and, in it, the page.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Frame>
                {if page().is_viewer_unknown {
                    view! { <ErrorView error=Error::Unavailable/> }.into_any()
                } else {
                    view! { <Pages/> }.into_any()
                }}
            </Frame>
        </Router>
    }
}

#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFoundPage>
            <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
            <Route path=path!("/_diseno") view=SpecimenPage ssr=SsrMode::Async/>
            <Route path=path!("/_mail") view=MailboxPage ssr=SsrMode::Async/>
            <Route path=path!("/buscar") view=SearchPage ssr=SsrMode::Async/>
            <Route path=path!("/c/:slug") view=CategoryPage ssr=SsrMode::Async/>
            <Route path=path!("/como-funciona") view=HowItWorksPage ssr=SsrMode::Async/>
            <Route path=path!("/confirmar") view=ConfirmPage ssr=SsrMode::Async/>
            <Route path=path!("/contratos/:id") view=RoomPage ssr=SsrMode::Async/>
            <Route path=path!("/gigs/:slug") view=GigPage ssr=SsrMode::Async/>
            <Route path=path!("/gigs/:slug/contratar") view=OrderPage ssr=SsrMode::Async/>
            <Route path=path!("/panel") view=PanelPage ssr=SsrMode::Async/>
            <Route path=path!("/ayuda") view=HelpPage ssr=SsrMode::Async/>
            <Route path=path!("/privacidad") view=PrivacyPage ssr=SsrMode::Async/>
            <Route path=path!("/terminos") view=TermsPage ssr=SsrMode::Async/>
            <Route path=path!("/panel/ajustes/preferencias") view=PreferencesPage ssr=SsrMode::Async/>
            <Route path=path!("/panel/perfil/identidad") view=DocumentPage ssr=SsrMode::Async/>
            <Route path=path!("/baja") view=UnsubscribePage ssr=SsrMode::Async/>
            <Route path=path!("/panel/favoritos") view=FavoritesPage ssr=SsrMode::Async/>
            <Route path=path!("/panel/billetera") view=WalletPage ssr=SsrMode::Async/>
            <Route path=path!("/panel/contratos") view=ContractsPage ssr=SsrMode::Async/>
            <Route path=path!("/panel/gigs") view=MyGigsPage ssr=SsrMode::Async/>
            <Route path=path!("/panel/gigs/nuevo") view=NewGigPage ssr=SsrMode::Async/>
            <Route path=path!("/panel/gigs/:id") view=EditGigPage ssr=SsrMode::Async/>
            <Route path=path!("/panel/notificaciones") view=NotificationsPage ssr=SsrMode::Async/>
            <Route path=path!("/panel/ajustes/datos") view=DataPage ssr=SsrMode::Async/>
            <Route path=path!("/hasta-pronto") view=GoodbyePage ssr=SsrMode::Async/>
            <Route path=path!("/panel/ajustes") view=AccountPage ssr=SsrMode::Async/>
            <Route path=path!("/confirmar-email") view=ConfirmEmailPage ssr=SsrMode::Async/>
            <Route path=path!("/deshacer-cambio") view=UndoEmailPage ssr=SsrMode::Async/>
            <Route path=path!("/recuperar") view=ForgotPasswordPage ssr=SsrMode::Async/>
            <Route path=path!("/restablecer") view=ResetPasswordPage ssr=SsrMode::Async/>
            <Route path=path!("/verificar") view=VerifyEmailPage ssr=SsrMode::Async/>
            <Route path=path!("/ingresar") view=SignInPage ssr=SsrMode::Async/>
            <Route path=path!("/ingresar/codigo") view=SecondStepPage ssr=SsrMode::Async/>
            <Route path=path!("/panel/ajustes/seguridad") view=SecurityPage ssr=SsrMode::Async/>
            <Route path=path!("/panel/ajustes/seguridad/app") view=TotpPage ssr=SsrMode::Async/>
            <Route path=path!("/panel/ajustes/seguridad/codigos") view=RecoveryCodesPage ssr=SsrMode::Async/>
            <Route path=path!("/registro") view=RegisterPage ssr=SsrMode::Async/>
            <Route path=path!("/panel/perfil") view=EditProfilePage ssr=SsrMode::Async/>
            <Route path=path!("/panel/perfil/portafolio") view=PortfolioPage ssr=SsrMode::Async/>
            <Route path=path!("/u/:handle") view=ProfilePage ssr=SsrMode::Async/>
        </Routes>
    }
}
