//! The document around every page: head, header, footer, and the script that wakes the islands.

use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::{
    context::{Assets, page},
    routes::App,
};

mod frame;

pub use frame::Frame;

/// Wakes the islands once the page is idle; a page without islands loads no wasm at all.
const WAKE_ISLANDS: &str = include_str!("shell/wake_islands.js");

/// Suggestions cost a first visit nothing: their script is loaded when a search field is focused.
const SUGGEST_ON_FOCUS: &str = r#"addEventListener("focusin",({target:field})=>field.matches("[type=search][name=q]")&&import("/suggest.js").then(({suggest})=>suggest(field)));"#;

/// The whole document.
pub fn document() -> impl IntoView {
    let page = page();
    let assets = expect_context::<Assets>();
    let nonce = page.nonce.to_string();
    let script = format!("{SUGGEST_ON_FOCUS}({WAKE_ISLANDS})({:?},{:?})", assets.script, assets.wasm);
    view! {
        <!DOCTYPE html>
        <html lang=page.locale.tag() data-theme=page.theme.name()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="preload" href="/fonts/figtree-1.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <link rel="stylesheet" href=assets.stylesheet/>
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <MetaTags/>
                <script nonce=nonce type="module" inner_html=script></script>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
