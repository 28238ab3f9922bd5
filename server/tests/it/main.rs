//! The server as its clients see it: the whole router over a real PostgreSQL and Redis, one database per test.

mod auth;
mod contracts;
<<<<<<< HEAD
mod factors;
=======
mod data;
>>>>>>> b75198b (Data to take away and accounts to leave; files in a bucket, by signed links, row before bytes; limits for pages and forms; suggestions under the search field)
mod gigs;
mod health;
mod limits;
mod market;
mod matrix;
mod notifications;
mod pages;
mod payments;
mod people;
mod reviews;
mod search;
mod sockets;
mod support;
mod uploads;
mod users;
mod ws;
