//! Gigs: written by their owners, read and searched by everybody.

use std::{sync::Arc, time::Duration};

use domain::gigs::{Facets, Suggestions};
use moka::future::Cache;

mod cards;
mod facets;
mod read;
mod search;
#[cfg(test)]
mod tests;
mod words;
mod write;

pub(crate) use read::list_by_id;
pub use read::{get, get_by_slug, get_own, list_of_seller, list_own, list_similar};
pub use search::{search, search_json};
pub use words::{refresh_vocabulary, suggest};
pub use write::{create, delete, pause, publish, update};

/// Answers that many people ask for, kept for moments: a gig that is published on another replica is found here
/// when its moment is over, one of this replica at once.
#[derive(Clone)]
pub struct Lists {
    pages: Cache<String, Arc<search::Answer>>,
    facets: Cache<String, Arc<Facets>>,
    queries: Cache<String, Arc<words::Query>>,
    suggestions: Cache<String, Arc<Suggestions>>,
}

impl Default for Lists {
    fn default() -> Self {
        fn cache<T: Send + Sync + 'static>(entries: u64, seconds: u64) -> Cache<String, Arc<T>> {
            Cache::builder().max_capacity(entries).time_to_live(Duration::from_secs(seconds)).build()
        }
        Self {
            pages: cache(500, 2),
            facets: cache(500, 15),
            queries: cache(5_000, 60),
            suggestions: cache(2_000, 30),
        }
    }
}

impl Lists {
    /// Something that lists show has changed.
    pub fn forget(&self) {
        self.pages.invalidate_all();
        self.facets.invalidate_all();
        self.queries.invalidate_all();
        self.suggestions.invalidate_all();
    }
}
