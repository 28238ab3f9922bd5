//! `/panel/ajustes/preferencias`: how the site looks, and what one is told on which way and when.

use chrono::{DateTime, Utc};
use domain::{
    locale::Locale,
    money::Currency,
    notifications::NotificationKind,
    preferences::{DigestRhythm, EmailWish, Preferences, Theme, TimeZone},
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use crate::{
    context::{page, services, viewer},
    forms::{Form, FormState},
    load::load,
    settings::{SettingsFrame, SettingsTab},
    ui::{
        Button, Checkbox, Choice, ErrorSummary, Icon, MoreLink, Notice, RadioGroup, SelectField, Table,
        TextField, Tone,
    },
};

const ACTION: &str = SettingsTab::Preferences.path();

#[component]
pub fn PreferencesPage() -> impl IntoView {
    let (services, viewer) = (services(), viewer());
    let now = services.clock.now();
    let found = async move { services::preferences::get(&services, &viewer?).await };
    load(found, move |chosen| {
        view! { <SettingsFrame current=SettingsTab::Preferences><PreferencesForm chosen now/></SettingsFrame> }
    })
}

#[component]
fn PreferencesForm(chosen: Preferences, now: DateTime<Utc>) -> impl IntoView {
    let page = page();
    let locale = page.locale;
    let state = FormState::of(ACTION);
    let is_saved = !state.was_sent() && page.query_value("guardado") == "1";
    let languages =
        Locale::ALL.map(|other| Choice::new(other.tag(), t!(other, "site.language_name"))).to_vec();
    let themes = Theme::ALL
        .map(|theme| Choice::new(theme.name(), t!(locale, &format!("site.themes.{}", theme.name()))))
        .to_vec();
    let currencies = Currency::ALL
        .map(|currency| {
            Choice::new(currency.code(), t!(locale, &format!("gigs.editor.currencies.{}", currency.code())))
        })
        .to_vec();
    let rhythms = DigestRhythm::ALL
        .map(|rhythm| {
            Choice::new(rhythm.name(), t!(locale, &format!("preferences.digests.{}", rhythm.name())))
        })
        .to_vec();
    let time = |field: &str, stored: Option<String>, usual: &str| {
        state.value(field, stored.unwrap_or_else(|| usual.to_owned()))
    };
    let quiet = chosen.quiet_hours;
    let from = time("quiet_hours.from", quiet.map(|quiet| quiet.from.to_string()), "22:00");
    let to = time("quiet_hours.to", quiet.map(|quiet| quiet.to.to_string()), "08:00");
    view! {
        {is_saved.then(|| view! { <Notice tone=Tone::Success><p>{t!(locale, "preferences.saved")}</p></Notice> })}
        <ErrorSummary title=t!(locale, "site.errors") errors=state.all_errors()/>
        <Form action=ACTION class="form">
            <fieldset class="form-group">
                <legend>{t!(locale, "preferences.site")}</legend>
                <div class="fields">
                    <SelectField name="locale" label=t!(locale, "site.language") options=languages
                        value=state.value("locale", chosen.locale.tag()) error=state.error("locale")/>
                    <SelectField name="time_zone" label=t!(locale, "preferences.time_zone") options=zones(chosen.time_zone, now)
                        value=state.value("time_zone", chosen.time_zone.name()) error=state.error("time_zone")/>
                </div>
                <RadioGroup name="theme" label=t!(locale, "site.theme") options=themes
                    value=state.value("theme", chosen.theme.name()) error=state.error("theme")/>
                <RadioGroup name="currency" label=t!(locale, "preferences.currency") hint=t!(locale, "preferences.currency_hint") options=currencies
                    value=state.value("currency", chosen.currency.code()) error=state.error("currency")/>
            </fieldset>
            <fieldset class="form-group" id="avisos">
                <legend>{t!(locale, "preferences.notices")}</legend>
                <p class="hint">{t!(locale, "preferences.notices_hint")}</p>
                <NoticeMatrix chosen=chosen.clone()/>
                <RadioGroup name="digest" label=t!(locale, "preferences.digest") options=rhythms
                    value=state.value("digest", chosen.digest.name()) error=state.error("digest")/>
                <Checkbox name="quiet" label=t!(locale, "preferences.quiet") hint=t!(locale, "preferences.quiet_hint")
                    checked=state.is_chosen("quiet", "true", quiet.is_some())/>
                <div class="fields">
                    <TextField name="quiet_hours.from" label=t!(locale, "preferences.quiet_from") r#type="time" value=from error=state.error("quiet_hours.from")/>
                    <TextField name="quiet_hours.to" label=t!(locale, "preferences.quiet_to") r#type="time" value=to error=state.error("quiet_hours.to")/>
                </div>
            </fieldset>
            <div class="form-actions"><Button>{t!(locale, "preferences.save")}</Button></div>
        </Form>
        <MoreLink href="/panel/perfil/identidad" text=t!(locale, "documents.title")/>
    }
    .into_any()
}

/// `/baja?de=…`: the way out of a mail. Opening it changes nothing; its button does, signed in or not.
#[component]
pub fn UnsubscribePage() -> impl IntoView {
    let page = page();
    let locale = page.locale;
    let is_done = page.query_value("hecho") == "1";
    let title =
        if is_done { t!(locale, "preferences.unsubscribed") } else { t!(locale, "preferences.unsubscribe") };
    let token: String = form_urlencoded::byte_serialize(page.query_value("de").as_bytes()).collect();
    view! {
        <Title text=title.clone()/>
        <Meta name="robots" content="noindex"/>
        <div class="page wrap narrow stack">
            <h1>{title}</h1>
            <p class="lead">{t!(locale, "preferences.unsubscribe_lead")}</p>
            {(!is_done).then(|| view! {
                <Form action=format!("/baja?de={token}")><Button>{t!(locale, "preferences.unsubscribe_button")}</Button></Form>
            })}
            <MoreLink href=ACTION text=t!(locale, "preferences.unsubscribe_more")/>
        </div>
    }
    .into_any()
}

/// One row per kind of notice: in the app or not, and what becomes of its e-mail.
#[component]
fn NoticeMatrix(chosen: Preferences) -> impl IntoView {
    let locale = page().locale;
    let state = FormState::of(ACTION);
    let rows = NotificationKind::ALL.map(|kind| {
        let channels = chosen.notices.of(kind);
        let (in_app, email) =
            (format!("notices.{}.in_app", kind.name()), format!("notices.{}.email", kind.name()));
        let text = t!(locale, &format!("preferences.kinds.{}", kind.name()));
        let is_shown = state.is_chosen(&in_app, "true", channels.in_app);
        let wish = state.value(&email, channels.email.name());
        let wishes = EmailWish::ALL.map(|choice| {
            view! {
                <option value=choice.name() selected=choice.name() == wish>{t!(locale, &format!("preferences.emails.{}", choice.name()))}</option>
            }
        });
        view! {
            <tr>
                <th scope="row">{text.clone()}</th>
                <td>
                    <label class="check">
                        <input type="checkbox" name=in_app value="true" checked=is_shown/>
                        <span class="visually-hidden">{t!(locale, "preferences.in_app_for", kind = text)}</span>
                    </label>
                </td>
                <td>
                    <div class="select">
                        <select class="input" id=email.clone() name=email aria-label=t!(locale, "preferences.email_for", kind = text)>{wishes}</select>
                        <Icon name="chevron-down"/>
                    </div>
                </td>
            </tr>
        }
    });
    view! {
        <div class="notice-matrix">
            <Table label=t!(locale, "preferences.notices")>
                <thead>
                    <tr>
                        <th scope="col">{t!(locale, "preferences.kind")}</th>
                        <th scope="col">{t!(locale, "preferences.in_app")}</th>
                        <th scope="col">{t!(locale, "preferences.email")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </div>
    }
    .into_any()
}

/// The zones to choose from, with the one that is chosen wherever it is.
fn zones(chosen: TimeZone, now: DateTime<Utc>) -> Vec<Choice> {
    let other = (!TimeZone::OFFERED.contains(&chosen)).then_some(chosen);
    other
        .into_iter()
        .chain(TimeZone::OFFERED)
        .map(|zone| Choice::new(zone.name(), zone_name(zone, now)))
        .collect()
}

/// `Buenos Aires (UTC−03:00)`
fn zone_name(zone: TimeZone, now: DateTime<Utc>) -> String {
    let city = zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ");
    let offset = now.with_timezone(&zone.get()).format("%:z").to_string().replace('-', "−");
    format!("{city} (UTC{offset})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_notice_has_its_line_in_every_language() {
        for (kind, locale) in
            NotificationKind::ALL.into_iter().flat_map(|kind| Locale::ALL.map(|locale| (kind, locale)))
        {
            let key = format!("preferences.kinds.{}", kind.name());
            assert_ne!(t!(locale, &key), key, "say in locales/preferences.yml what this kind is about");
        }
    }

    #[test]
    fn a_zone_is_shown_by_its_city_and_the_one_that_is_chosen_is_always_there() {
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(zone_name(TimeZone::parse("America/Bogota").expect("a zone"), now), "Bogota (UTC−05:00)");
        let tokyo = TimeZone::parse("Asia/Tokyo").expect("a zone");
        assert_eq!(zones(tokyo, now)[0].value, "Asia/Tokyo");
        assert_eq!(zones(TimeZone::default(), now).len(), TimeZone::OFFERED.len());
    }
}
