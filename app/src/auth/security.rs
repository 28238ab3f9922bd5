//! `/panel/ajustes/seguridad`: where the account is signed in, and what it asks for besides the password.

use domain::{auth::Device, locale::Locale};
use leptos::prelude::*;
use services::auth::{Factors, SessionInfo};

use super::passkeys::PasskeyCard;
use crate::{
    context::{page, services, viewer},
    forms::{Form, FormState},
    i18n,
    load::load,
    settings::{SettingsFrame, SettingsTab},
    ui::{Badge, Button, ButtonKind, ButtonSize, Card, Icon, LinkButton, Notice, Tone},
};

mod totp;

pub(super) use totp::CodeField;
pub use totp::{RecoveryCodesPage, TotpPage};

/// The page, and the beginning of the addresses of its forms.
pub const SECURITY: &str = "/panel/ajustes/seguridad";

#[component]
pub fn SecurityPage() -> impl IntoView {
    let (services, viewer) = (services(), viewer());
    let found = async move {
        let viewer = viewer?;
        let factors = services::auth::get_factors(&services, &viewer).await?;
        let sessions = services::auth::list_sessions(&services, &viewer).await?;
        let passkeys = services::auth::list_passkeys(&services, &viewer).await?;
        Ok((factors, sessions, passkeys))
    };
    load(found, |(factors, sessions, passkeys)| {
        let locale = page().locale;
        let message = FormState::of(SECURITY).message;
        view! {
            <SettingsFrame current=SettingsTab::Security>
                {message.map(|text| view! { <Notice tone=Tone::Danger><p>{text}</p></Notice> })}
                {factors.has_powers_waiting.then(|| view! {
                    <Notice tone=Tone::Warning><p>{t!(locale, "auth.security.powers_waiting")}</p></Notice>
                })}
                <TotpCard locale factors/>
                <PasskeyCard locale passkeys/>
                <SessionList locale sessions/>
            </SettingsFrame>
        }
    })
}

/// Codes of an app: on or off, and what there is to do about it.
#[component]
fn TotpCard(locale: Locale, factors: Factors) -> impl IntoView {
    let left = factors.recovery_codes_left;
    let (tone, state) = if factors.has_totp {
        (Tone::Success, t!(locale, "auth.security.on"))
    } else {
        (Tone::Neutral, t!(locale, "auth.security.off"))
    };
    view! {
        <Card>
            <div class="row apart">
                <h2>{t!(locale, "auth.security.totp")}</h2>
                <Badge text=state tone icon=if factors.has_totp { "shield" } else { "lock" }/>
            </div>
            <p>{t!(locale, "auth.security.totp_why")}</p>
            {if factors.has_totp {
                view! {
                    {(left <= 3).then(|| view! { <Notice tone=Tone::Warning><p>{t!(locale, "auth.security.few_codes")}</p></Notice> })}
                    <p class="hint">{i18n::count(locale, "auth.security.codes_left", left)}</p>
                    <div class="row">
                        <LinkButton kind=ButtonKind::Secondary href=format!("{SECURITY}/codigos")>{t!(locale, "auth.security.new_codes")}</LinkButton>
                        <Form action=format!("{SECURITY}/app/desactivar")>
                            <Button kind=ButtonKind::Danger>{t!(locale, "auth.security.turn_off")}</Button>
                        </Form>
                    </div>
                }.into_any()
            } else {
                view! { <Form action=format!("{SECURITY}/app")><Button icon="shield">{t!(locale, "auth.security.turn_on")}</Button></Form> }.into_any()
            }}
        </Card>
    }
    .into_any()
}

/// Where the account is signed in.
#[component]
fn SessionList(locale: Locale, sessions: Vec<SessionInfo>) -> impl IntoView {
    let has_others = sessions.len() > 1;
    let rows: Vec<_> = sessions.into_iter().map(|session| view! { <SessionRow locale session/> }).collect();
    view! {
        <section class="stack">
            <h2>{t!(locale, "auth.security.sessions")}</h2>
            <p>{t!(locale, "auth.security.sessions_why")}</p>
            <ul class="listing">{rows}</ul>
            {has_others.then(|| view! {
                <Form action=format!("{SECURITY}/sesiones/cerrar")>
                    <Button kind=ButtonKind::Secondary icon="logout">{t!(locale, "auth.security.revoke_others")}</Button>
                </Form>
            })}
        </section>
    }
    .into_any()
}

#[component]
fn SessionRow(locale: Locale, session: SessionInfo) -> impl IntoView {
    let device = Device::from_user_agent(&session.user_agent);
    let name = match (device.browser, device.system) {
        (Some(browser), Some(system)) => {
            t!(locale, "auth.security.device", browser = browser, system = system)
        }
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => t!(locale, "auth.security.unknown_device"),
    };
    let seen = i18n::moment(locale, session.last_seen_at);
    let since = i18n::moment(locale, session.created_at);
    let label = t!(locale, "auth.security.revoke_device", device = name);
    view! {
        <li>
            <Icon name=if device.is_mobile() { "phone" } else { "monitor" }/>
            <div>
                <h3>{name}" "{session.is_current.then(|| view! { <Badge text=t!(locale, "auth.security.this_device") tone=Tone::Success/> })}</h3>
                <p class="row">
                    <span>{session.address}</span>
                    <span>{t!(locale, "auth.security.seen", when = seen)}</span>
                    <span>{t!(locale, "auth.security.since", when = since)}</span>
                </p>
            </div>
            {(!session.is_current).then(|| view! {
                <Form action=format!("{SECURITY}/sesiones/{}/cerrar", session.id)>
                    <Button kind=ButtonKind::Secondary size=ButtonSize::Small attr:aria-label=label>{t!(locale, "auth.security.revoke")}</Button>
                </Form>
            })}
        </li>
    }
    .into_any()
}
