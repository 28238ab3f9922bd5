//! Places on the money path where a test can let the process die. A debug build started with `FAILPOINT=<name>` aborts
//! the moment it gets there, without running anything more: what SIGKILL would leave. Release builds hold none of it.

/// Dies here when this place was named.
#[cfg(debug_assertions)]
pub(crate) fn reach(name: &str) {
    static NAMED: std::sync::LazyLock<Option<String>> =
        std::sync::LazyLock::new(|| std::env::var("FAILPOINT").ok());
    if NAMED.as_deref() == Some(name) {
        std::process::abort();
    }
}

#[cfg(not(debug_assertions))]
#[inline(always)]
pub(crate) fn reach(_name: &str) {}

/// Every place, in the order of an order's life; the kill test walks them.
pub const ALL: &[&str] = &[
    "order_before_commit",
    "order_committed",
    "checkout_claimed",
    "checkout_answered",
    "checkout_recorded",
    "webhook_stored",
    "payment_before_commit",
    "payment_held",
    "delivery_before_commit",
    "delivered",
    "approval_before_commit",
    "approved",
    "transfer_before_commit",
    "transfer_queued",
    "transfer_claimed",
    "transfer_answered",
    "release_before_commit",
    "released",
];
