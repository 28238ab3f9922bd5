//! Demo data: people, gigs and everything between them, so that the site looks alive from the first start; and the same in bulk for benchmarks.

mod art;
mod dice;
mod texts;
