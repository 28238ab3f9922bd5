//! (in progress)

#[derive(Clone, Default)]
pub struct Passwords;
