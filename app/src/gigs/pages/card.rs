//! A gig in a list, with its words.

use std::collections::BTreeSet;

use domain::{favorites::Keepable, files::Picture, gigs::GigCard, ids::GigId, locale::Locale};
use leptos::prelude::*;

use crate::{
    favorites::Heart,
    i18n,
    ui::{self, Badge, Rating, Tone},
};

/// A grid of gigs. It stands under an `<h2>`.
#[component]
pub fn GigCards(
    gigs: Vec<GigCard>,
    locale: Locale,
    /// How many of the first are in sight when the page opens, so that their covers load at once.
    #[prop(default = 3)]
    eager: usize,
    /// Those that the reader keeps; without it the cards have no hearts.
    #[prop(default = None)]
    kept: Option<BTreeSet<GigId>>,
) -> impl IntoView {
    let cards: Vec<_> = gigs
        .into_iter()
        .enumerate()
        .map(|(index, gig)| {
            let is_kept = kept.as_ref().map(|kept| kept.contains(&gig.id));
            card(gig, locale, index < eager, is_kept).into_any()
        })
        .collect();
    view! { <div class="card-grid rows">{cards}</div> }
}

fn card(gig: GigCard, locale: Locale, eager: bool, is_kept: Option<bool>) -> impl IntoView {
    let heart = is_kept.map(|is_kept| {
        view! { <Heart what=Keepable::Gig(gig.id) is_kept name=gig.title.clone() small=true/> }.into_any()
    });
    let srcset = gig.cover_url.as_ref().map(Picture::srcset);
    let cover = gig.cover_url.map_or_else(|| "/mosaic.svg".to_owned(), |cover| cover.url(400));
    let rating = rating(locale, gig.rating, gig.reviews);
    view! {
        <ui::GigCard
            href=format!("/gigs/{}", gig.slug)
            title=gig.title
            cover
            srcset
            eager
            seller=gig.seller.name
            seller_avatar=gig.seller.avatar_url.map(|avatar| avatar.url(96))
            from=t!(locale, "gigs.from")
            money=gig.from_price
            delivery=i18n::count(locale, "gigs.delivered_in", i64::from(gig.delivery_days))
            heart
        >
            {rating}
        </ui::GigCard>
    }
}

/// The average with its number of reviews, or that there is none yet.
pub fn rating(locale: Locale, average: Option<f64>, reviews: i32) -> AnyView {
    match average {
        Some(average) => {
            let value = decimal(locale, average);
            let count = i18n::count(locale, "gigs.reviews", i64::from(reviews));
            let label = t!(locale, "gigs.rating_label", value = value, count = count);
            view! { <Rating value label count=i18n::group_digits(locale, i64::from(reviews))/> }.into_any()
        }
        None => view! { <Badge text=t!(locale, "gigs.new") tone=Tone::Sun/> }.into_any(),
    }
}

/// `4,9` or `4.9`.
pub fn decimal(locale: Locale, number: f64) -> String {
    let text = format!("{number:.1}");
    if locale == Locale::En { text } else { text.replace('.', ",") }
}
