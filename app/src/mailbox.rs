//! `/_mail`: the mails that the site would have sent, while no SMTP server is set. Outside production only; for who develops and
//! for the browser suite, hence in no other language.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use services::mail::StoredMail;

use crate::{
    context::{locale, services},
    i18n,
    load::load,
    ui::EmptyState,
};

#[component]
pub fn MailboxPage() -> impl IntoView {
    let services = services();
    let found = async move { services::mail::list_stored(&services).await };
    load(found, |mails| {
        view! {
            <Title text="Correo"/>
            <Meta name="robots" content="noindex"/>
            <div class="page wrap narrow">
                <div class="page-head"><h1>"Correo de desarrollo"</h1></div>
                {if mails.is_empty() {
                    view! { <EmptyState title="Todavía no salió ningún mail"/> }.into_any()
                } else {
                    view! { <ul class="listing mailbox" role="list">{mails.into_iter().map(line).collect::<Vec<_>>()}</ul> }.into_any()
                }}
            </div>
        }
    })
}

fn line(mail: StoredMail) -> impl IntoView {
    let moment = i18n::moment(locale(), mail.at);
    view! {
        <li>
            <div>
                <h3><a href=format!("/_mail/{}", mail.id)>{mail.subject}</a></h3>
                <p class="row"><span>{mail.to}</span><span>{moment}</span></p>
            </div>
        </li>
    }
}
