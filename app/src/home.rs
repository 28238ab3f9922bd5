//! The home page: one sentence, one search, living categories, real gigs, how the money is protected.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::context::locale;

#[component]
pub fn HomePage() -> impl IntoView {
    let locale = locale();
    view! {
        <Title text=t!(locale, "home.title")/>
        <div class="wrap"><h1>{t!(locale, "home.headline")}</h1></div>
    }
}
