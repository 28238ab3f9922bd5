//! `/panel/perfil`: the form that edits one's own public profile.

use domain::{
    auth::Handle,
    locale::Locale,
    money::{Currency, Money},
    users::{
        Availability, COUNTRIES, LANGUAGES, LanguageLevel, LanguageLevels, MAX_LINKS, MAX_SKILLS,
        PublicProfile, SPOKEN, Skill, SkillLevel,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    context::{page, services, viewer},
    files::{Progress, islands::CropFrame},
    forms::{Form, FormState},
    load::load,
    ui::{
        Avatar, AvatarSize, Button, ButtonKind, Checkbox, Choice, ErrorSummary, FileField, LinkButton,
        RadioGroup, SelectField, TextArea, TextField,
    },
};

const ACTION: &str = "/panel/perfil";
/// How many empty fields for skills are shown beyond those in use.
const SPARE_SKILLS: usize = 3;

#[component]
pub fn EditProfilePage() -> impl IntoView {
    let (services, viewer) = (services(), viewer());
    let found = async move { services::users::get_own(&services, &viewer?).await };
    load(found, |profile| view! { <ProfileForm profile/> })
}

#[component]
fn ProfileForm(profile: PublicProfile) -> impl IntoView {
    let locale = page().locale;
    let state = FormState::of(ACTION);
    let countries = std::iter::once(Choice::new("", t!(locale, "users.no_country")))
        .chain(
            COUNTRIES.iter().map(|code| Choice::new(*code, t!(locale, &format!("users.countries.{code}")))),
        )
        .collect::<Vec<_>>();
    let availability = Availability::ALL
        .map(|choice| {
            Choice::new(choice.name(), t!(locale, &format!("users.availability.{}", choice.name())))
        })
        .to_vec();
    let currencies = Currency::ALL
        .map(|currency| {
            Choice::new(currency.code(), t!(locale, &format!("gigs.editor.currencies.{}", currency.code())))
        })
        .to_vec();
    let rate_currency = profile.hourly_rate.map_or(Currency::default(), |rate| rate.currency).code();
    let (name, avatar) = (profile.name.clone(), profile.avatar_url.as_ref().map(|avatar| avatar.url(192)));
    view! {
        <Title text=t!(locale, "users.edit")/>
        <div class="page wrap">
            <div class="form-page">
                <h1>{t!(locale, "users.edit")}</h1>
                <p class="lead">{t!(locale, "users.edit_lead")}</p>
                <div class="row">
                    <LinkButton href="/panel/perfil/portafolio" kind=ButtonKind::Secondary icon="image">{t!(locale, "users.portfolio.title")}</LinkButton>
                    <LinkButton href=format!("/u/{}", profile.handle) kind=ButtonKind::Quiet icon="eye">{t!(locale, "gigs.see_profile")}</LinkButton>
                </div>
                <ErrorSummary title=t!(locale, "site.errors") errors=state.all_errors()/>
                <Form action=ACTION class="form" multipart=true>
                    <AvatarFields locale state=state.clone() name avatar/>
                    <TextField name="name" label=t!(locale, "users.name") value=state.value("name", profile.name) error=state.error("name") maxlength=60 autocomplete="name"/>
                    <TextField name="handle" label=t!(locale, "users.handle") hint=t!(locale, "users.handle_hint", address = page().absolute("/u/"))
                        value=state.value("handle", profile.handle) error=state.error("handle") maxlength=Handle::MAX + 1 autocomplete="off"/>
                    <TextField name="title" label=t!(locale, "users.title") hint=t!(locale, "users.title_hint") value=state.value("title", profile.title)
                        error=state.error("title") maxlength=80 optional=t!(locale, "site.optional")/>
                    <TextArea name="bio" label=t!(locale, "users.about") hint=t!(locale, "users.bio_hint") value=state.value("bio", profile.bio)
                        error=state.error("bio") maxlength=2000 rows=6 optional=t!(locale, "site.optional")/>
                    <SkillFields locale state=state.clone() skills=profile.skills/>
                    <div class="fields">
                        <TextField name="hourly_rate" label=t!(locale, "users.hourly_rate") hint=t!(locale, "users.hourly_rate_hint")
                            value=state.value("hourly_rate", profile.hourly_rate.map(Money::to_input).unwrap_or_default())
                            error=state.error("hourly_rate") inputmode="decimal" optional=t!(locale, "site.optional")/>
                        <SelectField name="rate_currency" label=t!(locale, "gigs.editor.currency") options=currencies
                            value=state.value("rate_currency", rate_currency)/>
                    </div>
                    <TextArea name="links" label=t!(locale, "users.links") hint=t!(locale, "users.links_hint", max = MAX_LINKS)
                        value=state.value("links", profile.links.join("\n")) error=state.error("links") rows=3 optional=t!(locale, "site.optional")/>
                    <div class="fields">
                        <TextField name="city" label=t!(locale, "users.city") value=state.value("city", profile.city) error=state.error("city") maxlength=60/>
                        <SelectField name="country" label=t!(locale, "users.country") options=countries value=state.value("country", profile.country) error=state.error("country")/>
                    </div>
                    <LanguageFields locale state=state.clone() languages=profile.languages levels=profile.language_levels/>
                    <RadioGroup name="availability" label=t!(locale, "users.availability_label") options=availability
                        value=state.value("availability", profile.availability.name()) error=state.error("availability")/>
                    <div class="form-actions"><Button>{t!(locale, "users.save")}</Button></div>
                </Form>
            </div>
        </div>
    }
    .into_any()
}

/// The picture, and which part of a new one stays when it is cut to a square: exactly in a frame, roughly without script.
#[component]
fn AvatarFields(locale: Locale, state: FormState, name: String, avatar: Option<String>) -> impl IntoView {
    let focus = ["50", "0", "100"]
        .map(|percent| Choice::new(percent, t!(locale, &format!("users.focus.{percent}"))))
        .to_vec();
    let has_avatar = avatar.is_some();
    view! {
        <fieldset class="form-group">
            <legend>{t!(locale, "users.avatar")}</legend>
            <div class="row">
                <Avatar name src=avatar size=AvatarSize::Large/>
                <FileField name="avatar" label=t!(locale, "users.avatar_file") hint=t!(locale, "users.avatar_hint")
                    accept="image/jpeg,image/png,image/webp,image/gif" icon="image" error=state.error("avatar")/>
            </div>
            <Progress field="avatar"/>
            <CropFrame field="avatar".to_owned() label=t!(locale, "users.crop.label") hint=t!(locale, "users.crop.hint")
                zoom_label=t!(locale, "users.crop.zoom")/>
            <div class="crop-choice">
                <RadioGroup name="focus" label=t!(locale, "users.focus.label") options=focus value=state.value("focus", "50")/>
            </div>
            {has_avatar.then(|| view! {
                <Checkbox name="remove_avatar" label=t!(locale, "users.avatar_remove") checked=state.is_chosen("remove_avatar", "true", false)/>
            })}
        </fieldset>
    }
    .into_any()
}

/// Whether each language is spoken, and how well.
#[component]
fn LanguageFields(
    locale: Locale,
    state: FormState,
    languages: Vec<String>,
    levels: LanguageLevels,
) -> impl IntoView {
    let choices: Vec<Choice> = [("", "users.not_spoken"), (SPOKEN, "users.spoken")]
        .map(|(value, text)| Choice::new(value, t!(locale, text)))
        .into_iter()
        .chain(LanguageLevel::ALL.map(|level| {
            Choice::new(level.name(), t!(locale, &format!("users.language_levels.{}", level.name())))
        }))
        .collect();
    let fields = LANGUAGES.map(|code| {
        let name = format!("language.{code}");
        let spoken = languages.iter().any(|spoken| spoken == code).then_some(SPOKEN);
        let stored = levels.get(code).map(|level| level.name()).or(spoken).unwrap_or_default();
        view! {
            <SelectField name=name.clone() label=t!(locale, &format!("users.language_names.{code}")) options=choices.clone()
                value=state.value(&name, stored)/>
        }
    });
    view! {
        <fieldset class="form-group" id="languages" tabindex="-1">
            <legend>{t!(locale, "users.languages")}</legend>
            <div class="fields">{fields}</div>
        </fieldset>
    }
    .into_any()
}

/// A name and a level for each skill, and a few spare ones.
#[component]
fn SkillFields(locale: Locale, state: FormState, skills: Vec<Skill>) -> impl IntoView {
    let levels: Vec<Choice> =
        std::iter::once(Choice::new("", t!(locale, "users.no_level")))
            .chain(SkillLevel::ALL.map(|level| {
                Choice::new(level.name(), t!(locale, &format!("users.levels.{}", level.name())))
            }))
            .collect();
    let name_of = |index: usize| format!("skills.{index}.name");
    let stored = |index: usize| skills.get(index).map(|skill| skill.name.clone()).unwrap_or_default();
    let used = (0..MAX_SKILLS).rev().find(|index| !state.value(&name_of(*index), stored(*index)).is_empty());
    let shown = (used.map_or(0, |last| last + 1) + SPARE_SKILLS).min(MAX_SKILLS);
    let error = state.error("skills");
    let rows: Vec<_> = (0..shown)
        .map(|index| {
            let (name, level) = (name_of(index), format!("skills.{index}.level"));
            let stored_level = skills.get(index).and_then(|skill| skill.level).map_or("", SkillLevel::name);
            view! {
                <div class="fields">
                    <TextField name=name.clone() label=t!(locale, "users.skill", number = index + 1)
                        value=state.value(&name, stored(index)) maxlength=30/>
                    <SelectField name=level.clone() label=t!(locale, "users.level", number = index + 1) options=levels.clone()
                        value=state.value(&level, stored_level)/>
                </div>
            }
        })
        .collect();
    view! {
        <fieldset class="form-group" id="skills" tabindex="-1">
            <legend>{t!(locale, "users.skills")}</legend>
            <p class="hint">{t!(locale, "users.skills_hint", max = MAX_SKILLS)}</p>
            {error.map(|text| view! { <p class="error">{text}</p> })}
            {rows}
        </fieldset>
    }
    .into_any()
}
