//! `/panel/billetera`: what is protected, on its way and yours, where it goes, and every payment.

use domain::{
    locale::Locale,
    paging::{Limit, Page},
    payments::{Balance, Payment, PaymentStatus, PayoutAccount},
};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    context::{page, services, viewer},
    forms::Form,
    i18n,
    load::load,
    ui::{Badge, Button, Card, EmptyState, Icon, Notice, Numbers, Pagination, Tone},
};

#[component]
pub fn WalletPage() -> impl IntoView {
    let cursor = Some(page().query_value("cursor")).filter(|cursor| !cursor.is_empty());
    let (services, viewer) = (services(), viewer());
    let found = async move {
        let viewer = viewer?;
        let balances = services::payments::ledger::balance(&services, &viewer).await?;
        let accounts = services::payments::accounts::list(&services, &viewer).await?;
        let payments =
            services::payments::list(&services, &viewer, cursor.as_deref(), Limit::DEFAULT).await?;
        Ok((balances, accounts, payments))
    };
    load(found, |(balances, accounts, payments)| view! { <Wallet balances accounts payments/> })
}

#[component]
fn Wallet(balances: Vec<Balance>, accounts: Vec<PayoutAccount>, payments: Page<Payment>) -> impl IntoView {
    let locale = page().locale;
    let numbers: Vec<(String, String)> = balances
        .iter()
        .flat_map(|balance| {
            [
                (
                    t!(locale, "panel.available", currency = balance.currency),
                    balance.available.format(locale),
                ),
                (t!(locale, "panel.pending", currency = balance.currency), balance.pending.format(locale)),
                (t!(locale, "panel.held", currency = balance.currency), balance.held.format(locale)),
            ]
        })
        .collect();
    let next = payments.next_cursor.map(|cursor| format!("/panel/billetera?cursor={cursor}"));
    view! {
        <Title text=t!(locale, "site.wallet")/>
        <div class="page wrap">
            <div class="page-head"><h1>{t!(locale, "site.wallet")}</h1><p class="lead">{t!(locale, "wallet.lead")}</p></div>
            <div class="panel">
                {(!numbers.is_empty()).then(|| view! { <Numbers numbers/> })}
                <Account locale accounts/>
                <section class="stack">
                    <h2>{t!(locale, "wallet.payments")}</h2>
                    {if payments.items.is_empty() {
                        view! { <EmptyState title=t!(locale, "wallet.empty_title") text=t!(locale, "wallet.empty_text")/> }.into_any()
                    } else {
                        view! { <Payments locale payments=payments.items/> }.into_any()
                    }}
                    <Pagination label=t!(locale, "search.pages") next=next previous_text="" next_text=t!(locale, "wallet.next_page")/>
                </section>
            </div>
        </div>
    }
}

/// Where the money goes; without an account it waits.
#[component]
fn Account(locale: Locale, accounts: Vec<PayoutAccount>) -> impl IntoView {
    let is_ready = accounts.iter().any(|account| account.is_ready);
    let has_begun = !accounts.is_empty();
    view! {
        <Card>
            <h2>{t!(locale, "wallet.account")}</h2>
            {if is_ready {
                view! { <Notice tone=Tone::Success><p>{t!(locale, "wallet.account_ready")}</p></Notice> }.into_any()
            } else {
                let button = if has_begun { "wallet.account_continue" } else { "wallet.account_add" };
                view! {
                    <p>{t!(locale, "wallet.account_why")}</p>
                    <Form action="/panel/billetera/cuenta"><Button icon="wallet">{t!(locale, button)}</Button></Form>
                }.into_any()
            }}
        </Card>
    }
}

#[component]
fn Payments(locale: Locale, payments: Vec<Payment>) -> impl IntoView {
    let rows: Vec<_> = payments
        .into_iter()
        .map(|payment| {
            let tone = match payment.status {
                PaymentStatus::Succeeded => Tone::Success,
                PaymentStatus::Failed | PaymentStatus::Cancelled => Tone::Danger,
                _ => Tone::Warning,
            };
            view! {
                <li>
                    <Icon name="money"/>
                    <div>
                        <h3><a href=format!("/contratos/{}", payment.contract_id)>{payment.title}</a></h3>
                        <p class="row">
                            <Badge text=t!(locale, &format!("wallet.statuses.{}", payment.status.name())) tone/>
                            <span>{t!(locale, &format!("wallet.sides.{}", payment.side.name()))}</span>
                            <time datetime=payment.created_at.to_rfc3339()>{i18n::moment(locale, payment.created_at)}</time>
                        </p>
                    </div>
                    <span class="price">{payment.amount.format(locale)}</span>
                </li>
            }
        })
        .collect();
    view! { <ul class="listing">{rows}</ul> }.into_any()
}
