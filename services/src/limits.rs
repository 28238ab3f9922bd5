//! (in progress: rate limits of product.md, a Redis Lua bucket with governor where Redis is away)

use crate::redis::Redis;

#[derive(Clone)]
pub struct Limits {
    #[expect(dead_code, reason = "in progress")]
    redis: Redis,
    #[expect(dead_code, reason = "in progress")]
    scale: f64,
}

impl Limits {
    pub fn new(redis: Redis, scale: f64) -> Self {
        Self { redis, scale }
    }
}
