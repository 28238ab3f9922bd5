//! People on the screen: the public profile, and the form that edits one's own.

mod edit;
mod profile;

pub use edit::EditProfilePage;
pub use profile::ProfilePage;
