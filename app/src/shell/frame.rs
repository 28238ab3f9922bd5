//! Header, navigation and footer around the page.

use domain::locale::Locale;
use leptos::prelude::*;
use leptos_meta::Meta;

use crate::{
    context::{PageContext, page},
    forms::Form,
    notifications::pages::HeaderBell,
};

/// Everything on the page that is not the page itself.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let page = page();
    let locale = page.locale;
    view! {
        <Meta name="description" content=t!(locale, "site.description")/>
        <a class="skip-link" href="#main">{t!(locale, "site.skip")}</a>
        <Header page=page.clone()/>
        <main id="main" tabindex="-1">{children()}</main>
        <Footer page/>
    }
}

#[component]
fn Header(page: PageContext) -> impl IntoView {
    let locale = page.locale;
    let bell = page.viewer.clone().map(|viewer| view! { <HeaderBell viewer/> });
    view! {
        <header class="site-header">
            <div class="wrap">
                <a class="brand" href="/">"LABUREMOS"</a>
                <form class="search-form" action="/buscar" role="search">
                    <input type="search" name="q" aria-label=t!(locale, "search.label") placeholder=t!(locale, "search.placeholder")/>
                    <button class="icon-button" aria-label=t!(locale, "search.submit")></button>
                </form>
                <nav class="site-nav" aria-label=t!(locale, "site.navigation")>
                    {match page.viewer {
                        None => view! {
                            <a class="link" href="/ingresar">{t!(locale, "auth.sign_in")}</a>
                            <a class="button small" href="/registro">{t!(locale, "auth.register")}</a>
                        }.into_any(),
                        Some(viewer) => view! {
                            <a class="link" href="/panel">{viewer.name}</a>
                            <Form action="/salir"><button class="link">{t!(locale, "auth.sign_out")}</button></Form>
                        }.into_any(),
                    }}
                </nav>
                {bell}
            </div>
        </header>
    }
}

#[component]
fn Footer(page: PageContext) -> impl IntoView {
    let locale = page.locale;
    view! {
        <footer class="site-footer">
            <div class="wrap">
                <p>{t!(locale, "site.tagline")}</p>
                <nav aria-label=t!(locale, "site.language")>
                    {Locale::ALL.map(|other| view! {
                        <a href=format!("?lang={}", other.tag()) lang=other.tag() hreflang=other.tag()
                            aria-current=(other == locale).then_some("true")>
                            {t!(other, "site.language_name")}
                        </a>
                    })}
                </nav>
            </div>
        </footer>
    }
}
