//! `/panel/perfil/identidad`: the document that says who one is, shown masked, seen by nobody else.

use domain::documents::{DocumentKind, IdentityDocument};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use crate::{
    context::{page, services, viewer},
    forms::{Form, FormState},
    load::load,
    ui::{Breadcrumbs, Button, ButtonKind, Card, Choice, Crumb, Icon, Notice, RadioGroup, TextField, Tone},
};

const ACTION: &str = "/panel/perfil/identidad";

#[component]
pub fn DocumentPage() -> impl IntoView {
    let (services, viewer) = (services(), viewer());
    let found = async move { services::documents::find(&services, &viewer?).await };
    load(found, |document| view! { <Document document/> })
}

#[component]
fn Document(document: Option<IdentityDocument>) -> impl IntoView {
    let locale = page().locale;
    let state = FormState::of(ACTION);
    let kinds = DocumentKind::ALL
        .map(|kind| Choice::new(kind.name(), t!(locale, &format!("documents.kinds.{}", kind.name()))))
        .to_vec();
    let kind = document.as_ref().map_or(DocumentKind::Dni, IdentityDocument::kind);
    let save =
        if document.is_some() { t!(locale, "documents.replace") } else { t!(locale, "documents.save") };
    let shown = document.map(|document| {
        let kind = t!(locale, &format!("documents.kinds.{}", document.kind().name()));
        let number = document.masked();
        view! {
            <Card>
                <p class="row"><Icon name="lock"/><b>{kind}</b><span>{number}</span></p>
                <Form action="/panel/perfil/identidad/borrar">
                    <Button kind=ButtonKind::Quiet icon="trash">{t!(locale, "documents.delete")}</Button>
                </Form>
            </Card>
        }
    });
    view! {
        <Title text=t!(locale, "documents.title")/>
        <Meta name="robots" content="noindex"/>
        <div class="page wrap">
            <div class="form-page">
                <Breadcrumbs label=t!(locale, "site.breadcrumbs") crumbs=vec![
                    Crumb::new("/panel", t!(locale, "site.panel")),
                    Crumb::new("/panel/ajustes", t!(locale, "settings.title")),
                ]/>
                <h1>{t!(locale, "documents.title")}</h1>
                <p class="lead">{t!(locale, "documents.lead")}</p>
                {shown}
                <Form action=ACTION class="form">
                    <RadioGroup name="kind" label=t!(locale, "documents.kind") options=kinds
                        value=state.value("kind", kind.name()) error=state.error("kind")/>
                    <TextField name="number" label=t!(locale, "documents.number") hint=t!(locale, "documents.number_hint")
                        value=state.value("number", "") error=state.error("number") inputmode="numeric" autocomplete="off" maxlength=20/>
                    <div class="form-actions"><Button>{save}</Button></div>
                </Form>
                <Notice tone=Tone::Info><p>{t!(locale, "documents.privacy")}</p></Notice>
            </div>
        </div>
    }
    .into_any()
}
