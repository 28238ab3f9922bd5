//! What is pressed: buttons, links that look like buttons, and the icons on them.

use leptos::prelude::*;

use super::{OptionalText, classes, when};

/// Where the drawings are; `scripts/draw-icons` makes the file.
const SPRITE: &str = "/icons.svg";

/// One drawing of the sprite, in the colour of the text around it. Never read aloud: the word stands beside it.
#[component]
pub fn Icon(
    /// As in `scripts/draw-icons`.
    name: &'static str,
    /// Words beside the class `icon`: `large`, `off`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    debug_assert!(
        include_str!("../../../public/icons.svg").contains(&format!("id=\"{name}\"")),
        "public/icons.svg has no icon {name:?}"
    );
    view! {
        <svg class=classes(&["icon", class]) aria-hidden="true">
            <use href=format!("{SPRITE}#{name}")/>
        </svg>
    }
}

/// How much a button asks to be pressed. One primary per screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    #[default]
    Primary,
    Secondary,
    Quiet,
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "",
            Self::Secondary => "secondary",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonSize {
    Small,
    #[default]
    Normal,
    Large,
}

impl ButtonSize {
    const fn class(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Normal => "",
            Self::Large => "large",
        }
    }
}

fn button_class(kind: ButtonKind, size: ButtonSize, block: bool) -> String {
    classes(&["button", kind.class(), size.class(), when(block, "block")])
}

/// A button that sends its form. Rare attributes are spread: `attr:popovertarget="id"`, `attr:form="id"`.
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] size: ButtonSize,
    /// As wide as its column.
    #[prop(optional)]
    block: bool,
    /// `submit` unless told otherwise.
    #[prop(default = "submit")]
    r#type: &'static str,
    #[prop(optional, into)] name: OptionalText,
    #[prop(optional, into)] value: OptionalText,
    #[prop(optional)] icon: Option<&'static str>,
    #[prop(optional)] busy: bool,
    #[prop(optional)] disabled: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class=button_class(kind, size, block)
            type=r#type
            name=name.0
            value=value.0
            disabled=disabled
            aria-busy=busy.then_some("true")
        >
            {icon.map(|name| view! { <Icon name/> })}
            {children()}
        </button>
    }
    .into_any()
}

/// A link with the looks of a button: it leads somewhere and changes nothing.
#[component]
pub fn LinkButton(
    #[prop(into)] href: String,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] size: ButtonSize,
    #[prop(optional)] block: bool,
    #[prop(optional)] icon: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <a class=button_class(kind, size, block) href=href>
            {icon.map(|name| view! { <Icon name/> })}
            {children()}
        </a>
    }
    .into_any()
}

/// A round button that shows only an icon; `label` is what it is called.
#[component]
pub fn IconButton(
    icon: &'static str,
    #[prop(into)] label: String,
    #[prop(default = "submit")] r#type: &'static str,
    #[prop(optional, into)] name: OptionalText,
    #[prop(optional, into)] value: OptionalText,
) -> impl IntoView {
    view! {
        <button class="icon-button" type=r#type name=name.0 value=value.0 aria-label=label.clone() title=label>
            <Icon name=icon/>
        </button>
    }
    .into_any()
}

/// A round link that shows only an icon; `label` is what it is called.
#[component]
pub fn IconLink(
    icon: &'static str,
    #[prop(into)] href: String,
    #[prop(into)] label: String,
) -> impl IntoView {
    view! {
        <a class="icon-button" href=href aria-label=label.clone() title=label>
            <Icon name=icon/>
        </a>
    }
    .into_any()
}

/// "See all" at the head of a section.
#[component]
pub fn MoreLink(#[prop(into)] href: String, #[prop(into)] text: String) -> impl IntoView {
    view! { <a class="link" href=href>{text}<Icon name="arrow-right"/></a> }
}
