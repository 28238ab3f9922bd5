//! A person's own data: archives of it to take away, and leaving for good.

mod archive;
mod deletion;
mod export;
mod sections;
#[cfg(test)]
mod tests;

pub(crate) use deletion::undo_deletion;
pub use deletion::{delete_due, list_obstacles, request_deletion};
pub use export::{find_export, make_next_export, open_export, request_export, run, sweep_exports};
