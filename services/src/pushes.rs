//! (in progress: wakes the browsers of people who have news, on this replica and through Redis on the others)

use domain::ids::UserId;

use crate::Services;

#[derive(Clone, Default)]
pub struct Pushes;

/// Tells every replica that these people have news.
pub async fn wake(_services: &Services, _recipients: &[UserId]) {}
