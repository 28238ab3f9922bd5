//! The hub in the browser: connects, comes back after a break where it left off, and tells every listener.
//! Messages are read with the browser's own JSON parser, which costs no bytes of wasm.

use std::{cell::RefCell, rc::Rc, time::Duration};

use js_sys::{Array, JSON, Math, Reflect};
use leptos::prelude::{set_timeout, window, window_event_listener_untyped};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{CloseEvent, MessageEvent, WebSocket};

use super::{Card, Told};

/// The server closes with it when the session has ended: nobody is there to come back.
const SESSION_ENDED: u16 = 4401;
/// Milliseconds before the first attempt to come back; doubled after each that fails.
const FIRST_PAUSE: u32 = 500;
const LONGEST_PAUSE: u32 = 30_000;

type Listener = Rc<dyn Fn(&Told)>;

struct Hub {
    socket: Option<WebSocket>,
    /// All notices up to here are known.
    cursor: String,
    pause: u32,
    listeners: Vec<Listener>,
    on_message: Closure<dyn Fn(MessageEvent)>,
    on_close: Closure<dyn Fn(CloseEvent)>,
}

thread_local! {
    static HUB: RefCell<Hub> = RefCell::new(Hub {
        socket: None,
        cursor: String::new(),
        pause: FIRST_PAUSE,
        listeners: Vec::new(),
        on_message: Closure::new(|event: MessageEvent| receive(&event.data())),
        on_close: Closure::new(|event: CloseEvent| closed(event.code())),
    });
}

/// Tells `listener` everything that comes. The first listener opens the socket; `cursor` is what the page, as it was
/// rendered, knows already.
pub fn listen(cursor: String, listener: impl Fn(&Told) + 'static) {
    let is_first = HUB.with_borrow_mut(|hub| {
        hub.listeners.push(Rc::new(listener));
        if hub.cursor.is_empty() {
            hub.cursor = cursor;
        }
        hub.listeners.len() == 1
    });
    if is_first {
        connect();
        // A page with an open socket is not kept for going back to.
        window_event_listener_untyped("pagehide", |_| disconnect());
        window_event_listener_untyped("pageshow", |_| connect());
    }
}

/// Sends a message if the socket is open, else not at all.
pub fn send(message: &str) {
    HUB.with_borrow(|hub| {
        if let Some(socket) = hub.socket.as_ref().filter(|socket| is_ready(socket)) {
            // Fails only while the socket closes, and then it is told so by the close event.
            let _ = socket.send_with_str(message);
        }
    });
}

pub fn is_open() -> bool {
    HUB.with_borrow(|hub| hub.socket.as_ref().is_some_and(is_ready))
}

fn is_ready(socket: &WebSocket) -> bool {
    socket.ready_state() == WebSocket::OPEN
}

fn connect() {
    let connected = HUB.with_borrow_mut(|hub| {
        if hub.socket.is_some() {
            return true;
        }
        let origin = window().location().origin().unwrap_or_default();
        let address = format!("{}/ws?cursor={}", origin.replacen("http", "ws", 1), hub.cursor);
        let Ok(socket) = WebSocket::new(&address) else { return false };
        socket.set_onmessage(Some(hub.on_message.as_ref().unchecked_ref()));
        socket.set_onclose(Some(hub.on_close.as_ref().unchecked_ref()));
        hub.socket = Some(socket);
        true
    });
    if !connected {
        come_back();
    }
}

fn disconnect() {
    if let Some(socket) = HUB.with_borrow_mut(|hub| hub.socket.take()) {
        socket.set_onclose(None);
        let _ = socket.close();
    }
}

fn closed(code: u16) {
    HUB.with_borrow_mut(|hub| hub.socket = None);
    if code != SESSION_ENDED {
        come_back();
    }
}

/// Tries again after a pause, which is never the same for two browsers: they all lost the same server.
fn come_back() {
    let pause = HUB.with_borrow_mut(|hub| {
        let pause = hub.pause;
        hub.pause = LONGEST_PAUSE.min(pause * 2);
        f64::from(pause)
    });
    set_timeout(connect, Duration::from_secs_f64(pause * (0.5 + Math::random()) / 1000.0));
}

fn receive(data: &JsValue) {
    let Some(message) = data.as_string().and_then(|text| JSON::parse(&text).ok()) else { return };
    let unread = Reflect::get(&message, &"unread".into()).ok().and_then(|value| value.as_f64());
    #[expect(clippy::cast_possible_truncation, reason = "a count of notices")]
    let unread = unread.unwrap_or_default() as i32;
    match text(&message, "type").as_str() {
        "ping" => send(r#"{"type":"pong"}"#),
        "hello" => {
            HUB.with_borrow_mut(|hub| {
                hub.pause = FIRST_PAUSE;
                if hub.cursor.is_empty() {
                    hub.cursor = text(&message, "cursor");
                }
            });
            tell(&Told::Unread(unread));
        }
        "unread" => tell(&Told::Unread(unread)),
        "notification" => {
            HUB.with_borrow_mut(|hub| hub.cursor = text(&message, "cursor"));
            if let Ok(notification) = Reflect::get(&message, &"notification".into()) {
                tell(&Told::Notice { card: card(&notification), unread });
            }
        }
        "recent" => {
            let items = Reflect::get(&message, &"items".into()).unwrap_or_default();
            tell(&Told::Recent(Array::from(&items).iter().map(|item| card(&item)).collect()));
        }
        _ => {}
    }
}

fn tell(told: &Told) {
    let listeners = HUB.with_borrow(|hub| hub.listeners.clone());
    for listener in listeners {
        listener(told);
    }
}

fn card(item: &JsValue) -> Card {
    Card {
        id: text(item, "id"),
        text: text(item, "text"),
        subject: text(item, "subject"),
        path: text(item, "path"),
        is_unread: text(item, "read_at").is_empty(),
    }
}

/// A text of a JSON object; empty where there is none.
fn text(object: &JsValue, field: &str) -> String {
    Reflect::get(object, &field.into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}
