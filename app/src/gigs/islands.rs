//! What the gig editor shows while somebody types.

use domain::{
    locale::Locale,
    money::{Currency, Money},
};
use leptos::{ev, prelude::*, wasm_bindgen::JsCast, web_sys::HtmlInputElement};

/// What is left for the seller of the price in a field, by the same rule that the contract will follow.
#[island(lazy)]
pub fn NetPrice(
    /// Id of the price's field.
    price_field: String,
    /// Id of the field that chooses the currency.
    currency_field: String,
    basis_points: i32,
    locale: Locale,
    /// Before the amount: "Te quedan".
    label: String,
) -> impl IntoView {
    let net = RwSignal::new(String::new());
    Effect::new(move |_| {
        let (price_field, currency_field) = (price_field.clone(), currency_field.clone());
        let show = move || {
            let currency: Currency = typed(&currency_field).parse().unwrap_or_default();
            let price = Money::parse("price", &typed(&price_field), currency);
            net.set(price.map(|price| price.net(basis_points).format(locale)).unwrap_or_default());
        };
        show();
        let listener = window_event_listener(ev::input, move |_| show());
        on_cleanup(move || listener.remove());
    });
    view! {
        <p class="hint" aria-live="polite" hidden=move || net.with(String::is_empty)>
            {label}" "<b>{move || net.get()}</b>
        </p>
    }
}

/// What stands in a field; a choice's value is read the same way.
fn typed(id: &str) -> String {
    let field = document().get_element_by_id(id);
    field.map(|field| field.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default()
}
