//! The cards that several pages share: a gig, a package, a category, a review.

use domain::money::Money;
use leptos::prelude::*;

use super::{Avatar, AvatarSize, Icon, OptionalText, Person, Price, Stars};
use crate::context::locale;

/// A gig in a list. The whole card leads to it by its title's link. The title is an `<h3>`: the list stands under an `<h2>`,
/// a `visually-hidden` one where none is to be seen.
#[component]
pub fn GigCard(
    #[prop(into)] href: String,
    #[prop(into)] title: String,
    /// Address of the cover at 600 px.
    #[prop(into)]
    cover: String,
    /// `… 400w, … 800w`.
    #[prop(optional, into)]
    srcset: OptionalText,
    /// The first cards of a page load at once.
    #[prop(optional)]
    eager: bool,
    #[prop(into)] seller: String,
    #[prop(optional, into)] seller_avatar: OptionalText,
    /// "From".
    #[prop(into)]
    from: String,
    money: Money,
    /// "Delivered in 3 days".
    #[prop(into)]
    delivery: String,
    /// The button that keeps it, over the cover.
    #[prop(default = None)]
    heart: Option<AnyView>,
    /// A [`super::Rating`], or a [`super::Badge`] for who has none yet.
    children: Children,
) -> impl IntoView {
    view! {
        <article class="gig-card">
            <img
                class="cover"
                src=cover
                srcset=srcset.0
                sizes="(min-width: 60rem) 18rem, (min-width: 40rem) 45vw, 92vw"
                width="600"
                height="400"
                alt=""
                loading=if eager { "eager" } else { "lazy" }
                decoding="async"
            />
            <div class="gig-card-body">
                <p class="person"><Avatar name=seller.clone() src=seller_avatar size=AvatarSize::Small/><b>{seller}</b></p>
                <h3><a class="clamp-2" href=href>{title}</a></h3>
                <p class="gig-card-meta">{children()}<span>{delivery}</span></p>
                <p class="price-from">{from}" "<Price money/></p>
            </div>
            {heart}
        </article>
    }
}

/// A category on the home page.
#[component]
pub fn CategoryTile(
    #[prop(into)] href: String,
    #[prop(into)] name: String,
    /// "128 services".
    #[prop(into)]
    detail: String,
    /// Its motif in the sprite.
    icon: &'static str,
    /// 1 to 8, its colour.
    hue: usize,
) -> impl IntoView {
    view! {
        <a class=format!("category-tile hue-{hue}") href=href>
            <Icon name=icon/>
            <span><b>{name}</b><small>{detail}</small></span>
        </a>
    }
}

/// One package of a gig; the way to order it comes as children. Stands in a `<div class="packages">`.
#[component]
pub fn PackageCard(
    #[prop(into)] name: String,
    money: Money,
    #[prop(into)] description: String,
    /// "Delivered in 3 days".
    #[prop(into)]
    delivery: String,
    /// "2 revisions".
    #[prop(into)]
    revisions: String,
    /// The word on the one that most people take.
    #[prop(optional, into)]
    featured: OptionalText,
    children: Children,
) -> impl IntoView {
    let class = if featured.0.is_some() { "package featured" } else { "package" };
    view! {
        <section class=class>
            <h3>{name}{featured.0.map(|text| view! { <span class="badge info">{text}</span> })}</h3>
            <p class="price">{money.format(locale())}</p>
            <p class="plain-text">{description}</p>
            <ul class="facts"><li><Icon name="clock"/>{delivery}</li><li><Icon name="refresh"/>{revisions}</li></ul>
            {children()}
        </section>
    }
    .into_any()
}

/// One review, with the answer of who was reviewed.
#[component]
pub fn ReviewCard(
    #[prop(into)] author: String,
    #[prop(optional, into)] author_avatar: OptionalText,
    #[prop(into)] at: String,
    stars: u8,
    /// "5 of 5 stars".
    #[prop(into)]
    stars_label: String,
    #[prop(into)] comment: String,
    /// Heading and text of the answer.
    reply: Option<(String, String)>,
) -> impl IntoView {
    view! {
        <article class="review">
            <Person name=author src=author_avatar detail=at/>
            <Stars value=stars label=stars_label/>
            <p class="plain-text">{comment}</p>
            {reply.map(|(heading, text)| view! { <div class="reply"><b>{heading}</b><p class="plain-text">{text}</p></div> })}
        </article>
    }
    .into_any()
}

/// A picture of a gallery.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GalleryImage {
    pub src: String,
    /// `… 400w, … 800w`.
    pub srcset: Option<String>,
    pub alt: String,
}

/// Pictures beside each other, moved with a finger, the arrow keys or the scroll bar.
#[component]
pub fn Gallery(
    /// What the pictures show, together.
    #[prop(into)]
    label: String,
    images: Vec<GalleryImage>,
) -> impl IntoView {
    let images: Vec<_> = images
        .into_iter()
        .enumerate()
        .map(|(index, image)| {
            view! {
                <img
                    class="cover"
                    src=image.src
                    srcset=image.srcset
                    sizes="(min-width: 60rem) 50rem, 92vw"
                    width="1200"
                    height="800"
                    alt=image.alt
                    fetchpriority=(index == 0).then_some("high")
                    loading=if index == 0 { "eager" } else { "lazy" }
                    decoding="async"
                />
            }
        })
        .collect();
    view! { <div class="gallery" role="region" tabindex="0" aria-label=label>{images}</div> }.into_any()
}
