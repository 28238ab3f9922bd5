//! The wasm entry: links the app's islands and wakes them.

// Without it no island would be exported.
use app as _;

/// Called by the page once it is idle.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
