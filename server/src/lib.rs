//! What the network sees: router, middleware, REST API, WebSocket, webhooks, health, the command line.

#![recursion_limit = "512"]

pub mod api;
pub mod assets;
pub mod cli;
pub mod errors;
pub mod extract;
pub mod files;
pub mod forms;
pub mod handles;
pub mod health;
pub mod lifecycle;
pub mod limits;
pub mod logging;
pub mod mailbox;
pub mod metrics;
pub mod middleware;
pub mod render;
pub mod router;
pub mod session;
pub mod settings;
pub mod state;
pub mod webhooks;
pub mod ws;
