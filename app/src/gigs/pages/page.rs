//! A gig's own page: what you get, for how much, from whom, and what others say.

use domain::{
    categories::Category,
    favorites::Keepable,
    gigs::{Gig, GigStatus, Package, Tier},
    locale::Locale,
    paging::{Limit, Page},
    reviews::Review,
};
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use leptos_router::hooks::use_params_map;
use serde_json::json;

use super::card::{decimal, rating};
use crate::{
    context::{PageContext, page, services},
    favorites::Heart,
    i18n,
    load::load,
    ui::{
        AvatarSize, Breadcrumbs, ButtonKind, Crumb, Disclosure, Gallery, GalleryImage, Icon, LinkButton,
        Notice, PackageCard, Person, PriceFrom, ReviewCard, Stars, Tone,
    },
};

#[component]
pub fn GigPage() -> impl IntoView {
    let page = page();
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    let found = {
        let (services, viewer) = (services(), page.viewer.clone());
        async move {
            let gig = services::gigs::get_by_slug(&services, viewer.as_ref(), &slug).await?;
            let reviews =
                services::reviews::list_of_gig(&services, gig.id, None, Limit::from_wish(Some(10))).await?;
            let is_kept = match &viewer {
                Some(viewer) => {
                    services::favorites::kept_gigs(&services, viewer, [gig.id]).await?.contains(&gig.id)
                }
                None => false,
            };
            Ok((gig, reviews, is_kept))
        }
    };
    load(found, move |(gig, reviews, is_kept)| view! { <GigView page gig reviews is_kept/> })
}

#[component]
fn GigView(page: PageContext, gig: Gig, reviews: Page<Review>, is_kept: bool) -> impl IntoView {
    let locale = page.locale;
    let is_own = page.viewer.as_ref().is_some_and(|viewer| viewer.handle == gig.seller.handle);
    let category = Category::find_by_slug(&gig.category);
    let crumbs: Vec<Crumb> = std::iter::once(Crumb::new("/", t!(locale, "site.home")))
        .chain(
            [category.and_then(Category::trunk), category]
                .into_iter()
                .flatten()
                .map(|category| Crumb::new(format!("/c/{}", category.slug), category.name(locale))),
        )
        .collect();
    let address = page.absolute(&format!("/gigs/{}", gig.slug));
    let summary: String = gig.description.chars().filter(|c| !"*#_`".contains(*c)).take(155).collect();
    let images: Vec<GalleryImage> = gig
        .cover_url
        .iter()
        .chain(gig.gallery.iter().map(|picture| &picture.url))
        .map(|picture| GalleryImage {
            src: picture.url(800),
            srcset: Some(picture.srcset()),
            alt: gig.title.clone(),
        })
        .collect();
    let preview = gig.cover_url.as_ref().map_or("/og.png".to_owned(), |cover| cover.url(1200));
    let cheapest = gig.from_price;
    let days = gig.delivery_days.unwrap_or_default();
    let packages: Vec<_> =
        gig.packages.iter().map(|package| package_card(locale, &gig, package, is_own)).collect();
    let description = services::markdown::to_html(&gig.description);
    let faq: Vec<_> = gig
        .faq
        .iter()
        .map(|faq| {
            let answer = faq.answer.clone();
            view! { <Disclosure summary=faq.question.clone()><p class="plain-text">{answer}</p></Disclosure> }
                .into_any()
        })
        .collect();
    let tags: Vec<_> = gig
        .tags
        .iter()
        .map(|tag| {
            let query: String = form_urlencoded::byte_serialize(tag.as_bytes()).collect();
            view! { <a class="tag" href=format!("/buscar?q={query}")>{tag.clone()}</a> }
        })
        .collect();
    view! {
        <Title text=gig.title.clone()/>
        <Meta name="description" content=summary.clone()/>
        <Link rel="canonical" href=address.clone()/>
        <Meta property="og:type" content="product"/>
        <Meta property="og:title" content=gig.title.clone()/>
        <Meta property="og:description" content=summary/>
        <Meta property="og:url" content=address/>
        <Meta property="og:image" content=page.absolute(&preview)/>
        <script type="application/ld+json" nonce=page.nonce.to_string() inner_html=structured_data(&page, &gig)></script>
        <div class="page wrap">
            {(gig.status != GigStatus::Published).then(|| view! {
                <Notice tone=Tone::Warning><p>{t!(locale, &format!("gigs.only_you.{}", gig.status.name()))}</p></Notice>
            })}
            <Breadcrumbs label=t!(locale, "site.breadcrumbs") crumbs/>
            <div class="columns">
                <div class="gig-page">
                    <div class="gig-head">
                        <h1>{gig.title.clone()}</h1>
                        <div class="row">
                            <Person name=gig.seller.name.clone() src=gig.seller.avatar_url.as_ref().map(|avatar| avatar.url(96))
                                href=format!("/u/{}", gig.seller.handle)/>
                            {rating(locale, gig.rating, gig.reviews)}
                            {(!is_own && gig.status == GigStatus::Published).then(|| view! {
                                <Heart what=Keepable::Gig(gig.id) is_kept name=gig.title.clone()/>
                            })}
                        </div>
                    </div>
                    {(!images.is_empty()).then(|| view! { <Gallery label=t!(locale, "gigs.gallery") images/> })}
                    <section class="stack">
                        <h2>{t!(locale, "gigs.what_you_get")}</h2>
                        <div class="prose" inner_html=description></div>
                        {(!tags.is_empty()).then(|| view! { <div class="row">{tags}</div> })}
                    </section>
                    <section class="stack" id="paquetes">
                        <h2>{t!(locale, "gigs.packages")}</h2>
                        <div class="packages">{packages}</div>
                    </section>
                    {(!faq.is_empty()).then(|| view! {
                        <section><h2>{t!(locale, "gigs.faq")}</h2><div class="disclosures">{faq}</div></section>
                    })}
                    <Reviews locale rating=gig.rating count=gig.reviews reviews=reviews.items/>
                </div>
                <aside class="sticky stack">
                    <div class="card float">
                        {cheapest.map(|money| view! { <PriceFrom from=t!(locale, "gigs.from") money large=true/> })}
                        <ul class="facts">
                            <li><Icon name="clock"/>{i18n::count(locale, "gigs.delivered_in", i64::from(days))}</li>
                        </ul>
                        {if is_own {
                            view! { <LinkButton href=format!("/panel/gigs/{}", gig.id) block=true icon="edit">{t!(locale, "gigs.edit")}</LinkButton> }.into_any()
                        } else {
                            view! { <LinkButton href="#paquetes" block=true>{t!(locale, "gigs.see_packages")}</LinkButton> }.into_any()
                        }}
                        <p class="protected"><Icon name="shield"/><span><b>{t!(locale, "gigs.protected")}</b>" "{t!(locale, "gigs.protected_text")}</span></p>
                    </div>
                    <div class="seller-card">
                        <Person name=gig.seller.name.clone() src=gig.seller.avatar_url.as_ref().map(|avatar| avatar.url(96))
                            size=AvatarSize::Large href=format!("/u/{}", gig.seller.handle)/>
                        {rating(locale, gig.seller.rating, gig.seller.reviews)}
                        <LinkButton kind=ButtonKind::Secondary href=format!("/u/{}", gig.seller.handle)>{t!(locale, "gigs.see_profile")}</LinkButton>
                    </div>
                </aside>
            </div>
            {(!is_own).then(|| view! {
                <div class="order-bar">
                    {cheapest.map(|money| view! { <PriceFrom from=t!(locale, "gigs.from") money/> })}
                    <LinkButton href="#paquetes">{t!(locale, "gigs.see_packages")}</LinkButton>
                </div>
            })}
        </div>
    }
}

fn package_card(locale: Locale, gig: &Gig, package: &Package, is_own: bool) -> AnyView {
    let is_featured = gig.packages.len() > 1 && package.tier == Tier::Standard;
    let order = format!("/gigs/{}/contratar?paquete={}", gig.slug, package.tier.name());
    let can_order = !is_own && gig.status == GigStatus::Published;
    let kind =
        if is_featured || gig.packages.len() == 1 { ButtonKind::Primary } else { ButtonKind::Secondary };
    let label = t!(locale, "gigs.order", package = package.name);
    view! {
        <PackageCard
            name=package.name.clone()
            money=package.price
            description=package.description.clone()
            delivery=i18n::count(locale, "gigs.delivered_in", i64::from(package.delivery_days))
            revisions=i18n::count(locale, "gigs.revisions", i64::from(package.revisions))
            featured=is_featured.then(|| t!(locale, "gigs.recommended"))
        >
            {can_order.then(|| view! {
                <LinkButton href=order block=true kind>{label}</LinkButton>
            })}
        </PackageCard>
    }
    .into_any()
}

/// The average and the newest reviews; shared with the profile.
#[component]
pub fn Reviews(locale: Locale, rating: Option<f64>, count: i32, reviews: Vec<Review>) -> impl IntoView {
    let cards: Vec<_> = reviews
        .into_iter()
        .map(|review| {
            let stars = u8::try_from(review.rating).unwrap_or(0);
            let reply = review.reply.map(|text| (t!(locale, "reviews.reply"), text));
            view! {
                <ReviewCard
                    author=review.author.name
                    author_avatar=review.author.avatar_url
                    at=i18n::date(locale, review.published_at)
                    stars
                    stars_label=t!(locale, "reviews.stars", stars = stars)
                    comment=review.comment
                    reply
                />
            }
        })
        .collect();
    view! {
        <section class="stack">
            <h2>{t!(locale, "reviews.heading")}</h2>
            {match rating {
                None => view! { <p class="muted">{t!(locale, "reviews.none")}</p> }.into_any(),
                Some(average) => {
                    let whole = average.round().clamp(1.0, 5.0);
                    let value = decimal(locale, average);
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 5")]
                    let stars = whole as u8;
                    view! {
                        <div class="row">
                            <b class="price large">{value.clone()}</b>
                            <Stars value=stars label=t!(locale, "reviews.stars", stars = value)/>
                            <span class="muted">{i18n::count(locale, "gigs.reviews", i64::from(count))}</span>
                        </div>
                        <div>{cards}</div>
                    }.into_any()
                }
            }}
        </section>
    }
    .into_any()
}

/// What search engines read: schema.org's Product with its offers.
fn structured_data(page: &PageContext, gig: &Gig) -> String {
    let address = page.absolute(&format!("/gigs/{}", gig.slug));
    let offers: Vec<_> = gig
        .packages
        .iter()
        .map(|package| {
            json!({
                "@type": "Offer",
                "name": package.name,
                "price": format!("{}.{:02}", package.price.amount / 100, package.price.amount % 100),
                "priceCurrency": package.price.currency.code(),
                "availability": "https://schema.org/InStock",
                "url": address,
            })
        })
        .collect();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": gig.title,
        "description": gig.description,
        "url": address,
        "brand": { "@type": "Person", "name": gig.seller.name },
        "offers": offers,
    });
    if let Some(cover) = &gig.cover_url {
        data["image"] = json!(page.absolute(&cover.url(1200)));
    }
    if let Some(average) = gig.rating {
        data["aggregateRating"] =
            json!({ "@type": "AggregateRating", "ratingValue": average, "reviewCount": gig.reviews });
    }
    // Inside a script element nothing is escaped: no `<` may be left that could end it.
    data.to_string().replace('<', "\\u003c")
}
