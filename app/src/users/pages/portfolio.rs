//! `/panel/perfil/portafolio`: the pieces with their words, in an order that buttons (or a mouse) change.

use domain::{
    locale::Locale,
    users::{MAX_PORTFOLIO, PortfolioItem},
};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    arrange::{ArrangeButtons, DefaultButton},
    context::{page, services, viewer},
    files::Progress,
    forms::{Form, FormState},
    load::load,
    ui::{Breadcrumbs, Button, ButtonKind, Crumb, EmptyState, ErrorSummary, FileField, TextField},
    users::islands::DragOrder,
};

const ACTION: &str = "/panel/perfil/portafolio";

#[component]
pub fn PortfolioPage() -> impl IntoView {
    let (services, viewer) = (services(), viewer());
    let found = async move { services::users::list_portfolio(&services, &viewer?).await };
    load(found, |items| view! { <PortfolioForm items/> })
}

#[component]
fn PortfolioForm(items: Vec<PortfolioItem>) -> impl IntoView {
    let locale = page().locale;
    let state = FormState::of(ACTION);
    let count = items.len();
    let can_drag = count > 1;
    let pieces: Vec<_> = items
        .into_iter()
        .enumerate()
        .map(|(index, item)| view! { <Piece locale state=state.clone() item index count/> })
        .collect();
    view! {
        <Title text=t!(locale, "users.portfolio.title")/>
        <div class="page wrap">
            <div class="form-page">
                <Breadcrumbs label=t!(locale, "site.breadcrumbs") crumbs=vec![
                    Crumb::new("/panel", t!(locale, "site.panel")),
                    Crumb::new("/panel/perfil", t!(locale, "users.edit")),
                ]/>
                <div><h1>{t!(locale, "users.portfolio.title")}</h1><p class="lead">{t!(locale, "users.portfolio.lead")}</p></div>
                <ErrorSummary title=t!(locale, "site.errors") errors=state.all_errors()/>
                <Form action=ACTION class="form" multipart=true>
                    <DefaultButton name="then" value="save"/>
                    {if count == 0 {
                        view! { <EmptyState title=t!(locale, "users.portfolio.empty_title") text=t!(locale, "users.portfolio.empty_text")/> }.into_any()
                    } else {
                        view! { <ol class="pieces" id="piezas">{pieces}</ol> }.into_any()
                    }}
                    {can_drag.then(|| view! { <DragOrder list="piezas".to_owned() hint=t!(locale, "users.portfolio.drag_hint")/> })}
                    {(count < MAX_PORTFOLIO).then(|| view! {
                        <FileField name="files" label=t!(locale, "users.portfolio.files") hint=t!(locale, "users.portfolio.files_hint", max = MAX_PORTFOLIO)
                            accept="image/jpeg,image/png,image/webp,image/gif" icon="image" multiple=true
                            error=state.error("files").or_else(|| state.error("ids"))/>
                        <Progress field="files"/>
                        <Button kind=ButtonKind::Secondary icon="upload" name="arrange" value="add">{t!(locale, "users.portfolio.send")}</Button>
                    })}
                    {(count > 0).then(|| view! {
                        <div class="form-actions"><Button name="then" value="save">{t!(locale, "users.portfolio.save")}</Button></div>
                    })}
                </Form>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Piece(locale: Locale, state: FormState, item: PortfolioItem, index: usize, count: usize) -> impl IntoView {
    let (title, alt) = (format!("title.{}", item.id), format!("alt.{}", item.id));
    let what = t!(locale, "users.portfolio.piece", number = index + 1);
    view! {
        <li class="piece">
            <input type="hidden" name="ids" value=item.id.to_string()/>
            <img class="cover" src=item.url.url(400) alt=what.clone() width="600" height="400"/>
            <TextField name=title.clone() label=t!(locale, "users.portfolio.piece_title") value=state.value(&title, item.title)
                error=state.error(&title) maxlength=80 optional=t!(locale, "site.optional")/>
            <TextField name=alt.clone() label=t!(locale, "users.portfolio.alt") hint=t!(locale, "users.portfolio.alt_hint")
                value=state.value(&alt, item.alt) error=state.error(&alt) maxlength=200/>
            <ArrangeButtons id=item.id.to_string() what target=format!("{ACTION}#piezas") is_first=index == 0 is_last=index + 1 == count/>
        </li>
    }
    .into_any()
}
