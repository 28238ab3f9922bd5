//! Plain forms: what was typed and what was wrong with it come back with the page.

use std::{collections::HashMap, sync::Arc};

use domain::FieldErrors;
use leptos::prelude::*;

use crate::{context::page, i18n};

/// A form that was sent and refused. The server provides it when it renders the page again.
#[derive(Clone, Debug, Default)]
pub struct FormState {
    /// Which form of the page: its action.
    pub action: String,
    /// Everything typed, by field name; passwords never.
    pub values: Arc<HashMap<String, Vec<String>>>,
    pub errors: FieldErrors,
    /// One sentence that concerns the whole form.
    pub message: Option<String>,
}

impl FormState {
    /// The state of the form with this action: empty unless it was just refused.
    pub fn of(action: &str) -> Self {
        let path = action.split('?').next().unwrap_or_default();
        use_context::<Self>().filter(|state| state.action == path).unwrap_or_default()
    }

    pub fn was_sent(&self) -> bool {
        !self.action.is_empty()
    }

    /// What was typed into a field, else what it begins with.
    pub fn value(&self, field: &str, initial: impl Into<String>) -> String {
        if !self.was_sent() {
            return initial.into();
        }
        self.values.get(field).and_then(|values| values.first()).cloned().unwrap_or_default()
    }

    /// Whether a checkbox, radio or option was chosen.
    pub fn is_chosen(&self, field: &str, value: &str, initial: bool) -> bool {
        if !self.was_sent() {
            return initial;
        }
        self.values.get(field).is_some_and(|values| values.iter().any(|chosen| chosen == value))
    }

    /// What is wrong with a field, in the reader's language.
    pub fn error(&self, field: &str) -> Option<String> {
        let locale = page().locale;
        self.errors.of(field).map(|error| i18n::field_error(locale, error))
    }

    /// All errors with their fields, for the summary on top.
    pub fn all_errors(&self) -> Vec<(String, String)> {
        let locale = page().locale;
        self.errors
            .0
            .iter()
            .map(|error| (error.field.to_string(), i18n::field_error(locale, error)))
            .collect()
    }
}

/// A `<form method="post">` with the token against forged posts, and the message of a refusal on top. The browser doesn't judge
/// what is typed: it would do so in its own language, one field at a time, and by other rules than ours.
#[component]
pub fn Form(
    /// Where it is sent; also names its [`FormState`].
    #[prop(into)]
    action: String,
    /// For files.
    #[prop(optional)]
    multipart: bool,
    #[prop(optional, into)] class: String,
    children: Children,
) -> impl IntoView {
    let page = page();
    let message = FormState::of(&action).message;
    view! {
        <form
            method="post"
            action=action
            class=class
            novalidate=true
            enctype=if multipart { "multipart/form-data" } else { "application/x-www-form-urlencoded" }
        >
            <input type="hidden" name="csrf" value=page.csrf.to_string()/>
            {message.map(|text| view! { <div class="notice danger" role="alert"><p>{text}</p></div> })}
            {children()}
        </form>
    }
}
