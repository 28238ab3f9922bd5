//! The one binary: `laburemos serve | migrate | seed | create-admin | openapi`.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    server::cli::run().await
}
