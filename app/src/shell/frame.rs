//! Header, navigation and footer around the page.

use domain::{auth::Viewer, locale::Locale, preferences::Theme};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use crate::{
    context::{PageContext, page},
    forms::Form,
    notifications::pages::HeaderBell,
    ui::{Avatar, ButtonSize, Icon, IconLink, LinkButton},
};

/// Everything on the page that is not the page itself.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let page = page();
    let locale = page.locale;
    let is_signed_in = page.viewer.is_some();
    view! {
        <Title formatter=|title: String| format!("{title} · LABUREMOS")/>
        <Meta name="description" content=t!(locale, "site.description")/>
        <a class="skip-link" href="#main">{t!(locale, "site.skip")}</a>
        <Header page=page.clone()/>
        <main id="main" tabindex="-1">{children()}</main>
        <Footer page=page.clone()/>
        {is_signed_in.then(|| view! { <BottomBar page/> })}
    }
}

#[component]
fn Header(page: PageContext) -> impl IntoView {
    let locale = page.locale;
    let query = page.query_value("q");
    view! {
        <header class="site-header">
            <div class="wrap">
                <a class="brand" href="/">
                    <Icon name="logo"/>
                    "laburemos"
                </a>
                <form class="search-form" action="/buscar" role="search" aria-label=t!(locale, "search.label")>
                    <Icon name="search"/>
                    <input
                        type="search"
                        name="q"
                        value=query
                        aria-label=t!(locale, "search.label")
                        placeholder=t!(locale, "search.placeholder")
                    />
                </form>
                <span class="only-narrow"><IconLink icon="search" href="/buscar" label=t!(locale, "search.submit")/></span>
                {match page.viewer {
                    None if page.is_viewer_unknown => ().into_any(),
                    None => view! {
                        <nav class="site-nav" aria-label=t!(locale, "site.navigation")>
                            <a href="/buscar">{t!(locale, "site.explore")}</a>
                            <a href="/ingresar">{t!(locale, "auth.sign_in")}</a>
                        </nav>
                        <span class="only-wide">
                            <LinkButton href="/registro" size=ButtonSize::Small>{t!(locale, "auth.register")}</LinkButton>
                        </span>
                        <span class="only-narrow">
                            <LinkButton href="/ingresar" size=ButtonSize::Small>{t!(locale, "auth.sign_in")}</LinkButton>
                        </span>
                    }.into_any(),
                    Some(viewer) => view! {
                        <nav class="site-nav" aria-label=t!(locale, "site.navigation")>
                            <a href="/panel/gigs/nuevo">{t!(locale, "site.sell")}</a>
                            <a href="/panel/contratos">{t!(locale, "site.contracts")}</a>
                        </nav>
                        <HeaderBell viewer=viewer.clone()/>
                        <AccountMenu viewer locale/>
                    }.into_any(),
                }}
            </div>
        </header>
    }
    .into_any()
}

#[component]
fn AccountMenu(viewer: Viewer, locale: Locale) -> impl IntoView {
    view! {
        <details class="menu">
            <summary class="icon-button" aria-label=t!(locale, "site.account")>
                <Avatar name=viewer.name.clone() src=viewer.avatar_url/>
            </summary>
            <div class="menu-panel">
                <p>{viewer.name}</p>
                <a href="/panel"><Icon name="home"/>{t!(locale, "site.panel")}</a>
                <a href=format!("/u/{}", viewer.handle)><Icon name="user"/>{t!(locale, "site.profile")}</a>
                <a href="/panel/gigs"><Icon name="briefcase"/>{t!(locale, "site.gigs")}</a>
                <a href="/panel/favoritos"><Icon name="heart"/>{t!(locale, "favorites.title")}</a>
                <a href="/panel/billetera"><Icon name="wallet"/>{t!(locale, "site.wallet")}</a>
                <a href="/panel/ajustes"><Icon name="settings"/>{t!(locale, "settings.title")}</a>
                <hr/>
                <Form action="/salir"><button class="menu-item"><Icon name="logout"/>{t!(locale, "auth.sign_out")}</button></Form>
            </div>
        </details>
    }
    .into_any()
}

#[component]
fn Footer(page: PageContext) -> impl IntoView {
    let locale = page.locale;
    let themes = Theme::ALL.map(|theme| {
        let name = theme.name();
        view! {
            <button name="theme" value=name aria-pressed=if theme == page.theme { "true" } else { "false" }>
                {t!(locale, &format!("site.themes.{name}"))}
            </button>
        }
    });
    view! {
        <footer class="site-footer">
            <div class="wrap">
                <nav aria-label=t!(locale, "site.footer")>
                    <div>
                        <h2>{t!(locale, "site.footer_hire")}</h2>
                        <ul>
                            <li><a href="/buscar">{t!(locale, "site.explore")}</a></li>
                            <li><a href="/como-funciona">{t!(locale, "site.how")}</a></li>
                            <li><a href="/ayuda">{t!(locale, "help.title")}</a></li>
                        </ul>
                    </div>
                    <div>
                        <h2>{t!(locale, "site.sell")}</h2>
                        <ul>
                            <li><a href="/panel/gigs/nuevo">{t!(locale, "site.publish")}</a></li>
                            <li><a href="/panel">{t!(locale, "site.panel")}</a></li>
                        </ul>
                    </div>
                    <div>
                        <h2>{t!(locale, "site.language")}</h2>
                        <Languages page=page.clone()/>
                    </div>
                    <div>
                        <h2>{t!(locale, "site.theme")}</h2>
                        <Form action="/preferencias" class="themes">
                            <input type="hidden" name="back" value=page.back()/>
                            {themes}
                        </Form>
                    </div>
                </nav>
                <p class="row">
                    <span>{t!(locale, "site.tagline")}</span>
                    <a href="/terminos">{t!(locale, "terms.title")}</a>
                    <a href="/privacidad">{t!(locale, "privacy.title")}</a>
                </p>
            </div>
        </footer>
    }
    .into_any()
}

/// For strangers links, which a search engine follows too; for who has an account their choice is kept in it.
#[component]
fn Languages(page: PageContext) -> impl IntoView {
    let name = |other: Locale| t!(other, "site.language_name");
    if page.viewer.is_none() {
        let links = Locale::ALL.map(|other| {
            let current = (other == page.locale).then_some("true");
            view! {
                <li><a href=page.with_language(other) lang=other.tag() hreflang=other.tag() aria-current=current>{name(other)}</a></li>
            }
        });
        return view! { <ul>{links}</ul> }.into_any();
    }
    let buttons = Locale::ALL.map(|other| {
        let pressed = if other == page.locale { "true" } else { "false" };
        view! { <button name="locale" value=other.tag() lang=other.tag() aria-pressed=pressed>{name(other)}</button> }
    });
    view! {
        <Form action="/preferencias" class="themes">
            <input type="hidden" name="back" value=page.back()/>
            {buttons}
        </Form>
    }
    .into_any()
}

/// On phones, for who is signed in: everything with a thumb.
#[component]
fn BottomBar(page: PageContext) -> impl IntoView {
    let locale = page.locale;
    let path = page.path.split('?').next().unwrap_or_default().to_owned();
    let places = [
        ("/", "home", "site.bar.home"),
        ("/buscar", "search", "site.bar.search"),
        ("/panel/contratos", "briefcase", "site.bar.contracts"),
        ("/panel/notificaciones", "bell", "site.bar.notifications"),
        ("/panel", "user", "site.bar.me"),
    ]
    .map(|(href, icon, key)| {
        view! {
            <a href=href aria-current=(href == path).then_some("page")><Icon name=icon/>{t!(locale, key)}</a>
        }
    });
    view! { <nav class="bottom-bar" aria-label=t!(locale, "site.bar.label")>{places}</nav> }.into_any()
}
