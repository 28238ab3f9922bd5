//! The bell: a link with the number of unread notices that works without wasm, and rings with it.

use leptos::{ev, html, prelude::*};

use super::hub::{self, Told};

/// How many notices the panel under the bell shows.
const SHOWN: usize = 5;

/// The bell in the header. Its words come as props, so that no translation sits in the wasm.
#[island]
pub fn Bell(
    /// As the page was rendered; from then on the socket tells.
    unread: i32,
    /// The newest notice that the page knows of.
    cursor: String,
    /// What it is called: "Avisos".
    title: String,
    /// After the number, for who does not see it: "sin leer".
    unread_word: String,
    see_all: String,
    /// In the panel when there is nothing.
    empty: String,
) -> impl IntoView {
    let count = RwSignal::new(unread);
    let cards = RwSignal::new(Vec::new());
    let news = RwSignal::new(String::new());
    let is_open = RwSignal::new(false);
    let root = NodeRef::<html::Div>::new();
    let panel = NodeRef::<html::Div>::new();

    hub::listen(cursor, move |told| match told {
        Told::Unread(unread) => {
            count.set(*unread);
            if is_open.get_untracked() {
                hub::send(RECENT);
            }
        }
        Told::Notice { card, unread } => {
            count.set(*unread);
            news.set(card.text.clone());
            cards.update(|cards| {
                cards.insert(0, card.clone());
                cards.truncate(SHOWN);
            });
        }
        Told::Recent(recent) => cards.set(recent.clone()),
    });

    let toggle = move |event: ev::MouseEvent| {
        // Without a socket, or into another tab, it is the plain link to the page.
        if !hub::is_open() || event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        is_open.update(|is_open| *is_open = !*is_open);
        if is_open.get_untracked() {
            hub::send(RECENT);
            request_animation_frame(move || {
                if let Some(panel) = panel.get_untracked() {
                    let _ = panel.focus();
                }
            });
        }
    };
    let close_when_left = move |event: ev::FocusEvent| {
        let next = event.related_target().map(event_target_node);
        let stays = root.get_untracked().is_some_and(|root| root.contains(next.as_ref()) && next.is_some());
        if !stays {
            is_open.set(false);
        }
    };
    let close_on_escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            is_open.set(false);
        }
    };
    let label = {
        let title = title.clone();
        move || match count.get() {
            0 => title.clone(),
            number => format!("{title}: {number} {unread_word}"),
        }
    };

    view! {
        <div class="menu bell" node_ref=root on:focusout=close_when_left on:keydown=close_on_escape>
            <a
                class="icon-button"
                href="/panel/notificaciones"
                aria-label=label
                aria-expanded=move || is_open.get().then_some("true")
                on:click=toggle
            >
                <svg class="icon" aria-hidden="true"><use href="/icons.svg#bell"/></svg>
                <span class="bell-count" aria-hidden="true" data-testid="bell-count">{move || short(count.get())}</span>
            </a>
            <span class="visually-hidden" role="status">{move || news.get()}</span>
            <div class="menu-panel" role="dialog" aria-label=title tabindex="-1" node_ref=panel hidden=move || !is_open.get()>
                {move || {
                    cards
                        .get()
                        .into_iter()
                        .map(|card| {
                            let read = format!(r#"{{"type":"read","id":"{}"}}"#, card.id);
                            view! {
                                <a
                                    class=card.is_unread.then_some("unread")
                                    href=card.path
                                    on:click=move |_| hub::send(&read)
                                >
                                    <span>{card.text}<small>{card.subject}</small></span>
                                </a>
                            }
                        })
                        .collect_view()
                }}
                <p hidden=move || !cards.with(Vec::is_empty)>{empty}</p>
                <a class="bell-all" href="/panel/notificaciones">{see_all}</a>
            </div>
        </div>
    }
}

const RECENT: &str = r#"{"type":"recent"}"#;

/// What fits on the bell; nothing for zero.
fn short(count: i32) -> String {
    match count {
        ..=0 => String::new(),
        1..=99 => count.to_string(),
        _ => "99+".to_owned(),
    }
}

/// The node that an event's target is.
fn event_target_node(target: leptos::web_sys::EventTarget) -> leptos::web_sys::Node {
    leptos::wasm_bindgen::JsCast::unchecked_into(target)
}
