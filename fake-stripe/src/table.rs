//! A table in memory: rows in the order they were created, found by id, paged as Stripe pages its lists.
use std::collections::HashMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

use crate::error::ApiError;
use crate::form::Form;

/// One kind of Stripe object.
pub trait Row: Clone {
    /// Stripe's name of the kind, as in `"object": "refund"`.
    const OBJECT: &'static str;
    /// Its id.
    fn id(&self) -> &str;
    /// When it was created, in seconds.
    fn created(&self) -> i64;
    /// How the API shows it.
    fn json(&self) -> Value;
}

/// All objects of one kind.
#[derive(Clone, Debug)]
pub struct Table<T> {
    rows: Vec<T>,
    positions: HashMap<String, usize>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), positions: HashMap::new() }
    }
}

impl<T: Row> Table<T> {
    /// A copy of the row, or 404 `resource_missing`. Changes take effect with [`Table::put`].
    pub fn find(&self, id: &str) -> Result<T, ApiError> {
        self.get(id).cloned().ok_or_else(|| ApiError::missing(T::OBJECT, id))
    }

    /// The row, if it exists.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.positions.get(id).map(|position| &self.rows[*position])
    }

    /// Inserts the row or replaces the one with the same id.
    pub fn put(&mut self, row: T) {
        if let Some(position) = self.positions.get(row.id()) {
            self.rows[*position] = row;
        } else {
            self.positions.insert(row.id().to_owned(), self.rows.len());
            self.rows.push(row);
        }
    }

    /// All rows, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.rows.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Forgets the oldest rows beyond `most`, in steps, so that it is rarely done.
    pub fn prune(&mut self, most: usize) {
        if self.rows.len() > most + most / 4 {
            self.rows.drain(..self.rows.len() - most);
            self.positions = positions(&self.rows);
        }
    }

    /// How the API and the control API show all of them.
    pub fn all_json(&self) -> Vec<Value> {
        self.rows.iter().map(Row::json).collect()
    }

    /// One page, newest first, by `limit`, `starting_after`, `ending_before` and `created[…]`.
    pub fn page(&self, url: &str, form: &Form, keep: impl Fn(&T) -> bool) -> Result<Value, ApiError> {
        let limit = form.integer::<usize>("limit")?.unwrap_or(10);
        if !(1..=100).contains(&limit) {
            return Err(ApiError::invalid("This value must be between 1 and 100.").with_param("limit"));
        }
        let created = Created::parse(form)?;
        let matching: Vec<&T> =
            self.rows.iter().rev().filter(|row| created.holds(row.created()) && keep(row)).collect();
        let at = |key: &str| -> Result<Option<usize>, ApiError> {
            let Some(id) = form.text(key) else { return Ok(None) };
            let position = matching.iter().position(|row| row.id() == id);
            position.map(Some).ok_or_else(|| ApiError::missing(T::OBJECT, id).with_param(key))
        };
        let (from, to) = if let Some(before) = at("ending_before")? {
            (before.saturating_sub(limit), before)
        } else {
            let from = at("starting_after")?.map_or(0, |after| after + 1);
            (from, (from + limit).min(matching.len()))
        };
        let has_more = if form.has("ending_before") { from > 0 } else { to < matching.len() };
        let data: Vec<Value> = matching[from..to].iter().map(|row| row.json()).collect();
        Ok(json!({"object": "list", "url": url, "has_more": has_more, "data": data}))
    }
}

fn positions<T: Row>(rows: &[T]) -> HashMap<String, usize> {
    rows.iter().enumerate().map(|(position, row)| (row.id().to_owned(), position)).collect()
}

/// The filter `created=…` or `created[gte]=…`.
#[derive(Default)]
struct Created {
    least: Option<i64>,
    most: Option<i64>,
}

impl Created {
    fn parse(form: &Form) -> Result<Self, ApiError> {
        if let Some(exact) = form.integer("created")? {
            return Ok(Self { least: Some(exact), most: Some(exact) });
        }
        let above = form.integer::<i64>("created[gt]")?.map(|bound| bound + 1);
        let below = form.integer::<i64>("created[lt]")?.map(|bound| bound - 1);
        Ok(Self {
            least: above.max(form.integer("created[gte]")?),
            most: below.or(form.integer("created[lte]")?),
        })
    }

    fn holds(&self, created: i64) -> bool {
        self.least.is_none_or(|least| created >= least) && self.most.is_none_or(|most| created <= most)
    }
}

impl<T: Serialize> Serialize for Table<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.rows.serialize(serializer)
    }
}

impl<'de, T: Row + Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rows = Vec::<T>::deserialize(deserializer)?;
        let positions = positions(&rows);
        Ok(Self { rows, positions })
    }
}
