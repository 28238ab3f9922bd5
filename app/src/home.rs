//! The home page: one sentence, one search, living categories, real gigs, how the money is protected.

use std::collections::BTreeSet;

use domain::{
    categories::Category,
    gigs::{GigFilter, GigList, GigSort},
    ids::GigId,
    locale::Locale,
    paging::Limit,
};
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use serde_json::json;

use crate::{
    context::{PageContext, page, services},
    favorites,
    gigs::pages::GigCards,
    i18n,
    load::load,
    ui::{Button, ButtonSize, CategoryTile, Icon, LinkButton, MoreLink},
};

#[component]
pub fn HomePage() -> impl IntoView {
    let page = page();
    let (services, viewer) = (services(), page.viewer.clone());
    let found = async move {
        let newest =
            GigFilter { sort: GigSort::Newest, limit: Limit::from_wish(Some(8)), ..GigFilter::default() };
        let found = services::gigs::search(&services, &newest).await?;
        let kept = favorites::kept(&services, viewer.as_ref(), &found.items).await?;
        Ok((found, kept))
    };
    load(found, move |(found, kept)| view! { <Home page found kept/> })
}

#[component]
fn Home(page: PageContext, found: GigList, kept: Option<BTreeSet<GigId>>) -> impl IntoView {
    let locale = page.locale;
    let count_of =
        |slug: &str| found.facets.categories.iter().find(|it| it.category == slug).map_or(0, |it| it.count);
    let tiles: Vec<_> = Category::roots()
        .enumerate()
        .map(|(index, category)| {
            view! {
                <li>
                    <CategoryTile
                        href=format!("/c/{}", category.slug)
                        name=category.name(locale)
                        detail=i18n::count(locale, "search.total", count_of(category.slug))
                        icon=category.icon
                        hue=index + 1
                    />
                </li>
            }
        })
        .collect();
    let site = json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "LABUREMOS",
        "url": page.absolute("/"),
        "potentialAction": {
            "@type": "SearchAction",
            "target": page.absolute("/buscar?q={q}"),
            "query-input": "required name=q",
        },
    });
    view! {
        <Title text=t!(locale, "home.title")/>
        <Link rel="canonical" href=page.absolute("/")/>
        <Meta property="og:title" content=t!(locale, "home.title")/>
        <Meta property="og:description" content=t!(locale, "site.description")/>
        <Meta property="og:image" content=page.absolute("/og.png")/>
        <script type="application/ld+json" nonce=page.nonce.to_string() inner_html=site.to_string()></script>
        <section class="hero">
            <div class="wrap">
                <div class="hero-text">
                    <h1>{t!(locale, "home.headline")}</h1>
                    <p class="lead">{t!(locale, "home.lead")}</p>
                    <form class="hero-search" action="/buscar" role="search">
                        <Icon name="search"/>
                        <input type="search" name="q" aria-label=t!(locale, "search.label") placeholder=t!(locale, "home.placeholder")/>
                        <Button>{t!(locale, "search.submit")}</Button>
                    </form>
                    <Hints locale/>
                </div>
                <div class="hero-art"></div>
            </div>
        </section>
        <section class="section wrap">
            <div class="section-head"><h2>{t!(locale, "home.categories")}</h2></div>
            <ul class="category-tiles">{tiles}</ul>
        </section>
        {(!found.items.is_empty()).then(|| view! {
            <section class="section wrap">
                <div class="section-head">
                    <h2>{t!(locale, "home.newest")}</h2>
                    <MoreLink href="/buscar?sort=newest" text=t!(locale, "home.see_all")/>
                </div>
                <GigCards gigs=found.items locale eager=0 kept/>
            </section>
        })}
        <Promise locale/>
        <section class="section wrap">
            <div class="call">
                <h2>{t!(locale, "home.sell_title")}</h2>
                <p class="lead">{t!(locale, "home.sell_text")}</p>
                <LinkButton href="/panel/gigs/nuevo" size=ButtonSize::Large>{t!(locale, "site.publish")}</LinkButton>
            </div>
        </section>
    }
}

#[component]
fn Hints(locale: Locale) -> impl IntoView {
    let hints = ["home.hints.logo", "home.hints.shop", "home.hints.video", "home.hints.voice"].map(|key| {
        let words = t!(locale, key);
        let query: String = form_urlencoded::byte_serialize(words.as_bytes()).collect();
        view! { <a class="tag" href=format!("/buscar?q={query}")>{words}</a> }
    });
    view! { <div class="hero-hints">{hints}</div> }
}

/// How the money is protected, in three steps.
#[component]
fn Promise(locale: Locale) -> impl IntoView {
    let steps = [("lock", "hold"), ("eye", "check"), ("check-circle", "release")].map(|(icon, step)| {
        view! {
            <li>
                <Icon name=icon/>
                <h3>{t!(locale, &format!("home.promise.{step}.title"))}</h3>
                <p>{t!(locale, &format!("home.promise.{step}.text"))}</p>
            </li>
        }
    });
    view! {
        <section class="section tint">
            <div class="wrap stack loose">
                <h2>{t!(locale, "home.promise.title")}</h2>
                <ol class="promise">{steps}</ol>
            </div>
        </section>
    }
    .into_any()
}
