//! What a link from a mail opens: one question, one button. Opening it changes nothing, since mail programs open links too;
//! pressing the button does.

use domain::Error;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use services::auth::Purpose;

use crate::{
    context::{page, services},
    forms::{Form, FormState},
    load::load,
    ui::{Button, ButtonKind, LinkButton, Notice, Tone},
};

/// A link that can be used, or why it can't.
pub(super) enum LinkState {
    Ready { token: String },
    Dead { why: String },
}

/// The link of this request: of the form that was refused, else of the address.
pub(super) fn find_link(
    purpose: Purpose,
    action: &'static str,
) -> impl Future<Output = Result<LinkState, Error>> + Send + 'static {
    let (page, services, form) = (page(), services(), FormState::of(action));
    let token = form.value("token", page.query_value("token"));
    let refused = form.error("token");
    async move {
        if let Some(why) = refused {
            return Ok(LinkState::Dead { why });
        }
        Ok(if services::auth::is_link_alive(&services, purpose, &token).await? {
            LinkState::Ready { token }
        } else {
            LinkState::Dead { why: t!(page.locale, "errors.link_ended") }
        })
    }
}

/// A link that is over, and where to get another.
#[component]
pub(super) fn DeadLink(why: String, href: &'static str, text: String) -> impl IntoView {
    view! {
        <Notice tone=Tone::Warning><p>{why}</p></Notice>
        <LinkButton kind=ButtonKind::Secondary block=true href=href>{text}</LinkButton>
    }
    .into_any()
}

/// `/verificar`
#[component]
pub fn VerifyEmailPage() -> impl IntoView {
    view! { <LinkPage purpose=Purpose::VerifyEmail action="/verificar" texts="verify"/> }
}

/// `/confirmar-email`
#[component]
pub fn ConfirmEmailPage() -> impl IntoView {
    view! { <LinkPage purpose=Purpose::ChangeEmail action="/confirmar-email" texts="confirm"/> }
}

/// `/deshacer-cambio`
#[component]
pub fn UndoEmailPage() -> impl IntoView {
    view! { <LinkPage purpose=Purpose::UndoEmail action="/deshacer-cambio" texts="undo"/> }
}

#[component]
fn LinkPage(purpose: Purpose, action: &'static str, texts: &'static str) -> impl IntoView {
    let page = page();
    let (locale, is_done) = (page.locale, page.query_value("listo") == "1");
    let text = move |name: &str| t!(locale, &format!("recovery.{texts}.{name}"));
    let link = find_link(purpose, action);
    let found = async move { if is_done { Ok(None) } else { link.await.map(Some) } };
    load(found, move |link| {
        let (title, lead) = if link.is_none() { ("done_title", "done_lead") } else { ("title", "lead") };
        let body = match link {
            None => {
                view! { <LinkButton block=true href="/panel">{t!(locale, "recovery.go_on")}</LinkButton> }
                    .into_any()
            }
            Some(LinkState::Ready { token }) => view! {
                <Form action=action class="form">
                    <input type="hidden" name="token" value=token/>
                    <Button block=true>{text("button")}</Button>
                </Form>
            }
            .into_any(),
            Some(LinkState::Dead { why }) => {
                view! { <DeadLink why href="/panel" text=t!(locale, "recovery.go_on")/> }.into_any()
            }
        };
        view! {
            <Title text=text(title)/>
            <Meta name="robots" content="noindex"/>
            <Meta name="referrer" content="same-origin"/>
            <div class="auth-page">
                <div class="auth-card">
                    <hgroup><h1>{text(title)}</h1><p class="hint">{text(lead)}</p></hgroup>
                    {body}
                </div>
            </div>
        }
    })
}
