//! How far an upload has come, and what came of it.

use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement},
};

use crate::files::{
    Told,
    browser::{self, Upload},
};

/// An upload on its way, or what became of the last one.
#[derive(Clone, PartialEq)]
enum State {
    Idle,
    /// So many percent are with the server; at 100 it works on them.
    Sending(f64),
    Cancelled,
    Failed,
    /// The fields with what is wrong with each, as the page would show it.
    Refused(Vec<(String, String)>),
}

/// Sends the form around a file field without leaving the page, where files are chosen in it: with a bar that fills, a button that
/// stops it, and the server's errors at the field. What was typed and chosen stays, whatever happens.
#[island(lazy)]
pub fn UploadProgress(
    /// Id of the file field.
    field: String,
    /// What the bar is called.
    label: String,
    sending: String,
    /// While the server works on what it got.
    storing: String,
    cancel: String,
    cancelled: String,
    failed: String,
) -> impl IntoView {
    let state = RwSignal::new(State::Idle);
    let upload = StoredValue::new_local(None::<Upload>);
    let error_id = format!("{field}-upload-error");

    let watched = field.clone();
    Effect::new(move |_| {
        let watched = watched.clone();
        let listener = window_event_listener(ev::submit, move |event| {
            let form = event_target::<Element>(&event);
            if !matches!(form.query_selector(&format!("#{watched}")), Ok(Some(_))) {
                return;
            }
            if upload.with_value(Option::is_some) {
                // One at a time: what was pressed meanwhile would send the same files again.
                event.prevent_default();
                return;
            }
            let begun = browser::upload(&watched, &event, move |told| {
                if !matches!(told, Told::Sent(_)) {
                    upload.set_value(None);
                }
                state.set(match told {
                    Told::Sent(percent) => State::Sending(percent),
                    Told::Taken => State::Idle,
                    Told::Refused(errors) => State::Refused(errors),
                    Told::Failed => State::Failed,
                });
            });
            if begun.is_some() {
                event.prevent_default();
                state.set(State::Sending(0.0));
                upload.set_value(begun);
            }
        });
        on_cleanup(move || listener.remove());
    });
    // The field itself says that it is wrong.
    let (marked, marks) = (field.clone(), error_id.clone());
    Effect::new(move |_| {
        let is_wrong =
            matches!(state.get(), State::Refused(errors) if errors.iter().any(|(at, _)| *at == marked));
        let Some(field) = document().get_element_by_id(&marked) else { return };
        // Names of attributes that every browser takes.
        let _ = if is_wrong {
            field.set_attribute("aria-invalid", "true").and(field.set_attribute("aria-errormessage", &marks))
        } else {
            field.remove_attribute("aria-errormessage")
        };
    });
    let focused = field.clone();
    let stop = move |_| {
        if let Some(upload) = upload.try_update_value(Option::take).flatten() {
            browser::stop(upload);
        }
        state.set(State::Cancelled);
        // The button that had the focus goes.
        let field =
            document().get_element_by_id(&focused).and_then(|field| field.dyn_into::<HtmlElement>().ok());
        if let Some(field) = field {
            let _ = field.focus();
        }
    };
    let percent = move || match state.get() {
        State::Sending(percent) => Some(percent),
        _ => None,
    };
    let said = move || match state.get() {
        State::Sending(percent) => {
            if percent < 100.0 {
                sending.clone()
            } else {
                storing.clone()
            }
        }
        State::Cancelled => cancelled.clone(),
        _ => String::new(),
    };
    let wrong = move || match state.get() {
        State::Failed => vec![(String::new(), failed.clone())],
        State::Refused(errors) => errors,
        _ => Vec::new(),
    };
    view! {
        <div class="upload">
            <p role="status">
                {said}
                <span aria-hidden="true" class="upload-percent">{move || percent().map(|percent| format!(" {percent:.0} %"))}</span>
            </p>
            <progress class="progress" max="100" aria-label=label hidden=move || percent().is_none() prop:value=move || percent().unwrap_or(0.0)></progress>
            <button type="button" class="button quiet small" hidden=move || percent().is_none() on:click=stop>{cancel}</button>
            <div role="alert" id=error_id>
                {move || wrong().into_iter().map(|(at, text)| view! { <Wrong is_here=at.is_empty() || at == field at text/> }).collect_view()}
            </div>
        </div>
    }
}

/// One error: plain at its own field, a link to any other.
#[component]
fn Wrong(is_here: bool, at: String, text: String) -> impl IntoView {
    let text = if is_here {
        view! { <span>{text}</span> }.into_any()
    } else {
        view! { <a href=format!("#{at}")>{text}</a> }.into_any()
    };
    view! { <p class="error"><svg class="icon" aria-hidden="true"><use href="/icons.svg#alert"/></svg>{text}</p> }
}
