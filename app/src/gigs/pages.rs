//! The pages of gigs; on the server only.

mod card;
mod editor;
mod mine;
mod page;
mod pictures;
mod results;

pub use card::{GigCards, decimal, rating};
pub use editor::{EditGigPage, NewGigPage};
pub use mine::MyGigsPage;
pub use page::{GigPage, Reviews};
pub use results::{CategoryPage, SearchPage};
