//! The browser's files: found once by their hashed names, served precompressed and for ever.

use std::path::Path;

use app::context::Assets;
use axum::Router;
use http::{HeaderValue, header::CACHE_CONTROL};
use tower::ServiceBuilder;
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

use crate::state::AppState;

const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// Reads the names from `hash.txt`, which lies beside the binary; without it the plain names are used.
pub fn find(site_dir: &Path) -> Assets {
    let hashes = std::env::current_exe()
        .ok()
        .and_then(|binary| std::fs::read_to_string(binary.with_file_name("hash.txt")).ok())
        .unwrap_or_default();
    let address = |kind: &str, extension: &str, plain: &str| {
        let hash = hashes.lines().find_map(|line| line.split_once(':').filter(|(name, _)| *name == kind));
        let hashed = hash.map(|(_, hash)| format!("laburemos.{}.{extension}", hash.trim()));
        let name = hashed.filter(|name| site_dir.join("pkg").join(name).exists());
        format!("/pkg/{}", name.as_deref().unwrap_or(plain))
    };
    Assets {
        script: address("js", "js", "laburemos.js"),
        wasm: address("wasm", "wasm", "laburemos.wasm"),
        stylesheet: address("css", "css", "laburemos.css"),
    }
}

/// `/pkg` with hashed names, and the files of `public/`.
pub fn routes(site_dir: &Path) -> Router<AppState> {
    let directory = |path: &Path| ServeDir::new(path).precompressed_br().precompressed_gzip();
    let cached = |value: HeaderValue| {
        ServiceBuilder::new().layer(SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, value))
    };
    let mut router = Router::new()
        .nest_service("/pkg", cached(IMMUTABLE).service(directory(&site_dir.join("pkg"))))
        .nest_service("/fonts", cached(IMMUTABLE).service(directory(&site_dir.join("fonts"))));
    for name in PUBLIC_FILES {
        router = router.route_service(
            &format!("/{name}"),
            cached(AN_HOUR).service(
                tower_http::services::ServeFile::new(site_dir.join(name))
                    .precompressed_br()
                    .precompressed_gzip(),
            ),
        );
    }
    router
}

/// What lies at the root of the site.
const PUBLIC_FILES: [&str; 10] = [
    "apple-touch-icon.png",
    "favicon.svg",
    "icon-192.png",
    "icon-512.png",
    "icons.svg",
    "manifest.webmanifest",
    "mosaic.svg",
    "og.png",
    "robots.txt",
    "suggest.js",
];
