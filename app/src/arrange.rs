//! The buttons that put a list in order by hand; `domain::arrange` reads them.

use leptos::prelude::*;

use crate::{context::page, ui::IconButton};

/// Earlier, later, away with it. They send the form they stand in, and the page opens where they stood.
#[component]
pub fn ArrangeButtons(
    #[prop(into)] id: String,
    /// What is moved: "image 2".
    #[prop(into)]
    what: String,
    /// Where the form goes, and the id of the list: `/panel/gigs/nuevo#imagenes`.
    #[prop(into)]
    target: String,
    is_first: bool,
    is_last: bool,
) -> impl IntoView {
    let locale = page().locale;
    let button = |action: &'static str, icon: &'static str, label: String| {
        view! {
            <IconButton icon label name="arrange" value=format!("{action}:{id}")
                attr:formaction=target.clone()/>
        }
    };
    view! {
        <div class="arrange">
            {(!is_first).then(|| button("earlier", "chevron-left", t!(locale, "site.arrange.earlier", what = what)))}
            {(!is_last).then(|| button("later", "chevron-right", t!(locale, "site.arrange.later", what = what)))}
            {button("remove", "trash", t!(locale, "site.arrange.remove", what = what))}
        </div>
    }
    .into_any()
}

/// What enter in a field presses: without it that would be the first button of the form, whichever that is.
#[component]
pub fn DefaultButton(#[prop(into)] name: String, #[prop(into)] value: String) -> impl IntoView {
    view! { <button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true" name=name value=value></button> }
}
