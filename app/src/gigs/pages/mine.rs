//! `/panel/gigs`: one's own gigs, and what can be done with each.

use domain::gigs::{GigEvent, GigStatus, OwnGigCard};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    context::{page, services, viewer},
    forms::Form,
    i18n,
    load::load,
    ui::{Badge, Button, ButtonKind, ButtonSize, EmptyState, LinkButton, Tone},
};

#[component]
pub fn MyGigsPage() -> impl IntoView {
    let (services, viewer) = (services(), viewer());
    let found = async move { services::gigs::list_own(&services, &viewer?).await };
    load(found, |gigs| view! { <MyGigs gigs/> })
}

#[component]
fn MyGigs(gigs: Vec<OwnGigCard>) -> impl IntoView {
    let locale = page().locale;
    let is_empty = gigs.is_empty();
    let rows: Vec<_> = gigs.into_iter().map(|gig| view! { <Row gig/> }).collect();
    view! {
        <Title text=t!(locale, "site.gigs")/>
        <div class="page wrap">
            <div class="page-head with-actions">
                <h1>{t!(locale, "site.gigs")}</h1>
                <LinkButton href="/panel/gigs/nuevo" icon="plus">{t!(locale, "site.publish")}</LinkButton>
            </div>
            {if is_empty {
                view! { <EmptyState picture="empty-work" title=t!(locale, "gigs.mine_empty_title") text=t!(locale, "gigs.mine_empty_text")/> }.into_any()
            } else {
                view! {
                    <h2 class="visually-hidden">{t!(locale, "panel.list")}</h2>
                    <ul class="listing">{rows}</ul>
                }.into_any()
            }}
        </div>
    }
}

#[component]
fn Row(gig: OwnGigCard) -> impl IntoView {
    let locale = page().locale;
    let tone = match gig.status {
        GigStatus::Published => Tone::Success,
        GigStatus::Paused => Tone::Warning,
        _ => Tone::Neutral,
    };
    let commands: Vec<_> = gig
        .status
        .allowed()
        .filter(|event| matches!(event, GigEvent::Publish | GigEvent::Pause))
        .map(|event| {
            let name = event.name();
            view! {
                <Form action=format!("/panel/gigs/{}/{name}", gig.id)>
                    <input type="hidden" name="version" value=gig.version.to_string()/>
                    <Button kind=ButtonKind::Secondary size=ButtonSize::Small>{t!(locale, &format!("gigs.events.{name}"))}</Button>
                </Form>
            }
        })
        .collect();
    view! {
        <li>
            {match gig.cover_url {
                Some(cover) => view! { <img src=cover.url(400) alt="" width="96" height="64" loading="lazy"/> }.into_any(),
                None => view! { <span></span> }.into_any(),
            }}
            <div>
                <h3><a href=format!("/gigs/{}", gig.slug)>{gig.title}</a></h3>
                <p class="row">
                    <Badge text=t!(locale, &format!("gigs.statuses.{}", gig.status.name())) tone/>
                    {gig.from_price.map(|price| view! { <span>{t!(locale, "gigs.from")}" "{price.format(locale)}</span> })}
                    <span>{i18n::count(locale, "gigs.orders", i64::from(gig.orders))}</span>
                </p>
            </div>
            <div class="listing-actions">
                <LinkButton href=format!("/panel/gigs/{}", gig.id) kind=ButtonKind::Secondary size=ButtonSize::Small icon="edit">{t!(locale, "gigs.edit")}</LinkButton>
                {commands}
            </div>
        </li>
    }
    .into_any()
}
