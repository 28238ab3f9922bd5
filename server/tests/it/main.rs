//! The server as its clients see it: the whole router over a real PostgreSQL and Redis, one database per test.

mod auth;
mod gigs;
mod pages;
mod people;
mod search;
mod support;
mod uploads;
mod users;
