//! Things in their order: what happened, and how far it is.

use leptos::prelude::*;

use super::{Icon, OptionalText, Tone, when};

/// What happened, oldest first. Children are [`TimelineItem`]s.
#[component]
pub fn Timeline(children: Children) -> impl IntoView {
    view! { <ol class="timeline">{children()}</ol> }
}

/// One thing that happened; what was said or handed over comes as children.
#[component]
pub fn TimelineItem(
    #[prop(default = "info")] icon: &'static str,
    #[prop(optional)] tone: Tone,
    #[prop(into)] title: String,
    /// When, as people read it.
    #[prop(into)]
    at: String,
    /// When, as machines read it (RFC 3339).
    #[prop(optional, into)]
    datetime: OptionalText,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <li class=tone.class()>
            <span class="timeline-mark"><Icon name=icon/></span>
            <div class="timeline-body">
                <p class="timeline-head"><b>{title}</b><time datetime=datetime.0>{at}</time></p>
                {children.map(|children| children())}
            </div>
        </li>
    }
    .into_any()
}

/// How far along something is.
#[component]
pub fn Steps(
    #[prop(into)] label: String,
    steps: Vec<String>,
    /// Which one is under way, from 0; `steps.len()` when all are done.
    current: usize,
) -> impl IntoView {
    let steps: Vec<_> = steps
        .into_iter()
        .enumerate()
        .map(|(index, text)| {
            view! { <li class=when(index < current, "done") aria-current=(index == current).then_some("step")><span>{text}</span></li> }
        })
        .collect();
    view! { <ol class="steps" aria-label=label>{steps}</ol> }.into_any()
}
