//! What is looked at: cards, badges, people, prices, stars, tables.

use domain::money::Money;
use leptos::prelude::*;

use super::{Icon, OptionalText, Tone, classes, when};
use crate::context::locale;

/// A surface for what belongs together.
#[component]
pub fn Card(
    /// Without a line, on a breath of celeste.
    #[prop(optional)]
    tint: bool,
    /// With a shadow.
    #[prop(optional)]
    float: bool,
    children: Children,
) -> impl IntoView {
    view! { <section class=classes(&["card", when(tint, "tint"), when(float, "float")])>{children()}</section> }
}

/// A state in a word or two.
#[component]
pub fn Badge(
    #[prop(into)] text: String,
    #[prop(optional)] tone: Tone,
    #[prop(optional)] icon: Option<&'static str>,
) -> impl IntoView {
    view! { <span class=classes(&["badge", tone.class()])>{icon.map(|name| view! { <Icon name/> })}{text}</span> }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    Small,
    #[default]
    Normal,
    Large,
    Huge,
}

impl AvatarSize {
    const fn class(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Normal => "",
            Self::Large => "large",
            Self::Huge => "huge",
        }
    }

    const fn pixels(self) -> &'static str {
        match self {
            Self::Small => "28",
            Self::Normal => "44",
            Self::Large => "64",
            Self::Huge => "104",
        }
    }
}

/// A face, or the initials in a colour of their own. The name stands beside it, so it is not read aloud.
#[component]
pub fn Avatar(
    #[prop(into)] name: String,
    #[prop(optional, into)] src: OptionalText,
    #[prop(optional)] size: AvatarSize,
) -> impl IntoView {
    match src.0 {
        Some(src) => view! {
            <img class=classes(&["avatar", size.class()]) src=src alt="" width=size.pixels() height=size.pixels() loading="lazy"/>
        }
        .into_any(),
        None => view! {
            <span class=classes(&["avatar", size.class(), hue_class(&name)]) aria-hidden="true">{initials(&name)}</span>
        }
        .into_any(),
    }
}

/// The first letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

/// One of eight colours, the same for a name every time.
fn hue_class(name: &str) -> &'static str {
    const HUES: [&str; 8] = ["hue-1", "hue-2", "hue-3", "hue-4", "hue-5", "hue-6", "hue-7", "hue-8"];
    let sum = name.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)));
    HUES[sum % HUES.len()]
}

/// A face with a name and a line under it; a link where there is a place to go.
#[component]
pub fn Person(
    #[prop(into)] name: String,
    #[prop(optional, into)] src: OptionalText,
    #[prop(optional, into)] detail: OptionalText,
    #[prop(optional, into)] href: OptionalText,
    #[prop(optional)] size: AvatarSize,
) -> impl IntoView {
    let body = view! {
        <Avatar name=name.clone() src=src size/>
        <span><b>{name}</b>{detail.0.map(|text| view! { <small>{text}</small> })}</span>
    };
    match href.0 {
        Some(href) => view! { <a class="person" href=href>{body}</a> }.into_any(),
        None => view! { <span class="person">{body}</span> }.into_any(),
    }
}

/// An amount as the reader's language writes it.
#[component]
pub fn Price(money: Money, #[prop(optional)] large: bool) -> impl IntoView {
    view! { <span class=if large { "price large" } else { "price" }>{money.format(locale())}</span> }
}

/// "From $ 15.000".
#[component]
pub fn PriceFrom(
    /// The word before the amount.
    #[prop(into)]
    from: String,
    money: Money,
    #[prop(optional)] large: bool,
) -> impl IntoView {
    view! { <p class="price-from">{from}" "<Price money large/></p> }
}

/// An average beside one star, and out of how many.
#[component]
pub fn Rating(
    /// `4,9`.
    #[prop(into)]
    value: String,
    /// Read aloud instead of the number: "4,9 of 5 stars, 128 reviews".
    #[prop(into)]
    label: String,
    #[prop(optional, into)] count: OptionalText,
) -> impl IntoView {
    view! {
        <span class="rating">
            <span class="visually-hidden">{label}</span>
            <Icon name="star"/>
            <b aria-hidden="true">{value}</b>
            {count.0.map(|text| view! { <span aria-hidden="true">"("{text}")"</span> })}
        </span>
    }
}

/// The stars of one review.
#[component]
pub fn Stars(
    /// 1 to 5.
    value: u8,
    /// "5 of 5 stars".
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let stars: Vec<_> =
        (1..=5).map(|star| view! { <Icon name="star" class=when(star > value, "off")/> }).collect();
    view! { <span class="stars"><span class="visually-hidden">{label}</span>{stars}</span> }
}

/// A table that scrolls sideways by itself on phones. Children are `<thead>` and `<tbody>`.
#[component]
pub fn Table(
    /// What it lists, for who does not see it.
    #[prop(into)]
    label: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="table-scroll" role="region" tabindex="0" aria-label=label>
            <table class="table">{children()}</table>
        </div>
    }
    .into_any()
}

/// One line of a money breakdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreakdownLine {
    pub label: String,
    pub money: Money,
    pub is_total: bool,
}

impl BreakdownLine {
    pub fn new(label: impl Into<String>, money: Money) -> Self {
        Self { label: label.into(), money, is_total: false }
    }

    pub fn total(label: impl Into<String>, money: Money) -> Self {
        Self { label: label.into(), money, is_total: true }
    }
}

/// What a sum is made of: the price, the fee, what is left for whom.
#[component]
pub fn Breakdown(lines: Vec<BreakdownLine>) -> impl IntoView {
    let locale = locale();
    let lines: Vec<_> = lines
        .into_iter()
        .map(|line| {
            let class = line.is_total.then_some("total");
            view! { <div class=class><dt>{line.label}</dt><dd>{line.money.format(locale)}</dd></div> }
        })
        .collect();
    view! { <dl class="breakdown">{lines}</dl> }.into_any()
}

/// The few numbers that matter: pairs of label and value.
#[component]
pub fn Numbers(numbers: Vec<(String, String)>) -> impl IntoView {
    let numbers: Vec<_> = numbers
        .into_iter()
        .map(|(label, value)| view! { <div class="number"><dt>{label}</dt><dd>{value}</dd></div> })
        .collect();
    view! { <dl class="numbers">{numbers}</dl> }.into_any()
}

/// Nothing here yet: a small drawing, one sentence, one action as children.
#[component]
pub fn EmptyState(
    /// `empty-search`, `empty-work`, `empty-chat`, `empty-bell`, `empty-box`.
    #[prop(default = "empty-box")]
    picture: &'static str,
    #[prop(into)] title: String,
    #[prop(optional, into)] text: OptionalText,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=picture/>
            <h2>{title}</h2>
            {text.0.map(|text| view! { <p>{text}</p> })}
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}

/// Where something is about to stand: `text`, `short` or `cover`.
#[component]
pub fn Skeleton(#[prop(default = "text")] shape: &'static str) -> impl IntoView {
    view! { <span class=classes(&["skeleton", shape]) aria-hidden="true"></span> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        assert_eq!(initials("Marina de la Cruz"), "MC");
        assert_eq!(initials("ñandú"), "Ñ");
        assert_eq!(initials("  "), "");
    }
}
