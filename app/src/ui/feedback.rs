//! What answers and what guides: notices, toasts, dialogs, tabs, older and newer pages, breadcrumbs, disclosures.

use leptos::prelude::*;

use super::{Icon, OptionalText, Tone, classes};

/// A message in the page. Warnings and refusals interrupt a screen reader, the others wait.
#[component]
pub fn Notice(
    #[prop(optional)] tone: Tone,
    #[prop(optional, into)] title: OptionalText,
    children: Children,
) -> impl IntoView {
    let role = if matches!(tone, Tone::Warning | Tone::Danger) { "alert" } else { "status" };
    view! {
        <div class=classes(&["notice", tone.class()]) role=role>
            <Icon name=tone.icon()/>
            <div>{title.0.map(|text| view! { <b>{text}</b> })}{children()}</div>
        </div>
    }
    .into_any()
}

/// The corner where toasts appear; once per page, there from the start so that what appears in it is read aloud.
#[component]
pub fn Toasts(#[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! { <div class="toasts" id="toasts" role="status" aria-live="polite">{children.map(|children| children())}</div> }
}

/// What just happened, in a sentence, over the page.
#[component]
pub fn Toast(#[prop(optional)] tone: Tone, #[prop(into)] text: String) -> impl IntoView {
    view! { <div class="toast"><Icon name=tone.icon()/><p>{text}</p></div> }
}

/// A question over the page. Opens without script by a button with `attr:popovertarget=id`, closes by Escape, by
/// its cross, or by a press beside it. What matters must also be reachable as a page of its own.
#[component]
pub fn Dialog(
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    /// What its cross is called.
    #[prop(into)]
    close: String,
    children: Children,
) -> impl IntoView {
    let heading = format!("{id}-title");
    view! {
        <dialog class="dialog" id=id popover="auto" aria-labelledby=heading>
            <div class="dialog-head">
                <h2 id=heading.clone()>{title}</h2>
                <button class="icon-button" type="button" popovertarget=id.clone() popovertargetaction="hide" aria-label=close>
                    <Icon name="close"/>
                </button>
            </div>
            {children()}
        </dialog>
    }
    .into_any()
}

/// One of several views of the same thing, each at its own address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tab {
    pub href: String,
    pub text: String,
    pub is_current: bool,
    pub count: Option<String>,
}

impl Tab {
    pub fn new(href: impl Into<String>, text: impl Into<String>, is_current: bool) -> Self {
        Self { href: href.into(), text: text.into(), is_current, count: None }
    }

    #[must_use]
    pub fn count(mut self, text: impl Into<String>) -> Self {
        self.count = Some(text.into());
        self
    }
}

/// Links to the views of one thing.
#[component]
pub fn Tabs(#[prop(into)] label: String, tabs: Vec<Tab>) -> impl IntoView {
    let tabs: Vec<_> = tabs
        .into_iter()
        .map(|tab| {
            view! {
                <a href=tab.href aria-current=tab.is_current.then_some("page")>
                    {tab.text}
                    {tab.count.map(|text| view! { <span class="badge">{text}</span> })}
                </a>
            }
        })
        .collect();
    view! { <nav class="tabs" aria-label=label>{tabs}</nav> }.into_any()
}

/// Older and newer, for lists that are read page by page from a key.
#[component]
pub fn Pagination(
    #[prop(into)] label: String,
    /// Address of the page before, where there is one.
    #[prop(optional, into)]
    previous: OptionalText,
    #[prop(optional, into)] next: OptionalText,
    #[prop(into)] previous_text: String,
    #[prop(into)] next_text: String,
) -> impl IntoView {
    if previous.0.is_none() && next.0.is_none() {
        return ().into_any();
    }
    view! {
        <nav class="pagination" aria-label=label>
            {previous.0.map(|href| view! {
                <a class="button secondary" rel="prev" href=href><Icon name="chevron-left"/>{previous_text}</a>
            })}
            {next.0.map(|href| view! {
                <a class="button secondary" rel="next" href=href>{next_text}<Icon name="chevron-right"/></a>
            })}
        </nav>
    }
    .into_any()
}

/// A step on the way to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    pub href: String,
    pub text: String,
}

impl Crumb {
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self { href: href.into(), text: text.into() }
    }
}

/// The way from the home page to here. The page itself is its `<h1>`, so it is not repeated.
#[component]
pub fn Breadcrumbs(#[prop(into)] label: String, crumbs: Vec<Crumb>) -> impl IntoView {
    let crumbs: Vec<_> =
        crumbs.into_iter().map(|crumb| view! { <li><a href=crumb.href>{crumb.text}</a></li> }).collect();
    view! { <nav aria-label=label><ol class="breadcrumbs">{crumbs}</ol></nav> }.into_any()
}

/// A question that opens to its answer. Several stand in a `<div class="disclosures">`.
#[component]
pub fn Disclosure(
    #[prop(into)] summary: String,
    #[prop(optional)] open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="disclosure" open=open>
            <summary>{summary}<Icon name="chevron-down"/></summary>
            <div>{children()}</div>
        </details>
    }
    .into_any()
}

/// Everything wrong with a form, on top of it, each with a link to its field. Takes the focus when the page comes back.
#[component]
pub fn ErrorSummary(
    #[prop(into)] title: String,
    /// Pairs of a field's id and its error, as `FormState::all_errors` gives them.
    errors: Vec<(String, String)>,
    /// Whether it takes the focus.
    #[prop(default = true)]
    autofocus: bool,
) -> impl IntoView {
    if errors.is_empty() {
        return ().into_any();
    }
    let errors: Vec<_> = errors
        .into_iter()
        .map(|(field, text)| view! { <li><a href=format!("#{field}")>{text}</a></li> })
        .collect();
    view! {
        <div class="error-summary" id="errors" role="alert" tabindex="-1" autofocus=autofocus>
            <h2>{title}</h2>
            <ul>{errors}</ul>
        </div>
    }
    .into_any()
}
