//! `/panel`: what needs you today, then the numbers, then the lists.

use domain::{
    auth::Viewer,
    contracts::{ContractCard, Step},
    gigs::OwnGigCard,
    locale::Locale,
    onboarding::Checklist,
    paging::Limit,
    payments::Balance,
    users::PublicProfile,
};
use leptos::prelude::*;
use leptos_meta::Title;
use services::auth::Account;

use crate::{
    auth::VerifyBanner,
    context::{page, services, viewer},
    contracts::ContractRows,
    gigs::pages::decimal,
    i18n,
    load::load,
    onboarding::FirstSteps,
    ui::{ButtonKind, EmptyState, Icon, LinkButton, MoreLink, Numbers},
};

struct Panel {
    viewer: Viewer,
    account: Account,
    contracts: Vec<ContractCard>,
    balances: Vec<Balance>,
    gigs: Vec<OwnGigCard>,
    profile: PublicProfile,
    checklist: Option<Checklist>,
}

#[component]
pub fn PanelPage() -> impl IntoView {
    let (services, viewer) = (services(), viewer());
    let found = async move {
        let viewer = viewer?;
        let contracts = services::contracts::list(&services, &viewer, None, None, Limit::DEFAULT).await?;
        Ok(Panel {
            contracts: contracts.items,
            balances: services::payments::ledger::balance(&services, &viewer).await?,
            gigs: services::gigs::list_own(&services, &viewer).await?,
            profile: services::users::get_own(&services, &viewer).await?,
            account: services::auth::get_account(&services, &viewer).await?,
            checklist: services::onboarding::checklist(&services, &viewer).await?,
            viewer,
        })
    };
    load(found, view_panel)
}

fn view_panel(mut panel: Panel) -> impl IntoView {
    let locale = page().locale;
    let waiting: Vec<ContractCard> =
        panel.contracts.iter().filter(|contract| contract.next.is_yours).cloned().collect();
    let first_name = panel.viewer.name.split_whitespace().next().unwrap_or_default().to_owned();
    let lead = i18n::count(locale, "panel.waiting", i64::try_from(waiting.len()).unwrap_or(0));
    let lead = if waiting.is_empty() { t!(locale, "panel.nothing_waits") } else { lead };
    let mut numbers: Vec<(String, String)> = Vec::new();
    let preferred = page().display().currency;
    panel.balances.sort_by_key(|balance| balance.currency != preferred);
    for balance in &panel.balances {
        numbers.push((
            t!(locale, "panel.available", currency = balance.currency),
            balance.available.format(locale),
        ));
        numbers
            .push((t!(locale, "panel.pending", currency = balance.currency), balance.pending.format(locale)));
        numbers.push((t!(locale, "panel.held", currency = balance.currency), balance.held.format(locale)));
    }
    numbers.push((
        t!(locale, "panel.completed"),
        i18n::group_digits(locale, i64::from(panel.profile.completed_contracts)),
    ));
    if let Some(rating) = panel.profile.rating {
        numbers.push((t!(locale, "panel.rating"), decimal(locale, rating)));
    }
    let latest: Vec<ContractCard> = panel.contracts.into_iter().take(5).collect();
    let has_contracts = !latest.is_empty();
    let published = panel.gigs.len();
    view! {
        <Title text=t!(locale, "site.panel")/>
        <div class="page wrap">
            <div class="page-head with-actions">
                <div><h1>{t!(locale, "panel.hello", name = first_name)}</h1><p class="lead">{lead}</p></div>
                <LinkButton href="/panel/gigs/nuevo" icon="plus">{t!(locale, "site.publish")}</LinkButton>
            </div>
            <div class="panel">
                <VerifyBanner account=panel.account/>
                {(!waiting.is_empty()).then(|| view! { <Today locale waiting/> })}
                {panel.checklist.map(|checklist| view! { <FirstSteps checklist/> })}
                <section class="stack"><h2>{t!(locale, "panel.numbers")}</h2><Numbers numbers/></section>
                <section class="stack">
                    <div class="section-head">
                        <h2>{t!(locale, "site.contracts")}</h2>
                        {has_contracts.then(|| view! { <MoreLink href="/panel/contratos" text=t!(locale, "home.see_all")/> })}
                    </div>
                    {if has_contracts {
                        view! { <ContractRows contracts=latest/> }.into_any()
                    } else {
                        view! {
                            <EmptyState picture="empty-work" title=t!(locale, "contracts.empty_title") text=t!(locale, "contracts.empty_text")>
                                <LinkButton href="/buscar">{t!(locale, "site.explore")}</LinkButton>
                            </EmptyState>
                        }.into_any()
                    }}
                </section>
                <section class="stack">
                    <h2>{t!(locale, "panel.more")}</h2>
                    <div class="row">
                        <LinkButton kind=ButtonKind::Secondary href="/panel/gigs" icon="briefcase">{t!(locale, "panel.my_gigs", count = published)}</LinkButton>
                        <LinkButton kind=ButtonKind::Secondary href="/panel/billetera" icon="wallet">{t!(locale, "site.wallet")}</LinkButton>
                        <LinkButton kind=ButtonKind::Secondary href="/panel/favoritos" icon="heart">{t!(locale, "favorites.title")}</LinkButton>
                        <LinkButton kind=ButtonKind::Secondary href="/panel/notificaciones" icon="bell">{t!(locale, "site.notifications")}</LinkButton>
                        <LinkButton kind=ButtonKind::Secondary href="/panel/perfil" icon="user">{t!(locale, "site.profile")}</LinkButton>
                        <LinkButton kind=ButtonKind::Secondary href="/panel/ajustes/preferencias" icon="settings">{t!(locale, "settings.title")}</LinkButton>
                    </div>
                </section>
            </div>
        </div>
    }
}

#[component]
fn Today(locale: Locale, waiting: Vec<ContractCard>) -> impl IntoView {
    let items: Vec<_> = waiting
        .into_iter()
        .map(|contract| {
            let step = contract.next.step;
            let icon = match step {
                Step::Pay | Step::ConfirmPayment => "money",
                Step::Deliver | Step::Revise => "truck",
                Step::Review => "star",
                Step::AddPayoutAccount => "wallet",
                _ => "eye",
            };
            let title =
                t!(locale, &format!("contracts.steps.{}.title", step.name()), other = contract.other.name);
            let detail = contract.next.deadline.map_or_else(
                || contract.title.clone(),
                |at| {
                    format!(
                        "{} · {}",
                        contract.title,
                        t!(locale, "contracts.until", when = i18n::deadline(locale, at))
                    )
                },
            );
            view! {
                <li>
                    <a class="today-item" href=format!("/contratos/{}", contract.id)>
                        <Icon name=icon/>
                        <span><b>{title}</b><small>{detail}</small></span>
                        <Icon name="chevron-right"/>
                    </a>
                </li>
            }
        })
        .collect();
    view! { <section class="stack"><h2>{t!(locale, "panel.today")}</h2><ul class="today">{items}</ul></section> }.into_any()
}
