//! The words of an upload's progress, which the island can't look up.

use leptos::prelude::*;

use super::islands::UploadProgress;
use crate::context::page;

/// Right below the file field with this id.
#[component]
pub fn Progress(field: &'static str) -> impl IntoView {
    let locale = page().locale;
    view! {
        <UploadProgress field=field.to_owned() label=t!(locale, "files.upload.label") sending=t!(locale, "files.upload.sending")
            storing=t!(locale, "files.upload.storing") cancel=t!(locale, "files.upload.cancel")
            cancelled=t!(locale, "files.upload.cancelled") failed=t!(locale, "files.upload.failed")/>
    }
    .into_any()
}
