//! The server as its clients see it: the whole router over a real PostgreSQL and Redis, one database per test.

mod auth;
mod contracts;
mod data;
mod factors;
mod favorites;
mod gigs;
mod health;
mod limits;
mod market;
mod matrix;
mod notifications;
mod pages;
mod payments;
mod people;
mod preferences;
mod private_fields;
mod profiles;
mod recovery;
mod reviews;
mod search;
mod sockets;
mod support;
mod uploads;
mod users;
mod ws;
