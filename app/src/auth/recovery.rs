//! `/recuperar` and `/restablecer`: the way back in by mail.

use domain::auth::Password;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use services::auth::Purpose;

use super::links::{DeadLink, LinkState, find_link};
use crate::{
    context::page,
    forms::{Form, FormState},
    load::load,
    ui::{Button, Notice, TextField, Tone},
};

/// Asks for the address; what it says afterwards is the same for every one.
#[component]
pub fn ForgotPasswordPage() -> impl IntoView {
    let page = page();
    let locale = page.locale;
    let form = FormState::of("/recuperar");
    let is_sent = page.query_value("listo") == "1";
    let body = if is_sent {
        view! { <Notice tone=Tone::Success title=t!(locale, "recovery.sent_title")><p>{t!(locale, "recovery.sent")}</p></Notice> }.into_any()
    } else {
        view! {
            <Form action="/recuperar" class="form">
                <TextField name="email" label=t!(locale, "auth.email") r#type="email" required=true
                    value=form.value("email", "") error=form.error("email") autocomplete="username" inputmode="email" autofocus=true/>
                <Button block=true>{t!(locale, "recovery.send")}</Button>
            </Form>
        }
        .into_any()
    };
    view! {
        <Title text=t!(locale, "recovery.title")/>
        <Meta name="robots" content="noindex"/>
        <div class="auth-page">
            <div class="auth-card">
                <hgroup>
                    <h1>{t!(locale, "recovery.title")}</h1>
                    {(!is_sent).then(|| view! { <p class="hint">{t!(locale, "recovery.lead")}</p> })}
                </hgroup>
                {body}
            </div>
            <p class="auth-foot"><a href="/ingresar">{t!(locale, "recovery.back")}</a></p>
        </div>
    }
}

/// Sets the new password. Looking at the page uses nothing up.
#[component]
pub fn ResetPasswordPage() -> impl IntoView {
    let locale = page().locale;
    let link = find_link(Purpose::ResetPassword, "/restablecer");
    load(link, move |link| {
        let form = FormState::of("/restablecer");
        let body = match link {
            LinkState::Ready { token } => view! {
                <Form action="/restablecer" class="form">
                    <input type="hidden" name="token" value=token/>
                    <TextField name="password" label=t!(locale, "recovery.new_password") hint=t!(locale, "auth.password_hint")
                        r#type="password" required=true error=form.error("password") maxlength=Password::MAX
                        autocomplete="new-password" autofocus=true/>
                    <Button block=true>{t!(locale, "recovery.save")}</Button>
                </Form>
            }
            .into_any(),
            LinkState::Dead { why } => view! { <DeadLink why href="/recuperar" text=t!(locale, "recovery.again")/> }.into_any(),
        };
        view! {
            <Title text=t!(locale, "recovery.reset_title")/>
            <Meta name="robots" content="noindex"/>
            <Meta name="referrer" content="same-origin"/>
            <div class="auth-page">
                <div class="auth-card">
                    <hgroup>
                        <h1>{t!(locale, "recovery.reset_title")}</h1>
                        <p class="hint">{t!(locale, "recovery.reset_lead")}</p>
                    </hgroup>
                    {body}
                </div>
            </div>
        }
    })
}
