//! What a search found: `/buscar`, and the same for one category at `/c/<slug>`. The filter is a plain GET form.

use std::collections::BTreeSet;

use domain::{
    Error,
    categories::Category,
    gigs::{Facets, GigFilter, GigList, GigSort, Prices},
    ids::GigId,
    locale::Locale,
    money::Currency,
};
use leptos::prelude::*;
use leptos_meta::{Link, Title};
use leptos_router::hooks::use_params_map;

use super::card::{GigCards, decimal};
use crate::{
    context::{PageContext, page, services},
    errors::ErrorView,
    favorites, i18n,
    load::load,
    ui::{
        Breadcrumbs, Button, ButtonKind, ButtonSize, Choice, Crumb, EmptyState, Icon, IconButton, Pagination,
        RadioGroup, TextField,
    },
};

/// `/buscar`
#[component]
pub fn SearchPage() -> impl IntoView {
    results(page(), None)
}

/// `/c/<slug>`
#[component]
pub fn CategoryPage() -> impl IntoView {
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    match Category::find_by_slug(&slug) {
        Some(category) => results(page(), Some(category)).into_any(),
        None => view! { <ErrorView error=Error::NotFound/> }.into_any(),
    }
}

fn results(page: PageContext, category: Option<&'static Category>) -> impl IntoView {
    // What can't be read is left out: an old or mistyped address still finds something.
    let (mut filter, _) = GigFilter::read(page.query_pairs(), Prices::Typed);
    filter.category = category.or(filter.category);
    let base = category.map_or_else(|| "/buscar".to_owned(), |category| format!("/c/{}", category.slug));
    let found = {
        let (services, filter) = (services(), filter.clone());
        let viewer = page.viewer.clone();
        async move {
            let found = services::gigs::search(&services, &filter).await?;
            let kept = favorites::kept(&services, viewer.as_ref(), &found.items).await?;
            Ok((found, kept))
        }
    };
    load(found, move |(found, kept)| view! { <Results page filter base found kept/> })
}

/// A filter as an address; what the path says already stays out of the query.
fn address(base: &str, filter: &GigFilter) -> String {
    let mut filter = filter.clone();
    if base.starts_with("/c/") {
        filter.category = None;
    }
    let query = filter.to_query();
    if query.is_empty() { base.to_owned() } else { format!("{base}?{query}") }
}

#[component]
fn Results(
    page: PageContext,
    filter: GigFilter,
    base: String,
    found: GigList,
    kept: Option<BTreeSet<GigId>>,
) -> impl IntoView {
    let locale = page.locale;
    let category = filter.category;
    let heading = match (category, filter.q.is_empty()) {
        (Some(category), true) => category.name(locale).to_owned(),
        (_, false) => t!(locale, "search.heading_for", words = filter.q),
        (None, true) => t!(locale, "search.heading_all"),
    };
    let total = found.facets.total;
    let count = i18n::count(
        locale,
        if found.facets.is_exact { "search.total" } else { "search.total_at_least" },
        total,
    );
    let next = found.next_cursor.as_deref().map(|cursor| {
        let separator = if address(&base, &filter).contains('?') { '&' } else { '?' };
        format!("{}{separator}cursor={cursor}", address(&base, &filter))
    });
    let first =
        filter.cursor.is_some().then(|| address(&base, &GigFilter { cursor: None, ..filter.clone() }));
    let crumbs = category.map(|category| {
        let trunk =
            category.trunk().map(|trunk| Crumb::new(format!("/c/{}", trunk.slug), trunk.name(locale)));
        std::iter::once(Crumb::new("/", t!(locale, "site.home"))).chain(trunk).collect::<Vec<_>>()
    });
    let canonical = page.absolute(&address(&base, &filter));
    view! {
        <Title text=heading.clone()/>
        <Link rel="canonical" href=canonical/>
        {next.clone().map(|href| view! { <Link rel="next" href/> })}
        <div class="page wrap">
            {crumbs.map(|crumbs| view! { <Breadcrumbs label=t!(locale, "site.breadcrumbs") crumbs/> })}
            <div class="columns left">
                <aside><FacetForm locale filter=filter.clone() base=base.clone() facets=found.facets/></aside>
                <div>
                    <h1>{heading}</h1>
                    <div class="result-bar">
                        <p class="muted" role="status">{count}</p>
                        <div class="row">
                            <span class="only-narrow">
                                <Button kind=ButtonKind::Secondary size=ButtonSize::Small r#type="button" icon="filter" attr:popovertarget="filters">
                                    {t!(locale, "search.filters")}
                                </Button>
                            </span>
                            <SortForm locale filter=filter.clone() base=base.clone()/>
                        </div>
                    </div>
                    {found.corrected.map(|words| view! { <p class="muted">{t!(locale, "search.corrected", words = words)}</p> })}
                    <ActiveFilters locale filter=filter.clone() base=base.clone()/>
                    <h2 class="visually-hidden">{t!(locale, "search.results")}</h2>
                    {if found.items.is_empty() {
                        view! {
                            <EmptyState picture="empty-search" title=t!(locale, "search.empty_title") text=t!(locale, "search.empty_text")>
                                <a class="button" href="/buscar">{t!(locale, "search.see_all")}</a>
                            </EmptyState>
                        }.into_any()
                    } else {
                        view! { <GigCards gigs=found.items locale eager=3 kept/> }.into_any()
                    }}
                    <Pagination
                        label=t!(locale, "search.pages")
                        previous=first
                        next=next
                        previous_text=t!(locale, "search.first_page")
                        next_text=t!(locale, "search.next_page")
                    />
                </div>
            </div>
        </div>
    }
}

/// Every filter that another form does not show itself, so that sending it keeps them.
fn kept(filter: &GigFilter, base: &str, without: &[&str]) -> Vec<AnyView> {
    let address = address(base, &GigFilter { cursor: None, ..filter.clone() });
    let query = address.split_once('?').map_or("", |(_, query)| query).to_owned();
    form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| !without.contains(&&**name))
        .map(|(name, value)| {
            view! { <input type="hidden" name=name.into_owned() value=value.into_owned()/> }.into_any()
        })
        .collect()
}

#[component]
fn SortForm(locale: Locale, filter: GigFilter, base: String) -> impl IntoView {
    let options = GigSort::ALL.map(|sort| {
        let name = sort.name();
        view! { <option value=name selected=sort == filter.sort>{t!(locale, &format!("search.sorts.{name}"))}</option> }
    });
    view! {
        <form class="row" action=base.clone()>
            {kept(&filter, &base, &["sort"])}
            <div class="select">
                <select class="input" name="sort" aria-label=t!(locale, "search.sort")>{options}</select>
                <Icon name="chevron-down"/>
            </div>
            <Button kind=ButtonKind::Quiet size=ButtonSize::Small>{t!(locale, "search.apply_sort")}</Button>
        </form>
    }
    .into_any()
}

/// What is filtered by, each with a link that takes it away.
#[component]
fn ActiveFilters(locale: Locale, filter: GigFilter, base: String) -> impl IntoView {
    let filter = GigFilter { cursor: None, ..filter };
    let mut tags = Vec::new();
    let mut tag = |text: String, without: GigFilter| {
        let label = t!(locale, "search.remove_filter", filter = text);
        tags.push(view! { <a class="tag" href=address(&base, &without) aria-label=label>{text}<Icon name="close"/></a> });
    };
    if let Some(category) = filter.category.filter(|_| !base.starts_with("/c/")) {
        tag(category.name(locale).to_owned(), GigFilter { category: None, ..filter.clone() });
    }
    if filter.min_price.is_some() || filter.max_price.is_some() {
        let currency = filter.currency.unwrap_or_default();
        let show = |amount: Option<i64>| {
            amount.map_or_else(
                || "…".to_owned(),
                |amount| domain::money::Money::new(amount, currency).format(locale),
            )
        };
        let text = format!("{} – {}", show(filter.min_price), show(filter.max_price));
        tag(text, GigFilter { min_price: None, max_price: None, currency: None, ..filter.clone() });
    }
    if let Some(days) = filter.delivery_days {
        let text = i18n::count(locale, "search.within_days", i64::from(days));
        tag(text, GigFilter { delivery_days: None, ..filter.clone() });
    }
    if let Some(rating) = filter.min_rating {
        let text = t!(locale, "search.rated_at_least", rating = decimal(locale, f64::from(rating) / 100.0));
        tag(text, GigFilter { min_rating: None, ..filter.clone() });
    }
    (!tags.is_empty()).then(|| view! { <div class="active-filters">{tags}</div> })
}

/// Facets with counts; beside the results, or a sheet on phones.
#[component]
fn FacetForm(locale: Locale, filter: GigFilter, base: String, facets: Facets) -> impl IntoView {
    let number = |count: i64| i18n::group_digits(locale, count);
    let count_of =
        |slug: &str| facets.categories.iter().find(|it| it.category == slug).map_or(0, |it| it.count);
    // Within a trunk its children, else the trunks.
    let trunk = filter.category.map(|category| category.trunk().unwrap_or(category));
    let choices: Vec<&'static Category> = match trunk {
        Some(trunk) => std::iter::once(trunk).chain(trunk.children()).collect(),
        None => Category::roots().collect(),
    };
    let categories: Vec<_> = choices
        .into_iter()
        .map(|category| {
            let there = GigFilter { category: None, cursor: None, ..filter.clone() };
            let is_current = filter.category == Some(category);
            view! {
                <li>
                    <a href=address(&format!("/c/{}", category.slug), &there) aria-current=is_current.then_some("true")>
                        {category.name(locale)}<small>{number(count_of(category.slug))}</small>
                    </a>
                </li>
            }
        })
        .collect();
    let everything = trunk.map(|_| {
        let there = GigFilter { category: None, cursor: None, ..filter.clone() };
        view! { <li><a href=address("/buscar", &there)>{t!(locale, "search.all_categories")}</a></li> }
    });
    let delivery = std::iter::once(Choice::new("", t!(locale, "search.any")))
        .chain(facets.delivery_days.iter().map(|it| {
            Choice::new(
                it.delivery_days.to_string(),
                i18n::count(locale, "search.within_days", i64::from(it.delivery_days)),
            )
            .count(number(it.count))
        }))
        .collect();
    let ratings = std::iter::once(Choice::new("", t!(locale, "search.any")))
        .chain(facets.ratings.iter().map(|it| {
            Choice::new(
                format!("{}", it.min_rating),
                t!(locale, "search.rated_at_least", rating = decimal(locale, it.min_rating)),
            )
            .count(number(it.count))
        }))
        .collect();
    let chosen = filter.currency.unwrap_or(page().display().currency);
    let currencies = Currency::ALL.map(|currency| {
        let code = currency.code();
        view! { <option value=code selected=chosen == currency>{code}</option> }
    });
    let typed = |amount: Option<i64>| {
        amount.map(|amount| domain::money::Money::new(amount, Currency::Ars).to_input()).unwrap_or_default()
    };
    view! {
        <form class="facets" id="filters" popover="auto" action=base.clone() aria-label=t!(locale, "search.filters")>
            {kept(&filter, &base, &["min_price", "max_price", "currency", "delivery_days", "min_rating"])}
            <div class="facets-head only-narrow">
                <h2>{t!(locale, "search.filters")}</h2>
                <IconButton icon="close" label=t!(locale, "site.close") r#type="button" attr:popovertarget="filters"/>
            </div>
            <div class="facet"><h3>{t!(locale, "search.category")}</h3><ul>{everything}{categories}</ul></div>
            <fieldset class="facet">
                <legend>{t!(locale, "search.price")}</legend>
                <div class="fields">
                    <TextField name="min_price" label=t!(locale, "search.min_price") value=typed(filter.min_price) inputmode="decimal"/>
                    <TextField name="max_price" label=t!(locale, "search.max_price") value=typed(filter.max_price) inputmode="decimal"/>
                    <div class="field">
                        <label for="currency">{t!(locale, "search.currency")}</label>
                        <div class="select"><select class="input" id="currency" name="currency">{currencies}</select><Icon name="chevron-down"/></div>
                    </div>
                </div>
            </fieldset>
            <div class="facet">
                <RadioGroup name="delivery_days" label=t!(locale, "search.delivery") options=delivery
                    value=filter.delivery_days.map(|days| days.to_string()).unwrap_or_default()/>
            </div>
            <div class="facet">
                <RadioGroup name="min_rating" label=t!(locale, "search.rating") options=ratings
                    value=filter.min_rating.map(|rating| format!("{}", f64::from(rating) / 100.0)).unwrap_or_default()/>
            </div>
            <div class="form-actions"><Button block=true>{t!(locale, "search.apply")}</Button></div>
        </form>
    }
    .into_any()
}
