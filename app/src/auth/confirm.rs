//! `/confirmar`: the password or a code once more, before something that matters.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use super::pages::{NextField, next_of};
use crate::{
    context::{page, viewer},
    forms::{Form, FormState},
    load::load,
    ui::TextField,
};

const ACTION: &str = "/confirmar";

#[component]
pub fn ConfirmPage() -> impl IntoView {
    let form = FormState::of(ACTION);
    let next = next_of(&form);
    let viewer = viewer();
    load(async move { viewer.map(drop) }, move |()| view! { <Confirm form next/> })
}

#[component]
fn Confirm(form: FormState, next: Option<String>) -> impl IntoView {
    let locale = page().locale;
    view! {
        <Title text=t!(locale, "auth.confirm.title")/>
        <Meta name="robots" content="noindex"/>
        <div class="auth-page">
            <div class="auth-card">
                <hgroup>
                    <h1>{t!(locale, "auth.confirm.title")}</h1>
                    <p class="hint">{t!(locale, "auth.confirm.lead")}</p>
                </hgroup>
                <Form action=ACTION class="form">
                    <NextField next/>
                    <TextField name="password" label=t!(locale, "auth.password") r#type="password" required=true
                        error=form.error("password") autocomplete="current-password" autofocus=true/>
                    <button class="button block">{t!(locale, "auth.confirm.submit")}</button>
                </Form>
            </div>
        </div>
    }
    .into_any()
}
