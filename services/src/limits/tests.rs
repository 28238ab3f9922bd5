//! The numbers of product.md, with Redis and without.

use uuid::Uuid;

use super::*;
use crate::testing;

fn with_redis() -> Limits {
    Limits::new(Redis::new(testing::settings().redis_url.expose()).unwrap(), 1.0)
}

fn without_redis() -> Limits {
    Limits::new(Redis::new("redis://127.0.0.1:1").unwrap(), 1.0)
}

fn somebody() -> Subject {
    Subject::Account(UserId(Uuid::now_v7()))
}

#[tokio::test]
async fn each_limit_allows_its_number_and_not_one_more() {
    for limits in [with_redis(), without_redis()] {
        for limit in [Limit::Login, Limit::Register, Limit::Forgot, Limit::Payments] {
            let (count, window) = limit.quota();
            let (subject, other) = (somebody(), somebody());
            for taken in 1..=count {
                let allowance = limits.check(limit, &subject).await.unwrap();
                assert_eq!((allowance.limit, allowance.remaining), (count, count - taken), "{limit:?}");
            }
            let Err(Error::TooManyRequests { retry_after_seconds }) = limits.check(limit, &subject).await
            else {
                panic!("one too many of {limit:?}");
            };
            let one = window.as_secs() / u64::from(count);
            assert!((one - 2..=one).contains(&retry_after_seconds), "{limit:?}: {retry_after_seconds} s");
            assert!(limits.check(limit, &other).await.is_ok(), "counted for each by itself");
            assert!(limits.check(Limit::General, &subject).await.is_ok(), "counted each limit by itself");
        }
    }
}

#[tokio::test]
async fn a_refusal_does_not_push_the_end_further_away() {
    let (limits, subject) = (with_redis(), somebody());
    for _ in 0..5 {
        limits.check(Limit::Login, &subject).await.unwrap();
    }
    let first = limits.take(Limit::Login, &subject).await;
    for _ in 0..50 {
        limits.take(Limit::Login, &subject).await;
    }
    let last = limits.take(Limit::Login, &subject).await;
    assert!(last.retry_after_seconds <= first.retry_after_seconds, "{first:?} then {last:?}");
    assert_eq!((last.limit, last.remaining), (5, 0));
    assert!(last.reset_seconds <= 300);
}

#[tokio::test]
async fn replicas_count_together() {
    let (here, there, subject) = (with_redis(), with_redis(), somebody());
    for _ in 0..2 {
        here.check(Limit::Register, &subject).await.unwrap();
    }
    assert_eq!(there.check(Limit::Register, &subject).await.unwrap().remaining, 0);
    assert!(here.check(Limit::Register, &subject).await.is_err());
}

#[tokio::test]
async fn a_hundred_at_once_get_as_many_as_there_are() {
    for limits in [with_redis(), without_redis()] {
        let subject = somebody();
        let attempts = (0..100).map(|_| limits.check(Limit::Messages, &subject));
        let allowed = futures_util::future::join_all(attempts).await.into_iter().flatten().count();
        assert_eq!(allowed, 30);
    }
}

#[tokio::test]
async fn the_scale_multiplies() {
    let redis = Redis::new(testing::settings().redis_url.expose()).unwrap();
    let allowance = Limits::new(redis, 1000.0).check(Limit::Login, &somebody()).await.unwrap();
    assert_eq!((allowance.limit, allowance.remaining, allowance.reset_seconds), (5000, 4999, 1));
}

#[test]
fn an_address_stands_for_its_network() {
    let subject = |address: &str| Subject::Address(address.to_owned()).to_string();
    assert_eq!(subject("203.0.113.7"), "address:203.0.113.7");
    assert_eq!(subject("::ffff:203.0.113.7"), subject("203.0.113.7"));
    assert_eq!(subject("2001:db8:1:2:3:4:5:6"), subject("2001:db8:1:2:ffff::1"));
    assert_ne!(subject("2001:db8:1:2::1"), subject("2001:db8:1:3::1"));
    assert_eq!(subject("whatever\r\n"), "address:unknown");
}
