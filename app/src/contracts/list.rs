//! `/panel/contratos`: everything one buys and sells, what waits for oneself first in sight.

use domain::{
    contracts::{ContractCard, Side, WorkState},
    paging::{Limit, Page},
};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    context::{page, services, viewer},
    i18n,
    load::load,
    ui::{Avatar, Badge, EmptyState, LinkButton, Pagination, Tab, Tabs, Tone},
};

#[component]
pub fn ContractsPage() -> impl IntoView {
    let page = page();
    let side = Side::from_name(&page.query_value("lado"));
    let cursor = Some(page.query_value("cursor")).filter(|cursor| !cursor.is_empty());
    let (services, viewer) = (services(), viewer());
    let found = async move {
        services::contracts::list(&services, &viewer?, side, cursor.as_deref(), Limit::DEFAULT).await
    };
    load(found, move |contracts| view! { <Contracts side contracts/> })
}

#[component]
fn Contracts(side: Option<Side>, contracts: Page<ContractCard>) -> impl IntoView {
    let locale = page().locale;
    let here = side.map_or_else(
        || "/panel/contratos".to_owned(),
        |side| format!("/panel/contratos?lado={}", side.name()),
    );
    let next = contracts
        .next_cursor
        .map(|cursor| format!("{here}{}cursor={cursor}", if side.is_some() { '&' } else { '?' }));
    let tabs = vec![
        Tab::new("/panel/contratos", t!(locale, "contracts.all"), side.is_none()),
        Tab::new(
            "/panel/contratos?lado=client",
            t!(locale, "contracts.as_client"),
            side == Some(Side::Client),
        ),
        Tab::new(
            "/panel/contratos?lado=seller",
            t!(locale, "contracts.as_seller"),
            side == Some(Side::Seller),
        ),
    ];
    let is_empty = contracts.items.is_empty();
    view! {
        <Title text=t!(locale, "site.contracts")/>
        <div class="page wrap">
            <div class="page-head"><h1>{t!(locale, "site.contracts")}</h1></div>
            <Tabs label=t!(locale, "site.contracts") tabs/>
            {if is_empty {
                view! {
                    <EmptyState picture="empty-work" title=t!(locale, "contracts.empty_title") text=t!(locale, "contracts.empty_text")>
                        <LinkButton href="/buscar">{t!(locale, "site.explore")}</LinkButton>
                    </EmptyState>
                }.into_any()
            } else {
                view! {
                    <h2 class="visually-hidden">{t!(locale, "panel.list")}</h2>
                    <ContractRows contracts=contracts.items/>
                }.into_any()
            }}
            <Pagination label=t!(locale, "search.pages") next=next previous_text="" next_text=t!(locale, "contracts.next_page")/>
        </div>
    }
}

/// Contracts in a list.
#[component]
pub fn ContractRows(contracts: Vec<ContractCard>) -> impl IntoView {
    let locale = page().locale;
    let rows: Vec<_> = contracts
        .into_iter()
        .map(|contract| {
            let step = t!(locale, &format!("contracts.steps.{}.title", contract.next.step.name()), other = contract.other.name);
            view! {
                <li>
                    <Avatar name=contract.other.name.clone() src=contract.other.avatar_url/>
                    <div>
                        <h3><a href=format!("/contratos/{}", contract.id)>{contract.title}</a></h3>
                        <p class="row">
                            <Badge text=t!(locale, &format!("contracts.states.{}", contract.state.name())) tone=tone_of(contract.state)/>
                            <span>{contract.other.name}</span>
                            <span class="price">{contract.amount.format(locale)}</span>
                            {contract.next.is_yours.then(|| view! { <b>{step}</b> })}
                            {contract.next.deadline.filter(|_| contract.next.is_yours).map(|at| view! { <span>{i18n::deadline(locale, at)}</span> })}
                        </p>
                    </div>
                </li>
            }
        })
        .collect();
    view! { <ul class="listing">{rows}</ul> }.into_any()
}

/// The colour of a state.
pub(super) const fn tone_of(state: WorkState) -> Tone {
    match state {
        WorkState::Approved | WorkState::Closed => Tone::Success,
        WorkState::Delivered | WorkState::InProgress => Tone::Info,
        WorkState::AwaitingPayment | WorkState::RevisionRequested | WorkState::Disputed => Tone::Warning,
        _ => Tone::Neutral,
    }
}
