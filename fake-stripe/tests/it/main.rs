//! fake-stripe through the client that the product uses, through a browser's plain requests, and through its webhooks.
mod checkout;
mod connect;
mod faults;
mod idempotency;
mod payments;
mod persistence;
mod support;
mod webhooks;
