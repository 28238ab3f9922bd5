//! `/gigs/<slug>/contratar?paquete=<tier>`: what is ordered, what it costs, what the seller receives; then to pay.

use domain::{
    Error,
    contracts::room,
    gigs::{Gig, GigStatus, Package, Tier},
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

use crate::{
    context::{page, services},
    forms::Form,
    i18n,
    load::load,
    ui::{
        Breadcrumbs, Breakdown, BreakdownLine, Button, ButtonSize, Card, Crumb, Icon, LinkButton, Notice,
        Person, Tone,
    },
};

#[component]
pub fn OrderPage() -> impl IntoView {
    let page = page();
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    let tier = page.query_value("paquete");
    let services = services();
    let fee = services.settings.fee_basis_points;
    let viewer = page.viewer;
    let found = async move {
        let gig = services::gigs::get_by_slug(&services, viewer.as_ref(), &slug).await?;
        let tier = Tier::from_name(&tier).unwrap_or(Tier::Basic);
        let package =
            gig.packages.iter().find(|package| package.tier == tier).or(gig.packages.first()).cloned();
        let package = package.filter(|_| gig.status == GigStatus::Published).ok_or(Error::NotFound)?;
        // Known only now that the gig exists: nobody signs in for an address that leads nowhere.
        let viewer = viewer.ok_or(Error::SignInRequired)?;
        Ok((viewer.handle == gig.seller.handle, gig, package))
    };
    load(found, move |(is_own, gig, package)| view! { <Order gig package fee is_own/> })
}

#[component]
fn Order(gig: Gig, package: Package, fee: i32, is_own: bool) -> impl IntoView {
    let locale = page().locale;
    let money = room::Breakdown::of(package.price, fee);
    let action = format!("/gigs/{}/contratar?paquete={}", gig.slug, package.tier.name());
    // The same page sent twice is one order.
    let key = services::idempotency::Key::random();
    let criteria: Vec<_> = domain::contracts::criteria_of(&package.description)
        .into_iter()
        .map(|criterion| view! { <li><Icon name="check"/>{criterion}</li> })
        .collect();
    let percent = i18n::group_digits(locale, i64::from(fee / 100));
    view! {
        <Title text=t!(locale, "order.title")/>
        <Meta name="robots" content="noindex"/>
        <div class="page wrap">
            <Breadcrumbs label=t!(locale, "site.breadcrumbs") crumbs=vec![Crumb::new(format!("/gigs/{}", gig.slug), gig.title.clone())]/>
            <h1>{t!(locale, "order.title")}</h1>
            <div class="columns">
                <div class="stack loose">
                    <div class="order-line">
                        {gig.cover_url.map(|cover| view! { <img src=cover.url(400) alt="" width="96" height="64"/> })}
                        <div>
                            <h2>{gig.title}</h2>
                            <p class="muted">{t!(locale, "order.package", name = package.name)}</p>
                        </div>
                    </div>
                    <Person name=gig.seller.name.clone() src=gig.seller.avatar_url.map(|avatar| avatar.url(96))
                        detail=t!(locale, "order.does_the_work") href=format!("/u/{}", gig.seller.handle)/>
                    <section class="stack">
                        <h2>{t!(locale, "order.criteria")}</h2>
                        <ul class="facts">{criteria}</ul>
                        <ul class="facts">
                            <li><Icon name="clock"/>{i18n::count(locale, "gigs.delivered_in", i64::from(package.delivery_days))}</li>
                            <li><Icon name="refresh"/>{i18n::count(locale, "gigs.revisions", i64::from(package.revisions))}</li>
                        </ul>
                    </section>
                </div>
                <aside class="stack sticky">
                    <Card>
                        <h2>{t!(locale, "order.money")}</h2>
                        <Breakdown lines=vec![
                            BreakdownLine::total(t!(locale, "order.you_pay"), money.price),
                            BreakdownLine::new(t!(locale, "order.fee", percent = percent), money.fee),
                            BreakdownLine::new(t!(locale, "order.seller_receives", name = gig.seller.name), money.net),
                        ]/>
                        {if is_own {
                            view! { <Notice tone=Tone::Warning><p>{t!(locale, "order.own")}</p></Notice> }.into_any()
                        } else {
                            view! {
                                <Form action=action>
                                    <input type="hidden" name="key" value=key.as_str().to_owned()/>
                                    <input type="hidden" name="tier" value=package.tier.name()/>
                                    <Button size=ButtonSize::Large block=true>{t!(locale, "order.pay")}</Button>
                                </Form>
                            }.into_any()
                        }}
                        <p class="protected"><Icon name="shield"/><span>{t!(locale, "order.protected")}</span></p>
                        <LinkButton kind=crate::ui::ButtonKind::Quiet block=true href=format!("/gigs/{}", gig.slug)>{t!(locale, "order.back")}</LinkButton>
                    </Card>
                </aside>
            </div>
        </div>
    }
    .into_any()
}
