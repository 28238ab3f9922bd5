//! `/panel/perfil`: the form that edits one's own public profile.

use domain::users::{Availability, COUNTRIES, LANGUAGES, PublicProfile};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    context::{page, services, viewer},
    forms::{Form, FormState},
    load::load,
    ui::{
        Avatar, AvatarSize, Button, Checkbox, Choice, ErrorSummary, FileField, RadioGroup, SelectField,
        TextArea, TextField,
    },
};

const ACTION: &str = "/panel/perfil";

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
    let languages = LANGUAGES.map(|code| {
        let is_spoken = profile.languages.iter().any(|spoken| spoken == code);
        view! {
            <Checkbox name="languages" id=format!("languages-{code}") value=code label=t!(locale, &format!("users.language_names.{code}"))
                checked=state.is_chosen("languages", code, is_spoken)/>
        }
    });
    let availability = Availability::ALL
        .map(|choice| {
            Choice::new(choice.name(), t!(locale, &format!("users.availability.{}", choice.name())))
        })
        .to_vec();
    view! {
        <Title text=t!(locale, "users.edit")/>
        <div class="page wrap">
            <div class="form-page">
                <h1>{t!(locale, "users.edit")}</h1>
                <p class="lead">{t!(locale, "users.edit_lead")}</p>
                <ErrorSummary title=t!(locale, "site.errors") errors=state.all_errors()/>
                <Form action=ACTION class="form" multipart=true>
                    <div class="row">
                        <Avatar name=profile.name.clone() src=profile.avatar_url.as_ref().map(|avatar| avatar.url(192)) size=AvatarSize::Large/>
                        <FileField name="avatar" label=t!(locale, "users.avatar") hint=t!(locale, "users.avatar_hint")
                            accept="image/jpeg,image/png,image/webp,image/gif" icon="image" error=state.error("avatar")/>
                    </div>
                    <TextField name="name" label=t!(locale, "users.name") value=state.value("name", profile.name) error=state.error("name") maxlength=60 autocomplete="name"/>
                    <TextField name="title" label=t!(locale, "users.title") hint=t!(locale, "users.title_hint") value=state.value("title", profile.title)
                        error=state.error("title") maxlength=80 optional=t!(locale, "site.optional")/>
                    <TextArea name="bio" label=t!(locale, "users.about") hint=t!(locale, "users.bio_hint") value=state.value("bio", profile.bio)
                        error=state.error("bio") maxlength=2000 rows=6 optional=t!(locale, "site.optional")/>
                    <TextField name="skills" label=t!(locale, "users.skills") hint=t!(locale, "users.skills_hint")
                        value=state.value("skills", profile.skills.join(", ")) error=state.error("skills") optional=t!(locale, "site.optional")/>
                    <div class="fields">
                        <TextField name="city" label=t!(locale, "users.city") value=state.value("city", profile.city) error=state.error("city") maxlength=60/>
                        <SelectField name="country" label=t!(locale, "users.country") options=countries value=state.value("country", profile.country) error=state.error("country")/>
                    </div>
                    <fieldset class="field" id="languages">
                        <legend>{t!(locale, "users.languages")}</legend>
                        {languages}
                    </fieldset>
                    <RadioGroup name="availability" label=t!(locale, "users.availability_label") options=availability
                        value=state.value("availability", profile.availability.name()) error=state.error("availability")/>
                    <div class="form-actions"><Button>{t!(locale, "users.save")}</Button></div>
                </Form>
            </div>
        </div>
    }
    .into_any()
}
