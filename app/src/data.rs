//! `/panel/ajustes/datos`: one's data to take away, and leaving; and the page that says goodbye.

use domain::data::{DELETION_GRACE, Export, ExportStatus, Obstacle};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use crate::{
    context::{page, services, viewer},
    forms::{Form, FormState},
    i18n,
    load::load,
    settings::{SettingsFrame, SettingsTab},
    ui::{Button, ButtonKind, Checkbox, LinkButton, Notice, Tone},
};

/// Where the forms of the page are sent.
pub const EXPORT: &str = "/panel/ajustes/datos/exportar";
pub const DELETE: &str = "/panel/ajustes/datos/eliminar";

/// What somebody sees who has just asked to be deleted.
pub const GOODBYE: &str = "/hasta-pronto";

#[component]
pub fn DataPage() -> impl IntoView {
    let (services, viewer) = (services(), viewer());
    let found = async move {
        let viewer = viewer?;
        let export = services::data::find_export(&services, &viewer).await?;
        Ok((export, services::data::list_obstacles(&services, &viewer).await?))
    };
    load(found, |(export, obstacles)| {
        view! {
            <SettingsFrame current=SettingsTab::Data>
                <ExportSection export/>
                <DeletionSection obstacles/>
            </SettingsFrame>
        }
    })
}

#[component]
fn ExportSection(export: Option<Export>) -> impl IntoView {
    let locale = page().locale;
    let status = export.as_ref().map(|export| export.status);
    let notice = match export {
        Some(Export { url: Some(url), bytes, expires_at, .. }) => view! {
            <Notice tone=Tone::Success title=t!(locale, "data.export.ready")>
                <p>{expires_at.map(|at| t!(locale, "data.export.until", date = i18n::date(locale, at)))}</p>
                <p>
                    <LinkButton href=url icon="download">
                        {t!(locale, "data.export.download", size = i18n::file_size(locale, bytes.unwrap_or_default()))}
                    </LinkButton>
                </p>
            </Notice>
        }
        .into_any(),
        Some(Export { status: ExportStatus::Pending, .. }) => view! {
            <Notice tone=Tone::Info title=t!(locale, "data.export.pending")>
                <p>{t!(locale, "data.export.pending_advice")}</p>
            </Notice>
        }
        .into_any(),
        Some(_) => view! { <Notice tone=Tone::Warning><p>{t!(locale, "data.export.failed")}</p></Notice> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <section class="stack">
            <h2>{t!(locale, "data.export.title")}</h2>
            <p>{t!(locale, "data.export.lead")}</p>
            {notice}
            {(status != Some(ExportStatus::Pending)).then(|| view! {
                <Form action=EXPORT><Button kind=ButtonKind::Secondary icon="file">{t!(locale, "data.export.ask")}</Button></Form>
            })}
        </section>
    }
    .into_any()
}

#[component]
fn DeletionSection(obstacles: Vec<Obstacle>) -> impl IntoView {
    let locale = page().locale;
    let state = FormState::of(DELETE);
    let days = DELETION_GRACE.num_days();
    let form = if obstacles.is_empty() {
        view! {
            <Form action=DELETE class="form">
                <Checkbox name="confirm" label=t!(locale, "data.delete.confirm") error=state.error("confirm") required=true/>
                <div class="form-actions"><Button kind=ButtonKind::Danger icon="trash">{t!(locale, "data.delete.submit")}</Button></div>
            </Form>
        }
        .into_any()
    } else {
        let obstacles = obstacles.into_iter().map(move |obstacle| {
            let text = match &obstacle {
                Obstacle::Contract { title, .. } => t!(locale, "data.delete.contract", title = title),
                Obstacle::Money(money) => t!(locale, "data.delete.money", amount = money.format(locale)),
            };
            view! { <li><a href=obstacle.path()>{text}</a></li> }
        });
        view! {
            <Notice tone=Tone::Warning title=t!(locale, "data.delete.not_now")>
                <ul>{obstacles.collect_view()}</ul>
            </Notice>
        }
        .into_any()
    };
    view! {
        <section class="stack">
            <h2>{t!(locale, "data.delete.title")}</h2>
            <p>{t!(locale, "data.delete.lead", days = days)}</p>
            <ul>
                <li>{t!(locale, "data.delete.goes")}</li>
                <li>{t!(locale, "data.delete.stays")}</li>
                <li>{t!(locale, "data.delete.undo", days = days)}</li>
            </ul>
            {form}
        </section>
    }
    .into_any()
}

/// Signed out, and told how to come back.
#[component]
pub fn GoodbyePage() -> impl IntoView {
    let locale = page().locale;
    let title = t!(locale, "data.goodbye.title");
    view! {
        <Title text=title.clone()/>
        <Meta name="robots" content="noindex"/>
        <div class="wrap narrow error-page">
            <h1>{title}</h1>
            <p>{t!(locale, "data.goodbye.lead", days = DELETION_GRACE.num_days())}</p>
            <p><LinkButton href="/ingresar">{t!(locale, "data.goodbye.undo")}</LinkButton></p>
        </div>
    }
}
