//! Passkeys on their pages: the buttons that sign in or confirm with one, and the card that makes and removes them. Keys answer to
//! script alone, so a small one asks them and sends their answer as a plain form; without it the page says so.

use domain::locale::Locale;
use leptos::prelude::*;
use services::auth::{PASSKEY_NAME, PasskeyInfo};

use super::{pages::NextField, security::SECURITY};
use crate::{
    context::page,
    forms::{Form, FormState},
    i18n,
    ui::{Button, ButtonKind, ButtonSize, Card, Icon, Notice, TextField, Tone},
};

const SCRIPT: &str = include_str!("passkeys.js");

/// Instead of typing, where a page asks who is there: sends the key's answer to `action`.
#[component]
pub(super) fn PasskeyButton(action: &'static str, text: String, next: Option<String>) -> impl IntoView {
    view! {
        <div hidden=true>
            <Form action class="form">
                <NextField next/>
                <KeyFields asks="get" options="/auth/passkeys/sign-in/options"/>
                <Button kind=ButtonKind::Secondary block=true icon="key">{text}</Button>
            </Form>
        </div>
        <PasskeyScript/>
    }
    .into_any()
}

/// On the security page.
#[component]
pub(super) fn PasskeyCard(locale: Locale, passkeys: Vec<PasskeyInfo>) -> impl IntoView {
    let action = format!("{SECURITY}/llaves");
    let form = FormState::of(&action);
    let rows: Vec<_> = passkeys.into_iter().map(|passkey| view! { <PasskeyRow locale passkey/> }).collect();
    view! {
        <Card>
            <h2>{t!(locale, "auth.passkeys.title")}</h2>
            <p>{t!(locale, "auth.passkeys.why")}</p>
            {(!rows.is_empty()).then(|| view! { <ul class="listing">{rows}</ul> })}
            <p class="hint" data-without-keys="">{t!(locale, "auth.passkeys.need_script")}</p>
            <div hidden=true>
                <Form action=action class="form">
                    <KeyFields asks="create" options="/auth/passkeys/options"/>
                    <TextField name="name" label=t!(locale, "auth.passkeys.name") hint=t!(locale, "auth.passkeys.name_hint")
                        value=form.value("name", "") error=form.error("name") required=true maxlength=PASSKEY_NAME autocomplete="off"/>
                    <div class="form-actions"><Button kind=ButtonKind::Secondary icon="key">{t!(locale, "auth.passkeys.add")}</Button></div>
                </Form>
            </div>
            <PasskeyScript/>
        </Card>
    }
    .into_any()
}

#[component]
fn PasskeyRow(locale: Locale, passkey: PasskeyInfo) -> impl IntoView {
    let made = i18n::date(locale, passkey.created_at);
    let used = passkey.last_used_at.map(|at| {
        let when = i18n::moment(locale, at);
        view! { <span>{t!(locale, "auth.passkeys.used", when = when)}</span> }
    });
    let label = t!(locale, "auth.passkeys.remove_named", name = passkey.name);
    view! {
        <li>
            <Icon name="key"/>
            <div>
                <h3>{passkey.name}</h3>
                <p class="row"><span>{t!(locale, "auth.passkeys.made", when = made)}</span>{used}</p>
            </div>
            <Form action=format!("{SECURITY}/llaves/{}/quitar", passkey.id)>
                <Button kind=ButtonKind::Secondary size=ButtonSize::Small attr:aria-label=label>{t!(locale, "auth.passkeys.remove")}</Button>
            </Form>
        </li>
    }
    .into_any()
}

/// What the script reads and fills in, and what it shows when the key did not answer.
#[component]
fn KeyFields(asks: &'static str, options: &'static str) -> impl IntoView {
    let page = page();
    view! {
        <input type="hidden" name="challenge" data-passkey=asks data-options=options data-confirm=crate::routes::confirm_path(&page.path)/>
        <input type="hidden" name="credential"/>
        <div hidden=true data-failed="">
            <Notice tone=Tone::Danger><p>{t!(page.locale, "auth.passkeys.failed")}</p></Notice>
        </div>
    }
    .into_any()
}

#[component]
fn PasskeyScript() -> impl IntoView {
    view! { <script nonce=page().nonce.to_string() type="module" inner_html=SCRIPT></script> }
}
