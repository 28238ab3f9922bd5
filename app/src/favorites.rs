//! Hearts, and `/panel/favoritos`: what one keeps, in lists of one's own.

use std::collections::BTreeSet;

use domain::{
    Error,
    auth::Viewer,
    favorites::{Favorite, FavoriteList, Keepable},
    gigs::GigCard,
    ids::{FavoriteListId, GigId},
    paging::{Limit, Page},
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use services::Services;

use crate::{
    context::{page, services, viewer},
    forms::{Form, FormState},
    gigs::pages::rating,
    load::load,
    ui::{
        Avatar, AvatarSize, Button, ButtonKind, ButtonSize, Disclosure, EmptyState, Icon, LinkButton, Notice,
        Pagination, Tab, Tabs, TextField, Tone,
    },
};

const PATH: &str = "/panel/favoritos";

/// Which of these gigs the reader keeps; none where nobody is signed in, so that strangers' pages carry no hearts.
pub async fn kept(
    services: &Services,
    viewer: Option<&Viewer>,
    gigs: &[GigCard],
) -> Result<Option<BTreeSet<GigId>>, Error> {
    let Some(viewer) = viewer else { return Ok(None) };
    services::favorites::kept_gigs(services, viewer, gigs.iter().map(|gig| gig.id)).await.map(Some)
}

/// Keeps something, or keeps it no longer, and comes back to where one was.
#[component]
pub fn Heart(
    what: Keepable,
    is_kept: bool,
    /// What it is called, for the label of a heart without words.
    #[prop(into)]
    name: String,
    /// On a card: a drawing alone.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let page = page();
    let locale = page.locale;
    let (field, value) = match what {
        Keepable::Gig(id) => ("gig_id", id.to_string()),
        Keepable::Person(handle) => ("handle", handle),
    };
    let label = if is_kept {
        t!(locale, "favorites.drop_name", name = name)
    } else {
        t!(locale, "favorites.keep_name", name = name)
    };
    let icon = if is_kept { "icon filled" } else { "icon" };
    let keep = if is_kept { "no" } else { "yes" };
    let words =
        (!small).then(|| if is_kept { t!(locale, "favorites.kept") } else { t!(locale, "favorites.keep") });
    let class = if small { "icon-button heart" } else { "button secondary small heart" };
    view! {
        <form method="post" action="/favoritos">
            <input type="hidden" name="csrf" value=page.csrf.to_string()/>
            <input type="hidden" name="back" value=page.back()/>
            <input type="hidden" name=field value=value/>
            <button class=class name="keep" value=keep aria-label=label>
                <svg class=icon aria-hidden="true"><use href="/icons.svg#heart"/></svg>
                {words}
            </button>
        </form>
    }
    .into_any()
}

struct Kept {
    page: Page<Favorite>,
    lists: Vec<FavoriteList>,
    current: Option<FavoriteListId>,
}

#[component]
pub fn FavoritesPage() -> impl IntoView {
    let page = page();
    let (services, viewer) = (services(), viewer());
    let (wish, cursor) = (page.query_value("lista"), page.query_value("cursor"));
    let found = async move {
        let viewer = viewer?;
        let current = match wish.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| Error::NotFound)?),
        };
        // An old or mistyped link begins at the beginning.
        let cursor = cursor.parse::<FavoriteListId>().is_ok().then_some(cursor.as_str());
        let page = services::favorites::list(&services, &viewer, current, cursor, Limit::DEFAULT).await?;
        let lists = services::favorites::list_lists(&services, &viewer).await?;
        Ok(Kept { page, lists, current })
    };
    load(found, |kept| view! { <Favorites kept/> })
}

fn address(list: Option<FavoriteListId>) -> String {
    list.map_or_else(|| PATH.to_owned(), |list| format!("{PATH}?lista={list}"))
}

#[component]
fn Favorites(kept: Kept) -> impl IntoView {
    let page = page();
    let locale = page.locale;
    let Kept { page: found, lists, current } = kept;
    let all = Tab::new(PATH, t!(locale, "favorites.all"), current.is_none());
    let tabs = std::iter::once(all)
        .chain(lists.iter().map(|list| {
            Tab::new(address(Some(list.id)), list.name.clone(), current == Some(list.id))
                .count(list.favorites.to_string())
        }))
        .collect();
    let open = current.and_then(|id| lists.iter().find(|list| list.id == id).cloned());
    let next = found.next_cursor.map(|cursor| {
        let address = address(current);
        let separator = if address.contains('?') { '&' } else { '?' };
        format!("{address}{separator}cursor={cursor}")
    });
    let first = (!page.query_value("cursor").is_empty()).then(|| address(current));
    let is_empty = found.items.is_empty();
    let rows: Vec<_> =
        found.items.into_iter().map(|favorite| view! { <Row favorite lists=lists.clone()/> }).collect();
    let refused = FormState::of("/favoritos").message;
    view! {
        <Title text=t!(locale, "favorites.title")/>
        <Meta name="robots" content="noindex"/>
        <div class="page wrap">
            <div class="page-head"><h1>{t!(locale, "favorites.title")}</h1><p class="lead">{t!(locale, "favorites.lead")}</p></div>
            {refused.map(|text| view! { <Notice tone=Tone::Danger><p>{text}</p></Notice> })}
            <div class="stack">
                {(!lists.is_empty()).then(|| view! { <Tabs label=t!(locale, "favorites.lists") tabs/> })}
                {open.map(|list| view! { <EditList list/> })}
                {if is_empty {
                    view! {
                        <EmptyState title=t!(locale, "favorites.empty_title") text=t!(locale, "favorites.empty_text")>
                            <LinkButton href="/buscar">{t!(locale, "site.explore")}</LinkButton>
                        </EmptyState>
                    }.into_any()
                } else {
                    view! {
                        <h2 class="visually-hidden">{t!(locale, "panel.list")}</h2>
                        <ul class="listing">{rows}</ul>
                    }.into_any()
                }}
                <Pagination
                    label=t!(locale, "favorites.pages")
                    previous=first
                    next=next
                    previous_text=t!(locale, "search.first_page")
                    next_text=t!(locale, "favorites.next_page")
                />
                <NewList/>
            </div>
        </div>
    }
    .into_any()
}

/// One thing that is kept, with where it stands and the way out.
#[component]
fn Row(favorite: Favorite, lists: Vec<FavoriteList>) -> impl IntoView {
    let page = page();
    let locale = page.locale;
    let (what, picture, name, href, detail) = match (favorite.gig, favorite.person) {
        (Some(gig), _) => {
            let picture = match &gig.cover_url {
                Some(cover) => {
                    view! { <img src=cover.url(400) alt="" width="96" height="64" loading="lazy"/> }
                        .into_any()
                }
                None => view! { <span></span> }.into_any(),
            };
            let price = format!("{} {}", t!(locale, "gigs.from"), gig.from_price.format(locale));
            let detail = view! { <span>{gig.seller.name}</span>{rating(locale, gig.rating, gig.reviews)}<span>{price}</span> };
            (Keepable::Gig(gig.id), picture, gig.title, format!("/gigs/{}", gig.slug), detail.into_any())
        }
        (None, Some(person)) => {
            let picture = view! {
                <Avatar name=person.name.clone() src=person.avatar_url.as_ref().map(|avatar| avatar.url(96)) size=AvatarSize::Large/>
            };
            let detail = view! { <span>{person.title}</span>{rating(locale, person.rating, person.reviews)} };
            let href = format!("/u/{}", person.handle);
            (Keepable::Person(person.handle), picture.into_any(), person.name, href, detail.into_any())
        }
        // Went while the list was read.
        (None, None) => return ().into_any(),
    };
    let options: Vec<_> = lists
        .iter()
        .map(|list| {
            let selected = favorite.list_id == Some(list.id);
            view! { <option value=list.id.to_string() selected=selected>{list.name.clone()}</option> }
        })
        .collect();
    let select_id = format!("list-{}", favorite.id);
    let label = t!(locale, "favorites.list_of", name = name);
    let move_form = (!lists.is_empty()).then(|| {
        view! {
            <Form action=format!("/panel/favoritos/{}/mover", favorite.id) class="row tight">
                <input type="hidden" name="back" value=page.back()/>
                <label class="visually-hidden" for=select_id.clone()>{label}</label>
                <div class="select">
                    <select class="input" id=select_id.clone() name="list_id">
                        <option value="">{t!(locale, "favorites.no_list")}</option>
                        {options}
                    </select>
                    <Icon name="chevron-down"/>
                </div>
                <Button kind=ButtonKind::Quiet size=ButtonSize::Small>{t!(locale, "favorites.move")}</Button>
            </Form>
        }
    });
    view! {
        <li>
            {picture}
            <div>
                <h3><a href=href>{name.clone()}</a></h3>
                <p class="row">{detail}</p>
            </div>
            <div class="listing-actions">
                {move_form}
                <Heart what is_kept=true name small=true/>
            </div>
        </li>
    }
    .into_any()
}

#[component]
fn NewList() -> impl IntoView {
    const ACTION: &str = "/panel/favoritos/listas";
    let locale = page().locale;
    let state = FormState::of(ACTION);
    view! {
        <Disclosure summary=t!(locale, "favorites.new_list") open=state.was_sent()>
            <Form action=ACTION class="form">
                <TextField name="name" label=t!(locale, "favorites.list_name") value=state.value("name", "") error=state.error("name") maxlength=40 required=true/>
                <div class="form-actions"><Button kind=ButtonKind::Secondary>{t!(locale, "favorites.create")}</Button></div>
            </Form>
        </Disclosure>
    }
    .into_any()
}

/// Another name for the open list, or its end.
#[component]
fn EditList(list: FavoriteList) -> impl IntoView {
    let locale = page().locale;
    let action = format!("/panel/favoritos/listas/{}", list.id);
    let state = FormState::of(&action);
    view! {
        <Disclosure summary=t!(locale, "favorites.edit_list") open=state.was_sent()>
            <Form action=action.clone() class="form">
                <TextField name="name" id="rename" label=t!(locale, "favorites.list_name") value=state.value("name", list.name) error=state.error("name") maxlength=40 required=true/>
                <div class="form-actions"><Button kind=ButtonKind::Secondary>{t!(locale, "favorites.rename")}</Button></div>
            </Form>
            <Form action=format!("{action}/borrar")>
                <p class="hint">{t!(locale, "favorites.delete_hint")}</p>
                <Button kind=ButtonKind::Quiet icon="trash">{t!(locale, "favorites.delete_list")}</Button>
            </Form>
        </Disclosure>
    }
    .into_any()
}
