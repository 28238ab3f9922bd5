//! `/ayuda`, `/terminos`, `/privacidad`: how the house works, in plain words. The facts are those of product.md and money.md.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use crate::{
    context::locale,
    ui::{Disclosure, LinkButton},
};

/// Questions and answers, each folded.
const QUESTIONS: usize = 11;
const TERMS: usize = 11;
const PRIVACY: usize = 8;

#[component]
pub fn HelpPage() -> impl IntoView {
    let locale = locale();
    let questions: Vec<_> = (0..QUESTIONS)
        .map(|index| {
            let answer = paragraphs(&t!(locale, &format!("help.questions.{index}.answer")));
            view! { <Disclosure summary=t!(locale, &format!("help.questions.{index}.question"))>{answer}</Disclosure> }
        })
        .collect();
    view! {
        <Title text=t!(locale, "help.title")/>
        <Meta name="description" content=t!(locale, "help.lead")/>
        <div class="page wrap narrow">
            <div class="page-head"><h1>{t!(locale, "help.title")}</h1><p class="lead">{t!(locale, "help.lead")}</p></div>
            <div class="disclosures">{questions}</div>
            <p class="row"><LinkButton href="/como-funciona">{t!(locale, "site.how")}</LinkButton></p>
        </div>
    }
}

#[component]
pub fn TermsPage() -> impl IntoView {
    article("terms", TERMS)
}

#[component]
pub fn PrivacyPage() -> impl IntoView {
    article("privacy", PRIVACY)
}

/// A text in numbered sections, each with an address of its own.
fn article(name: &'static str, sections: usize) -> impl IntoView {
    let locale = locale();
    let sections: Vec<_> = (0..sections)
        .map(|index| {
            let text = paragraphs(&t!(locale, &format!("{name}.sections.{index}.text")));
            let heading = t!(locale, &format!("{name}.sections.{index}.title"));
            view! { <section id=format!("s{}", index + 1)><h2>{index + 1}". "{heading}</h2>{text}</section> }
        })
        .collect();
    view! {
        <Title text=t!(locale, &format!("{name}.title"))/>
        <Meta name="description" content=t!(locale, &format!("{name}.lead"))/>
        <div class="page wrap narrow">
            <div class="page-head">
                <h1>{t!(locale, &format!("{name}.title"))}</h1>
                <p class="lead">{t!(locale, &format!("{name}.lead"))}</p>
                <p class="fine">{t!(locale, &format!("{name}.updated"))}</p>
            </div>
            <div class="prose">{sections}</div>
        </div>
    }
}

/// A text's lines as paragraphs.
fn paragraphs(text: &str) -> Vec<impl IntoView + use<>> {
    text.lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .map(|line| view! { <p>{line}</p> })
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn every_section_is_written_in_every_language_and_none_is_left_out() {
        for locale in Locale::ALL {
            let exists = |key: &str| crate::i18n::text(locale, key, &[]) != key;
            for (list, number, part) in [
                ("help.questions", QUESTIONS, "answer"),
                ("terms.sections", TERMS, "text"),
                ("privacy.sections", PRIVACY, "text"),
            ] {
                assert!((0..number).all(|index| exists(&format!("{list}.{index}.{part}"))), "{list}");
                assert!(!exists(&format!("{list}.{number}.{part}")), "{list} has more than is shown");
            }
        }
    }
}
