//! `/ingresar` and `/registro`: one card in quiet air, one thing to do.

use domain::auth::{Password, PersonName, path_inside_the_site};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;

use super::passkeys::PasskeyButton;
use crate::{
    context::page,
    forms::{Form, FormState},
    ui::{Icon, Notice, TextField, Tone},
};

/// Where the person goes afterwards: as the refused form says, else as the address says; inside the site or nowhere.
pub(super) fn next_of(form: &FormState) -> Option<String> {
    let asked = use_query_map().with_untracked(|query| query.get("next")).unwrap_or_default();
    path_inside_the_site(&form.value("next", asked)).map(str::to_owned)
}

/// The other of the two pages, keeping where the person is going.
fn with_next(path: &str, next: Option<&str>) -> String {
    match next {
        Some(next) => format!("{path}?next={}", leptos_router::location::Url::escape(next)),
        None => path.to_owned(),
    }
}

/// Who is signed in has no business at the door.
fn pass_through(next: Option<&str>) {
    if page().viewer.is_some() {
        leptos_axum::redirect(next.unwrap_or("/panel"));
    }
}

#[component]
pub fn SignInPage() -> impl IntoView {
    let locale = page().locale;
    let form = FormState::of("/ingresar");
    let next = next_of(&form);
    pass_through(next.as_deref());
    let lead = if next.is_some() { "auth.to_continue" } else { "auth.sign_in_lead" };
    let register = with_next("/registro", next.as_deref());
    let next_of_passkey = next.clone();
    let has_new_password = page().query_value("listo") == "clave";
    view! {
        <Title text=t!(locale, "auth.sign_in")/>
        <Meta name="robots" content="noindex"/>
        <div class="auth-page">
            <div class="auth-card">
                <hgroup>
                    <h1>{t!(locale, "auth.sign_in_title")}</h1>
                    <p class="hint">{t!(locale, lead)}</p>
                </hgroup>
                {has_new_password.then(|| view! {
                    <Notice tone=Tone::Success><p>{t!(locale, "recovery.saved")}</p></Notice>
                })}
                <Form action="/ingresar" class="form">
                    <NextField next/>
                    <TextField name="email" label=t!(locale, "auth.email") r#type="email" required=true
                        value=form.value("email", "") error=form.error("email")
                        autocomplete="username" inputmode="email" autofocus={!form.was_sent()}/>
                    <TextField name="password" label=t!(locale, "auth.password") r#type="password" required=true
                        error=form.error("password") autocomplete="current-password" autofocus={form.was_sent()}/>
                    <button class="button block">{t!(locale, "auth.sign_in")}</button>
                </Form>
                <PasskeyButton action="/ingresar/llave" text=t!(locale, "auth.passkeys.sign_in") next=next_of_passkey/>
                <p class="fine"><a href="/recuperar">{t!(locale, "recovery.forgot")}</a></p>
            </div>
            <p class="auth-foot">
                {t!(locale, "auth.no_account")}" "
                <a href=register>{t!(locale, "auth.register")}</a>
            </p>
        </div>
    }
}

#[component]
pub fn RegisterPage() -> impl IntoView {
    let locale = page().locale;
    let form = FormState::of("/registro");
    let next = next_of(&form);
    pass_through(next.as_deref());
    let sign_in = with_next("/ingresar", next.as_deref());
    let promises = ["auth.promise_free", "auth.promise_protected", "auth.promise_net"];
    view! {
        <Title text=t!(locale, "auth.register_title")/>
        <div class="auth-page">
            <div class="auth-card">
                <hgroup>
                    <h1>{t!(locale, "auth.register_title")}</h1>
                    <p class="hint">{t!(locale, "auth.register_lead")}</p>
                </hgroup>
                <Form action="/registro" class="form">
                    <NextField next/>
                    <TextField name="name" label=t!(locale, "auth.name") hint=t!(locale, "auth.name_hint") required=true
                        value=form.value("name", "") error=form.error("name") maxlength=PersonName::MAX
                        autocomplete="name" autofocus={!form.was_sent()}/>
                    <TextField name="email" label=t!(locale, "auth.email") hint=t!(locale, "auth.email_hint")
                        r#type="email" required=true value=form.value("email", "") error=form.error("email")
                        autocomplete="username" inputmode="email"/>
                    <TextField name="password" label=t!(locale, "auth.password") hint=t!(locale, "auth.password_hint")
                        r#type="password" required=true error=form.error("password") maxlength=Password::MAX
                        autocomplete="new-password"/>
                    <button class="button block">{t!(locale, "auth.register")}</button>
                </Form>
            </div>
            <ul class="auth-promises" role="list">
                {promises.map(|key| view! { <li><Icon name="check"/>{t!(locale, key)}</li> })}
            </ul>
            <p class="auth-foot">
                {t!(locale, "auth.have_account")}" "
                <a href=sign_in>{t!(locale, "auth.sign_in")}</a>
            </p>
        </div>
    }
}

#[component]
pub(super) fn NextField(next: Option<String>) -> impl IntoView {
    next.map(|next| view! { <input type="hidden" name="next" value=next/> })
}
