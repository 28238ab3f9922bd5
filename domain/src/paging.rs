//! Keyset pages: a list says where the next one begins, and nothing is counted or skipped.

use serde::{Deserialize, Serialize};

/// One page of a list, as the API answers it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Opaque; pass it as `cursor` to get the next page. Null at the end.
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// Makes a page of rows that were asked for with `limit + 1`; the surplus row tells that there is more.
    pub fn cut(mut rows: Vec<T>, limit: usize, cursor_of: impl Fn(&T) -> String) -> Self {
        let next_cursor = if rows.len() > limit {
            rows.truncate(limit);
            rows.last().map(cursor_of)
        } else {
            None
        };
        Self { items: rows, next_cursor }
    }

    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), next_cursor: self.next_cursor }
    }
}

/// How many items a list gives at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(usize);

impl Default for Limit {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Limit {
    pub const DEFAULT: Self = Self(24);
    pub const MAX: usize = 100;

    /// The wish, within 1 and 100; 24 without one.
    pub fn from_wish(wish: Option<usize>) -> Self {
        wish.map_or(Self::DEFAULT, |wish| Self(wish.clamp(1, Self::MAX)))
    }

    pub const fn get(self) -> usize {
        self.0
    }

    /// How many rows to ask the database for: one more, to know whether there is a next page.
    pub fn rows(self) -> i64 {
        i64::try_from(self.0 + 1).unwrap_or(i64::MAX)
    }
}
