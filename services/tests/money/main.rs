//! The money path against a real PostgreSQL and fake-stripe: what is charged, held, sent and written down, through every
//! failure that has cost somebody money before.

mod kill;
mod leaving;
mod ledger;
mod market;
mod payments;
mod races;
mod reviews;
mod work;
