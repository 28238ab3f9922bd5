//! What only a browser can do with files.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, Url};

/// An address at which this page can show the picture that is chosen in a field.
pub fn chosen_picture(field: &str) -> Option<String> {
    let field: HtmlInputElement = document().get_element_by_id(field)?.dyn_into().ok()?;
    let file = field.files()?.get(0)?;
    Url::create_object_url_with_blob(&file).ok()
}

/// Frees what such an address holds.
pub fn forget(address: &str) {
    let _ = Url::revoke_object_url(address);
}
