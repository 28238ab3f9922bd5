//! The first steps on `/panel`: a short checklist that goes when its last step is done.

use domain::onboarding::{Checklist, FirstStep};
use leptos::prelude::*;

use crate::{context::page, i18n, settings::SettingsTab, ui::Icon};

/// What is still missing, each with the way there.
#[component]
pub fn FirstSteps(checklist: Checklist) -> impl IntoView {
    let locale = page().locale;
    let (done, total) = (checklist.done(), checklist.total());
    let steps: Vec<_> = checklist
        .0
        .into_iter()
        .map(|(step, is_done)| {
            let text = t!(locale, &format!("onboarding.steps.{}", step.name()));
            let icon = if is_done { "check-circle" } else { "chevron-right" };
            let words = if is_done {
                view! { <span class="muted">{text}<span class="visually-hidden">" "{t!(locale, "onboarding.done")}</span></span> }
                    .into_any()
            } else {
                view! { <a class="link" href=way_to(step)>{text}</a> }.into_any()
            };
            view! { <li><Icon name=icon/>{words}</li> }
        })
        .collect();
    let progress = t!(
        locale,
        "onboarding.progress",
        done = i18n::group_digits(locale, i64::try_from(done).unwrap_or_default()),
        total = i18n::group_digits(locale, i64::try_from(total).unwrap_or_default())
    );
    view! {
        <section class="card tint" id="primeros-pasos">
            <div class="row apart"><h2>{t!(locale, "onboarding.title")}</h2><p class="muted" id="progress">{progress}</p></div>
            <progress class="progress" value=done.to_string() max=total.to_string() aria-labelledby="progress"></progress>
            <ul class="facts">{steps}</ul>
        </section>
    }
    .into_any()
}

const fn way_to(step: FirstStep) -> &'static str {
    match step {
        FirstStep::VerifyEmail => SettingsTab::Account.path(),
        FirstStep::AddPicture | FirstStep::TellAboutYou => "/panel/perfil",
        FirstStep::Begin => "/buscar",
        FirstStep::AddDocument => "/panel/perfil/identidad",
        FirstStep::AddPayoutAccount => "/panel/billetera",
    }
}
