//! The page of all notices, and the bell as the header holds it.

use domain::{
    auth::Viewer,
    notifications::{Cursor, Notification},
    paging::{Limit, Page},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{islands::Bell, texts};
use crate::{
    context::{self, page, services},
    forms::Form,
    i18n,
    load::load,
    ui::{EmptyState, Icon, IconLink, LinkButton, Pagination},
};

const PATH: &str = "/panel/notificaciones";

/// The bell in the header of a signed-in person. When the database is away it is a plain link.
#[component]
pub fn HeaderBell(viewer: Viewer) -> impl IntoView {
    let services = services();
    let locale = page().locale;
    let title = t!(locale, "notifications.title");
    Suspend::new(async move {
        match services::notifications::standing(&services, viewer.user_id).await {
            Ok((cursor, unread)) => Either::Left(view! {
                <Bell
                    unread=i32::try_from(unread).unwrap_or(i32::MAX)
                    cursor=cursor.to_string()
                    title
                    unread_word=t!(locale, "notifications.unread")
                    see_all=t!(locale, "notifications.see_all")
                    empty=t!(locale, "notifications.empty")
                />
            }),
            Err(_) => Either::Right(view! { <IconLink icon="bell" href=PATH label=title/> }),
        }
    })
}

/// `/panel/notificaciones`: everything the viewer was told, newest first, a page at a time.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let (services, viewer, locale) = (services(), context::viewer(), page().locale);
    let cursor: Option<Cursor> =
        use_query_map().read_untracked().get("cursor").and_then(|cursor| cursor.parse().ok());
    let list = async move {
        let viewer = viewer?;
        services::notifications::list(&services, &viewer, false, cursor, Limit::DEFAULT).await
    };
    view! {
        <Title text=t!(locale, "notifications.title")/>
        {load(list, move |list| view! { <Notifications list is_first=cursor.is_none()/> })}
    }
}

#[component]
fn Notifications(list: Page<Notification>, is_first: bool) -> impl IntoView {
    let locale = page().locale;
    let has_unread = list.items.iter().any(|notification| notification.read_at.is_none());
    let is_empty = list.items.is_empty();
    let older = list.next_cursor.map(|cursor| format!("{PATH}?cursor={cursor}"));
    let newer = (!is_first).then_some(PATH);
    let items = list.items.into_iter().map(|notification| view! { <Item notification/> }).collect_view();
    view! {
        <div class="wrap narrow page">
            <div class="page-head with-actions">
                <h1>{t!(locale, "notifications.title")}</h1>
                {has_unread.then(|| view! {
                    <Form action="/panel/notificaciones/leer-todas">
                        <button class="button secondary small">
                            <Icon name="check"/>
                            {t!(locale, "notifications.mark_all_read")}
                        </button>
                    </Form>
                })}
            </div>
            {if is_empty {
                Either::Left(view! {
                    <EmptyState
                        picture="empty-bell"
                        title=t!(locale, "notifications.empty")
                        text=t!(locale, "notifications.empty_advice")
                    >
                        <LinkButton href="/buscar">{t!(locale, "notifications.empty_action")}</LinkButton>
                    </EmptyState>
                })
            } else {
                Either::Right(view! { <ul class="notification-list">{items}</ul> })
            }}
            <Pagination
                label=t!(locale, "notifications.pages")
                previous=newer
                next=older
                previous_text=t!(locale, "notifications.newer")
                next_text=t!(locale, "notifications.older")
            />
        </div>
    }
}

/// One notice. Opening an unread one marks it as read, so it is a form: following a link changes nothing.
#[component]
fn Item(notification: Notification) -> impl IntoView {
    let locale = page().locale;
    let headline = texts::headline(locale, &notification);
    let subject = texts::subject(&notification).to_owned();
    let subject = (!subject.is_empty()).then(|| view! { <p>{subject}</p> });
    let is_unread = notification.read_at.is_none();
    let body = if is_unread {
        Either::Left(view! {
            <Form action="/panel/notificaciones/leer">
                <input type="hidden" name="id" value=notification.id.to_string()/>
                <button class="notification-open" name="then" value="open">
                    <span class="visually-hidden">{t!(locale, "notifications.unread_one")}</span>
                    {headline}
                </button>
                {subject}
                <button class="notification-read" name="then" value="stay">
                    {t!(locale, "notifications.mark_read")}
                </button>
            </Form>
        })
    } else {
        Either::Right(view! { <div><a href=notification.path>{headline}</a>{subject}</div> })
    };
    view! {
        <li class=if is_unread { "notification unread" } else { "notification" }>
            <Icon name=texts::icon(notification.kind)/>
            {body}
            <time datetime=notification.created_at.to_rfc3339()>{i18n::moment(locale, notification.created_at)}</time>
        </li>
    }
}
