//! `/panel/ajustes`: the address and the password that one signs in with; and the reminder on the panel to confirm the address.

use domain::auth::Password;
use leptos::prelude::*;
use services::auth::Account;

use crate::{
    context::{page, services, viewer},
    forms::{Form, FormState},
    load::load,
    settings::{SettingsFrame, SettingsTab},
    ui::{Badge, Button, ButtonKind, ButtonSize, Notice, TextField, Tone},
};

const EMAIL: &str = "/panel/ajustes/email";
const PASSWORD: &str = "/panel/ajustes/clave";
const RESEND: &str = "/verificar/reenviar";

#[component]
pub fn AccountPage() -> impl IntoView {
    let (services, viewer) = (services(), viewer());
    let found = async move { services::auth::get_account(&services, &viewer?).await };
    load(
        found,
        |account| view! { <SettingsFrame current=SettingsTab::Account><AccountForms account/></SettingsFrame> },
    )
}

#[component]
fn AccountForms(account: Account) -> impl IntoView {
    let page = page();
    let locale = page.locale;
    let (email_form, password_form) = (FormState::of(EMAIL), FormState::of(PASSWORD));
    let done = match page.query_value("listo").as_str() {
        "clave" => Some(t!(locale, "account.password_saved")),
        "email" => Some(t!(locale, "account.email_sent")),
        _ => None,
    };
    let (tone, state) = if account.email_verified {
        (Tone::Success, "account.verified")
    } else {
        (Tone::Warning, "account.unverified")
    };
    view! {
        {done.map(|text| view! { <Notice tone=Tone::Success><p>{text}</p></Notice> })}
        <section class="stack" aria-labelledby="email-title">
            <h2 id="email-title">{t!(locale, "account.email_title")}</h2>
            <p class="row"><b>{account.email.clone()}</b><Badge tone text=t!(locale, state)/></p>
            <Form action=EMAIL class="form">
                <TextField name="email" label=t!(locale, "account.new_email") hint=t!(locale, "account.new_email_hint") r#type="email"
                    required=true value=email_form.value("email", "") error=email_form.error("email") autocomplete="email" inputmode="email"/>
                <TextField name="current_password" id="email-password" label=t!(locale, "account.current_password") r#type="password"
                    required=true error=email_form.error("current_password") autocomplete="current-password"/>
                <div class="form-actions"><Button kind=ButtonKind::Secondary>{t!(locale, "account.change_email")}</Button></div>
            </Form>
        </section>
        <section class="stack" aria-labelledby="password-title">
            <h2 id="password-title">{t!(locale, "account.password_title")}</h2>
            <p class="hint">{t!(locale, "account.password_lead")}</p>
            <Form action=PASSWORD class="form">
                // Which account it is, for who keeps the passwords.
                <input type="hidden" autocomplete="username" value=account.email/>
                <TextField name="current_password" label=t!(locale, "account.current_password") r#type="password"
                    required=true error=password_form.error("current_password") autocomplete="current-password"/>
                <TextField name="password" label=t!(locale, "recovery.new_password") hint=t!(locale, "auth.password_hint") r#type="password"
                    required=true error=password_form.error("password") maxlength=Password::MAX autocomplete="new-password"/>
                <div class="form-actions"><Button kind=ButtonKind::Secondary>{t!(locale, "recovery.save")}</Button></div>
            </Form>
            <p class="hint"><a href="/recuperar">{t!(locale, "recovery.forgot")}</a></p>
        </section>
    }
    .into_any()
}

/// Says calmly that the address waits to be confirmed, until it is.
#[component]
pub fn VerifyBanner(account: Account) -> impl IntoView {
    let page = page();
    let locale = page.locale;
    let is_sent = page.query_value("enviado") == "1";
    (!account.email_verified).then(|| {
        let key = if is_sent { "account.verify_sent" } else { "account.verify_lead" };
        view! {
            <Notice tone=Tone::Info title=t!(locale, "account.verify_title")>
                <p>{t!(locale, key, email = account.email)}</p>
                {(!is_sent).then(|| view! {
                    <Form action=RESEND>
                        <Button kind=ButtonKind::Secondary size=ButtonSize::Small>{t!(locale, "account.resend")}</Button>
                    </Form>
                })}
            </Notice>
        }
    })
}
