//! The two pages that ask for more than a password: `/ingresar/codigo`, the second step of signing in, and `/confirmar`,
//! the password or a code once more before something that matters.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use services::auth::Factors;

use super::{
    pages::{NextField, next_of},
    passkeys::PasskeyButton,
    security::CodeField,
};
use crate::{
    context::{page, services, viewer},
    forms::{Form, FormState},
    load::load,
    ui::TextField,
};

const SECOND_STEP: &str = "/ingresar/codigo";
const CONFIRM: &str = "/confirmar";

/// After the password: the code. Says nothing of whom it asks; the server knows by the half session.
#[component]
pub fn SecondStepPage() -> impl IntoView {
    let locale = page().locale;
    let form = FormState::of(SECOND_STEP);
    let next = next_of(&form);
    view! {
        <Frame title=t!(locale, "auth.second_step.title") lead=t!(locale, "auth.second_step.lead")>
            <Form action=SECOND_STEP class="form">
                <NextField next/>
                <CodeField form=form.clone() label=t!(locale, "auth.code") hint=t!(locale, "auth.code_hint")/>
                <button class="button block">{t!(locale, "auth.sign_in")}</button>
            </Form>
            <p class="auth-foot"><a href="/ingresar">{t!(locale, "auth.second_step.again")}</a></p>
        </Frame>
    }
}

#[component]
pub fn ConfirmPage() -> impl IntoView {
    let form = FormState::of(CONFIRM);
    let next = next_of(&form);
    let (services, viewer) = (services(), viewer());
    let found = async move { services::auth::get_factors(&services, &viewer?).await };
    load(found, move |factors| view! { <Confirm form next factors/> })
}

/// The code where codes are on; the password where it is enough, or as the other choice.
#[component]
fn Confirm(form: FormState, next: Option<String>, factors: Factors) -> impl IntoView {
    let locale = page().locale;
    let is_password_taken = !factors.has_totp || factors.was_given_here;
    let (form_of_code, next_of_code, next_of_key) = (form.clone(), next.clone(), next.clone());
    view! {
        <Frame title=t!(locale, "auth.confirm.title") lead=t!(locale, "auth.confirm.lead")>
            {is_password_taken.then(|| view! {
                <Form action=CONFIRM class="form">
                    <NextField next/>
                    <TextField name="password" label=t!(locale, "auth.password") r#type="password" required=true
                        error=form.error("password") autocomplete="current-password" autofocus={!factors.has_totp}/>
                    <button class="button block">{t!(locale, "auth.confirm.submit")}</button>
                </Form>
            })}
            {factors.has_totp.then(|| view! {
                <Form action=CONFIRM class="form">
                    <NextField next=next_of_code/>
                    <CodeField form=form_of_code label=t!(locale, "auth.code") hint=t!(locale, "auth.code_hint")/>
                    <button class="button block">{t!(locale, "auth.confirm.submit")}</button>
                </Form>
            })}
            {(factors.passkeys > 0).then(|| view! {
                <PasskeyButton action=CONFIRM text=t!(locale, "auth.passkeys.confirm") next=next_of_key/>
            })}
        </Frame>
    }
}

#[component]
fn Frame(title: String, lead: String, children: Children) -> impl IntoView {
    view! {
        <Title text=title.clone()/>
        <Meta name="robots" content="noindex"/>
        <div class="auth-page">
            <div class="auth-card">
                <hgroup><h1>{title}</h1><p class="hint">{lead}</p></hgroup>
                {children()}
            </div>
        </div>
    }
    .into_any()
}
