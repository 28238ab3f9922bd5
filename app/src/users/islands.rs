//! What the portfolio's page can do beyond its buttons.

use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{DragEvent, Element, Node},
};

/// Lets the entries of a list be dragged to another place by their pictures. The form they stand in carries a hidden field for each, so
/// their order on the page is the order that is sent; the buttons do the same without a mouse.
#[island(lazy)]
pub fn DragOrder(
    /// Id of the list.
    list: String,
    /// That it can be done, for who sees it.
    hint: String,
) -> impl IntoView {
    let is_awake = RwSignal::new(false);
    Effect::new(move |_| {
        let dragged = StoredValue::new_local(None::<Element>);
        let selector = format!("#{list} > li");
        let entry_of = move |event: &DragEvent| {
            let target = event.target()?.dyn_into::<Element>().ok()?;
            target.closest(&selector).ok().flatten()
        };
        let start = {
            let entry_of = entry_of.clone();
            window_event_listener(ev::dragstart, move |event| dragged.set_value(entry_of(&event)))
        };
        let over = window_event_listener(ev::dragover, move |event| {
            if let (Some(moved), Some(under)) = (dragged.get_value(), entry_of(&event)) {
                event.prevent_default();
                put_in_place_of(&moved, &under);
            }
        });
        // Else the browser would open the picture.
        let drop = window_event_listener(ev::drop, move |event| {
            if dragged.with_value(Option::is_some) {
                event.prevent_default();
            }
        });
        let end = window_event_listener(ev::dragend, move |_| dragged.set_value(None));
        on_cleanup(move || [start, over, drop, end].into_iter().for_each(WindowListenerHandle::remove));
        is_awake.set(true);
    });
    view! { <p class="hint" hidden=move || !is_awake.get()>{hint}</p> }
}

/// Everything between the two moves up by one.
fn put_in_place_of(moved: &Element, under: &Element) {
    if moved == under {
        return;
    }
    let is_later = moved.compare_document_position(under) & Node::DOCUMENT_POSITION_FOLLOWING != 0;
    let before = if is_later { under.next_sibling() } else { Some(under.clone().unchecked_into()) };
    if let Some(list) = under.parent_node() {
        // Both stand in this list, so there is nothing that it could refuse.
        list.insert_before(moved, before.as_ref()).ok();
    }
}
