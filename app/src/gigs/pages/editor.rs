//! The form that makes or changes a gig. Plain HTML: everything is sent in one go, pictures included, and comes
//! back with its errors when something is missing.

use domain::{
    categories::Category,
    gigs::{GalleryPicture, Gig, GigInput, GigStatus, MAX_FAQ, Tier},
    ids::{FileId, GigId},
    locale::Locale,
    money::Currency,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use services::idempotency::Key;

use super::pictures::PictureFields;
use crate::{
    arrange::DefaultButton,
    context::{page, services, viewer},
    forms::{Form, FormState},
    gigs::islands::NetPrice,
    load::load,
    ui::{
        Breadcrumbs, Button, ButtonKind, Choice, Crumb, Disclosure, ErrorSummary, MoneyField, SelectField,
        TextArea, TextField,
    },
};

/// How many empty question fields are shown beyond those in use.
const SPARE_QUESTIONS: usize = 2;

const NEW: &str = "/panel/gigs/nuevo";

#[component]
pub fn NewGigPage() -> impl IntoView {
    let (services, viewer) = (services(), viewer());
    let values = Values::new(FormState::of(NEW), None);
    let found = async move {
        let pictures = services::files::list_pictures(&services, &viewer?, &values.pictures()).await?;
        Ok((values, pictures))
    };
    load(found, |(values, pictures)| view! { <Editor action=NEW.to_owned() gig=None values pictures/> })
}

#[component]
pub fn EditGigPage() -> impl IntoView {
    let id = use_params_map().read_untracked().get("id").unwrap_or_default();
    let action = format!("/panel/gigs/{id}");
    let (services, viewer, state) = (services(), viewer(), FormState::of(&action));
    let found = async move {
        let (viewer, id): (_, GigId) = (viewer?, id.parse().map_err(|_| domain::Error::NotFound)?);
        let gig = services::gigs::get_own(&services, &viewer, id).await?;
        let values = Values::new(state, Some(&gig));
        let pictures = services::files::list_pictures(&services, &viewer, &values.pictures()).await?;
        Ok((gig, values, pictures))
    };
    load(found, |(gig, values, pictures)| view! { <Editor action gig=Some(gig) values pictures/> })
}

/// What the fields show: what was just typed, else what the gig has.
#[derive(Clone)]
pub struct Values {
    state: FormState,
    gig: Vec<(String, String)>,
}

impl Values {
    fn new(state: FormState, gig: Option<&Gig>) -> Self {
        Self { state, gig: gig.map(|gig| GigInput::from(gig).to_form()).unwrap_or_default() }
    }

    fn value(&self, field: &str) -> String {
        let stored = self.gig.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone());
        self.state.value(field, stored.unwrap_or_default())
    }

    /// The files that a field names, commas between them.
    pub fn ids(&self, field: &str) -> Vec<FileId> {
        let typed = self.state.values.get(field).map(|values| values.join(","));
        let ids = typed.unwrap_or_else(|| self.value(field));
        ids.split(',').filter_map(|id| id.trim().parse().ok()).collect()
    }

    fn pictures(&self) -> Vec<FileId> {
        [self.ids("cover_file_id"), self.ids("gallery_file_ids")].concat()
    }

    pub fn error(&self, field: &str) -> Option<String> {
        self.state.error(field)
    }
}

#[component]
fn Editor(action: String, gig: Option<Gig>, values: Values, pictures: Vec<GalleryPicture>) -> impl IntoView {
    let locale = page().locale;
    let errors = values.state.all_errors();
    let status = gig.as_ref().map_or(GigStatus::Draft, |gig| gig.status);
    let title = t!(locale, if gig.is_some() { "gigs.editor.edit_title" } else { "gigs.editor.new_title" });
    let categories = Category::roots()
        .map(|root| {
            let children = root.children().map(|child| Choice::new(child.slug, child.name(locale))).collect();
            (root.name(locale).to_owned(), children)
        })
        .collect::<Vec<_>>();
    let currencies = Currency::ALL
        .map(|currency| {
            Choice::new(currency.code(), t!(locale, &format!("gigs.editor.currencies.{}", currency.code())))
        })
        .to_vec();
    let questions =
        (0..MAX_FAQ).rev().find(|index| !values.value(&format!("faq.{index}.question")).is_empty());
    let questions = (questions.map_or(0, |last| last + 1) + SPARE_QUESTIONS).min(MAX_FAQ);
    let packages = Tier::ALL.map(|tier| view! { <PackageFields locale tier values=values.clone()/> });
    let faq: Vec<_> =
        (0..questions).map(|index| view! { <QuestionFields locale index values=values.clone()/> }).collect();
    view! {
        <Title text=title.clone()/>
        <div class="page wrap">
            <div class="form-page">
                <Breadcrumbs label=t!(locale, "site.breadcrumbs") crumbs=vec![
                    Crumb::new("/panel", t!(locale, "site.panel")),
                    Crumb::new("/panel/gigs", t!(locale, "site.gigs")),
                ]/>
                <div><h1>{title}</h1><p class="lead">{t!(locale, "gigs.editor.lead")}</p></div>
                <ErrorSummary title=t!(locale, "site.errors") errors/>
                <Form action=action.clone() class="form" multipart=true>
                    <DefaultButton name="then" value=if status == GigStatus::Draft { "publish" } else { "save" }/>
                    {match &gig {
                        Some(gig) => view! { <input type="hidden" name="version" value=gig.version.to_string()/> },
                        // The same page sent twice is one gig.
                        None => view! { <input type="hidden" name="key" value=values.state.value("key", Key::random().as_str())/> },
                    }}
                    <TextField name="title" label=t!(locale, "gigs.editor.title") hint=t!(locale, "gigs.editor.title_hint")
                        value=values.value("title") error=values.error("title") maxlength=100/>
                    <SelectField name="category" label=t!(locale, "gigs.editor.category")
                        options=vec![Choice::new("", t!(locale, "gigs.editor.choose"))] groups=categories
                        value=values.value("category") error=values.error("category")/>
                    <TextArea name="description" label=t!(locale, "gigs.editor.description") hint=t!(locale, "gigs.editor.description_hint")
                        value=values.value("description") error=values.error("description") maxlength=2000 rows=8/>
                    <TextField name="tags" label=t!(locale, "gigs.editor.tags") optional=t!(locale, "site.optional")
                        hint=t!(locale, "gigs.editor.tags_hint") value=values.value("tags") error=values.error("tags")/>
                    <PictureFields locale action values=values.clone() pictures/>
                    <SelectField name="currency" label=t!(locale, "gigs.editor.currency") options=currencies
                        value=values.value("currency") error=values.error("currency")/>
                    {packages}
                    <fieldset class="form-group">
                        <legend>{t!(locale, "gigs.editor.faq")}</legend>
                        <p class="hint">{t!(locale, "gigs.editor.faq_hint")}</p>
                        {faq}
                    </fieldset>
                    <div class="form-actions">
                        {match status {
                            GigStatus::Published | GigStatus::Paused => view! {
                                <Button name="then" value="save">{t!(locale, "gigs.editor.save")}</Button>
                            }.into_any(),
                            _ => view! {
                                <Button name="then" value="publish">{t!(locale, "site.publish")}</Button>
                                <Button name="then" value="save" kind=ButtonKind::Secondary>{t!(locale, "gigs.editor.save_draft")}</Button>
                            }.into_any(),
                        }}
                    </div>
                </Form>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn PackageFields(locale: Locale, tier: Tier, values: Values) -> impl IntoView {
    let name = tier.name();
    let field = |part: &str| format!("packages.{name}.{part}");
    let shown = |part: &str| (field(part), values.value(&field(part)), values.error(&field(part)));
    let (title, title_value, title_error) = shown("name");
    let (about, about_value, about_error) = shown("description");
    let (price, price_value, price_error) = shown("price");
    let (days, days_value, days_error) = shown("delivery_days");
    let (revisions, revisions_value, revisions_error) = shown("revisions");
    let currency =
        Some(values.value("currency")).filter(|code| !code.is_empty()).unwrap_or_else(|| "ARS".to_owned());
    let is_used = ["name", "description", "price", "delivery_days"]
        .iter()
        .any(|part| !values.value(&field(part)).is_empty() || values.error(&field(part)).is_some());
    let heading = t!(locale, &format!("gigs.tiers.{name}"));
    let basis_points = services().settings.fee_basis_points;
    let fields = view! {
        <TextField name=title label=t!(locale, "gigs.editor.package_name") value=title_value error=title_error maxlength=60/>
        <TextArea name=about label=t!(locale, "gigs.editor.package_description") hint=t!(locale, "gigs.editor.package_hint")
            value=about_value error=about_error maxlength=500 rows=3/>
        <div class="fields">
            <div>
                <MoneyField name=price.clone() label=t!(locale, "gigs.editor.price") value=price_value error=price_error currency/>
                <NetPrice price_field=price currency_field="currency".to_owned() basis_points locale label=t!(locale, "gigs.editor.net")/>
            </div>
            <TextField name=days label=t!(locale, "gigs.editor.days") value=days_value error=days_error inputmode="numeric"/>
            <TextField name=revisions label=t!(locale, "gigs.editor.revisions") value=revisions_value error=revisions_error inputmode="numeric"/>
        </div>
    };
    if tier == Tier::Basic {
        view! { <fieldset class="form-group" id=format!("packages.{name}")><legend>{heading}</legend>{fields}</fieldset> }.into_any()
    } else {
        view! { <Disclosure summary=heading open=is_used><div class="package-editor">{fields}</div></Disclosure> }.into_any()
    }
}

#[component]
fn QuestionFields(locale: Locale, index: usize, values: Values) -> impl IntoView {
    let question = format!("faq.{index}.question");
    let answer = format!("faq.{index}.answer");
    view! {
        <TextField name=question.clone() label=t!(locale, "gigs.editor.question", number = index + 1) optional=t!(locale, "site.optional")
            value=values.value(&question) error=values.error(&question) maxlength=150/>
        <TextArea name=answer.clone() label=t!(locale, "gigs.editor.answer", number = index + 1) optional=t!(locale, "site.optional")
            value=values.value(&answer) error=values.error(&answer) maxlength=1000 rows=2/>
    }
}
