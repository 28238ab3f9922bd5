//! The pages of people; on the server only.

mod edit;
mod portfolio;
mod profile;

pub use edit::EditProfilePage;
pub use portfolio::PortfolioPage;
pub use profile::ProfilePage;
