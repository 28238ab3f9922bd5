//! The one binary: `laburemos serve | migrate | seed | create-admin | openapi`.

use std::process::ExitCode;

/// A request makes thousands of small strings; the system's allocator spent a fifth of its time on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    server::cli::run().await
}
