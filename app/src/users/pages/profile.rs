//! The public profile at `/u/<handle>`.

use domain::{
    favorites::Keepable,
    gigs::GigCard,
    locale::Locale,
    paging::{Limit, Page},
    reviews::Review,
    users::{Availability, COUNTRIES, LanguageLevels, PortfolioItem, PublicProfile, Skill},
};
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use leptos_router::hooks::use_params_map;
use serde_json::json;

use crate::{
    context::{PageContext, page, services},
    favorites::Heart,
    gigs::pages::{GigCards, Reviews, rating},
    i18n,
    load::load,
    ui::{Avatar, AvatarSize, Badge, ButtonKind, Icon, LinkButton, Tone},
};

#[component]
pub fn ProfilePage() -> impl IntoView {
    let page = page();
    let handle = use_params_map().read_untracked().get("handle").unwrap_or_default();
    let (services, viewer) = (services(), page.viewer.clone());
    let found = async move {
        let profile = services::users::get_by_handle(&services, &handle).await?;
        let gigs = services::gigs::list_of_seller(&services, &handle, Limit::from_wish(Some(12))).await?;
        let reviews =
            services::reviews::list_of_user(&services, &handle, None, Limit::from_wish(Some(10))).await?;
        let is_kept = match &viewer {
            Some(viewer) => services::favorites::is_kept_person(&services, viewer, &handle).await?,
            None => false,
        };
        Ok((profile, gigs, reviews, is_kept))
    };
    load(
        found,
        move |(profile, gigs, reviews, is_kept)| view! { <Profile page profile gigs reviews is_kept/> },
    )
}

#[component]
fn Profile(
    page: PageContext,
    profile: PublicProfile,
    gigs: Vec<GigCard>,
    reviews: Page<Review>,
    is_kept: bool,
) -> impl IntoView {
    let locale = page.locale;
    let is_own = page.viewer.as_ref().is_some_and(|viewer| viewer.handle == profile.handle);
    let address = page.absolute(&format!("/u/{}", profile.handle));
    let place = [profile.city.as_str(), &country_name(locale, &profile.country)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    let person = json!({
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "mainEntity": { "@type": "Person", "name": profile.name, "jobTitle": profile.title, "url": address },
    });
    let bio = services::markdown::to_html(&profile.bio);
    let availability = match profile.availability {
        Availability::Available => Tone::Success,
        Availability::Busy => Tone::Warning,
        Availability::Vacation => Tone::Neutral,
    };
    let skills: Vec<_> = profile.skills.iter().map(|skill| skill_tag(locale, skill)).collect();
    let links: Vec<_> = profile.links.iter().map(|link| outward_link(link)).collect();
    let languages: Vec<_> =
        profile.languages.iter().map(|code| language(locale, code, &profile.language_levels)).collect();
    view! {
        <Title text=profile.name.clone()/>
        <Meta name="description" content=format!("{}: {}", profile.name, profile.title)/>
        <Link rel="canonical" href=address/>
        <script type="application/ld+json" nonce=page.nonce.to_string() inner_html=person.to_string().replace('<', "\\u003c")></script>
        <div class="page wrap">
            <div class="columns">
                <div class="profile">
                    <header class="profile-head">
                        <Avatar name=profile.name.clone() src=profile.avatar_url.as_ref().map(|avatar| avatar.url(192)) size=AvatarSize::Huge/>
                        <div class="stack tight">
                            <h1>{profile.name.clone()}</h1>
                            <p class="lead">{profile.title.clone()}</p>
                            <div class="row">
                                {rating(locale, profile.rating, profile.reviews)}
                                <Badge text=t!(locale, &format!("users.availability.{}", profile.availability.name())) tone=availability/>
                                {profile.email_verified.then(|| view! { <Badge text=t!(locale, "users.email_verified") tone=Tone::Info icon="check-circle"/> })}
                                {profile.document_declared.then(|| view! { <Badge text=t!(locale, "users.document_declared") icon="shield"/> })}
                                {(!is_own).then(|| view! {
                                    <Heart what=Keepable::Person(profile.handle.clone()) is_kept name=profile.name.clone()/>
                                })}
                            </div>
                        </div>
                    </header>
                    {(!profile.bio.is_empty()).then(|| view! {
                        <section class="stack"><h2>{t!(locale, "users.about")}</h2><div class="prose" inner_html=bio></div></section>
                    })}
                    {(!profile.portfolio.is_empty()).then(|| view! { <Portfolio locale items=profile.portfolio.clone()/> })}
                    {(!gigs.is_empty()).then(|| view! {
                        <section class="stack"><h2>{t!(locale, "users.gigs")}</h2><GigCards gigs locale eager=0/></section>
                    })}
                    <Reviews locale rating=profile.rating count=profile.reviews reviews=reviews.items/>
                </div>
                <aside class="stack">
                    <div class="seller-card">
                        <ul class="facts">
                            {(!place.is_empty()).then(|| view! { <li><Icon name="globe"/>{place}</li> })}
                            <li><Icon name="calendar"/>{t!(locale, "users.member_since", month = i18n::month_of(locale, profile.member_since))}</li>
                            <li><Icon name="check-circle"/>{i18n::count(locale, "users.completed", i64::from(profile.completed_contracts))}</li>
                            {(!languages.is_empty()).then(|| view! { <li><Icon name="chat"/>{languages.join(", ")}</li> })}
                            {profile.hourly_rate.map(|rate| view! { <li><Icon name="money"/>{t!(locale, "users.by_the_hour", rate = rate.format(locale))}</li> })}
                            {profile.document_declared.then(|| view! { <li><Icon name="shield"/>{t!(locale, "users.document_means")}</li> })}
                            {links}
                        </ul>
                        {(!skills.is_empty()).then(|| view! { <div class="row">{skills}</div> })}
                        {is_own.then(|| view! {
                            <LinkButton href="/panel/perfil" kind=ButtonKind::Secondary icon="edit">{t!(locale, "users.edit")}</LinkButton>
                        })}
                    </div>
                </aside>
            </div>
        </div>
    }
}

/// "Español (nativo)".
fn language(locale: Locale, code: &str, levels: &LanguageLevels) -> String {
    let name = t!(locale, &format!("users.language_names.{code}"));
    let level = levels.get(code).map(|level| t!(locale, &format!("users.language_levels.{}", level.name())));
    level.map_or_else(|| name.clone(), |level| format!("{name} ({})", level.to_lowercase()))
}

/// "Rust: avanzado".
fn skill_tag(locale: Locale, skill: &Skill) -> impl IntoView + use<> {
    let level = skill.level.map(|level| t!(locale, &format!("users.levels.{}", level.name())).to_lowercase());
    let text = level.map_or_else(|| skill.name.clone(), |level| format!("{}: {level}", skill.name));
    view! { <span class="tag">{text}</span> }
}

/// A link that people gave, shown without its scheme; search engines get no hint that we stand by it.
fn outward_link(link: &str) -> impl IntoView + use<> {
    let shown = link.trim_start_matches("https://").trim_end_matches('/').to_owned();
    view! { <li><Icon name="link"/><a class="break" href=link.to_owned() rel="nofollow ugc noopener">{shown}</a></li> }
}

/// What they did before, each picture leading to its largest size.
#[component]
fn Portfolio(locale: Locale, items: Vec<PortfolioItem>) -> impl IntoView {
    let pieces: Vec<_> = items
        .into_iter()
        .enumerate()
        .map(|(index, item)| {
            let unnamed = || t!(locale, "users.portfolio.piece", number = index + 1);
            let alt = [&item.alt, &item.title].into_iter().find(|text| !text.is_empty()).cloned();
            view! {
                <li>
                    <figure>
                        <a href=item.url.url(1200)>
                            <img class="cover" src=item.url.url(400) srcset=item.url.srcset() sizes="(min-width: 60rem) 16rem, 45vw"
                                alt=alt.unwrap_or_else(unnamed) width="600" height="400" loading="lazy" decoding="async"/>
                        </a>
                        {(!item.title.is_empty()).then(|| view! { <figcaption>{item.title.clone()}</figcaption> })}
                    </figure>
                </li>
            }
        })
        .collect();
    view! {
        <section class="stack" id="portafolio"><h2>{t!(locale, "users.portfolio.title")}</h2><ul class="portfolio">{pieces}</ul></section>
    }
    .into_any()
}

/// A country of ours by its code.
fn country_name(locale: Locale, code: &str) -> String {
    if COUNTRIES.contains(&code) { t!(locale, &format!("users.countries.{code}")) } else { String::new() }
}
