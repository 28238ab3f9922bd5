//! Setting up the codes of an app, and the recovery codes: two pages below the security page.

use domain::auth::FactorCode;
use leptos::prelude::*;
use services::auth::TotpSetup;

use super::SECURITY;
use crate::{
    context::{page, services, viewer},
    forms::{Form, FormState},
    load::load,
    settings::{SettingsFrame, SettingsTab},
    ui::{Button, Card, LinkButton, Notice, TextField, Tone},
};

/// The picture to scan, the secret to type, and the field for the first code.
#[component]
pub fn TotpPage() -> impl IntoView {
    let (services, viewer) = (services(), viewer());
    let found = async move { services::auth::get_totp_setup(&services, &viewer?).await };
    load(found, |setup| view! { <Setup setup/> })
}

#[component]
fn Setup(setup: TotpSetup) -> impl IntoView {
    let locale = page().locale;
    let action = format!("{SECURITY}/app/confirmar");
    let form = FormState::of(&action);
    view! {
        <SettingsFrame current=SettingsTab::Security>
            <Card>
                <h2>{t!(locale, "auth.totp.title")}</h2>
                <p>{t!(locale, "auth.totp.scan")}</p>
                <img class="qr" src=setup.qr alt=t!(locale, "auth.totp.qr_alt") width="240" height="240"/>
                <p class="hint">{t!(locale, "auth.totp.by_hand")}</p>
                <p><code class="secret">{in_groups(&setup.secret)}</code></p>
                <Form action=action class="form">
                    <CodeField form=form.clone() label=t!(locale, "auth.totp.first_code")/>
                    <div class="form-actions"><Button>{t!(locale, "auth.security.turn_on")}</Button></div>
                </Form>
            </Card>
        </SettingsFrame>
    }
    .into_any()
}

/// Where a code is typed: the phone's keyboard shows digits, and its app may fill it in.
#[component]
pub(in crate::auth) fn CodeField(
    form: FormState,
    label: String,
    #[prop(optional)] hint: Option<String>,
) -> impl IntoView {
    view! {
        <TextField name="code" label=label hint=hint required=true error=form.error("code")
            maxlength=FactorCode::MAX_TYPED autocomplete="one-time-code" autofocus=true/>
    }
    .into_any()
}

/// The ten codes, shown once: in the answer to the form that made them.
#[component]
pub fn RecoveryCodesPage() -> impl IntoView {
    let viewer = viewer();
    load(async move { viewer.map(drop) }, |()| view! { <RecoveryCodes/> })
}

#[component]
fn RecoveryCodes() -> impl IntoView {
    let locale = page().locale;
    let action = format!("{SECURITY}/codigos");
    let form = FormState::of(&action);
    let codes: Vec<_> = form.values.get("codes").into_iter().flatten().cloned().collect();
    let content = if codes.is_empty() {
        view! {
            <p>{t!(locale, "auth.recovery.renew_why")}</p>
            <Form action=action><Button>{t!(locale, "auth.security.new_codes")}</Button></Form>
        }
        .into_any()
    } else {
        let codes: Vec<_> = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect();
        view! {
            <Notice tone=Tone::Warning><p>{t!(locale, "auth.recovery.keep")}</p></Notice>
            <ol class="recovery-codes">{codes}</ol>
            <LinkButton href=SECURITY>{t!(locale, "auth.recovery.kept")}</LinkButton>
        }
        .into_any()
    };
    view! {
        <SettingsFrame current=SettingsTab::Security>
            <Card><h2>{t!(locale, "auth.recovery.title")}</h2>{content}</Card>
        </SettingsFrame>
    }
    .into_any()
}

/// Groups of four are typed without losing one's place; spaces are no part of the secret.
fn in_groups(secret: &str) -> String {
    let characters: Vec<char> = secret.chars().collect();
    characters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
