//! `/como-funciona`: the main job in plain words.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    context::locale,
    ui::{Icon, LinkButton},
};

#[component]
pub fn HowItWorksPage() -> impl IntoView {
    let locale = locale();
    let part = |side: &'static str, icons: [&'static str; 4]| {
        let steps = icons
            .into_iter()
            .enumerate()
            .map(|(index, icon)| {
                view! {
                    <li>
                        <Icon name=icon/>
                        <h3>{t!(locale, &format!("how.{side}.{index}.title"))}</h3>
                        <p>{t!(locale, &format!("how.{side}.{index}.text"))}</p>
                    </li>
                }
            })
            .collect::<Vec<_>>();
        view! { <section class="stack loose"><h2>{t!(locale, &format!("how.{side}.heading"))}</h2><ol class="promise">{steps}</ol></section> }
    };
    view! {
        <Title text=t!(locale, "site.how")/>
        <div class="page wrap">
            <div class="page-head"><h1>{t!(locale, "site.how")}</h1><p class="lead">{t!(locale, "how.lead")}</p></div>
            <div class="stack loose">
                {part("client", ["search", "lock", "eye", "check-circle"])}
                {part("seller", ["briefcase", "bell", "truck", "wallet"])}
                <p><LinkButton href="/buscar">{t!(locale, "site.explore")}</LinkButton></p>
            </div>
        </div>
    }
}
