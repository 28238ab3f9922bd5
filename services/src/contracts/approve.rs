//! The client's judgement: approve, take more time, let the money go.

use domain::{
    Error,
    auth::Viewer,
    contracts::{Event, room::EventDetails},
};

use crate::{
    Services,
    contracts::engine::{self, Target},
    failpoints,
};

/// Row 13: the work is accepted. With `release_now` the money does not wait for the end of the clearance.
pub async fn approve(
    services: &Services,
    viewer: &Viewer,
    target: &Target,
    release_now: bool,
) -> Result<(), Error> {
    let request = [if release_now { "now" } else { "" }];
    let Some(mut step) = engine::begin(services, viewer, target, Event::Approve, &request).await? else {
        return Ok(());
    };
    let events = if release_now { &[Event::Approve, Event::Release][..] } else { &[Event::Approve] };
    for event in events {
        engine::apply(
            services,
            &mut step.work,
            &mut step.milestone,
            *event,
            step.by,
            EventDetails::default(),
        )
        .await?;
    }
    failpoints::reach("approval_before_commit");
    step.work.commit().await?;
    failpoints::reach("approved");
    services.stripe.wake();
    Ok(())
}

/// Row 13: three more days to look at it, once.
pub async fn extend(services: &Services, viewer: &Viewer, target: &Target) -> Result<(), Error> {
    plain(services, viewer, target, Event::Extend).await
}

/// Row 14: the money goes now instead of at the end of the clearance.
pub async fn release(services: &Services, viewer: &Viewer, target: &Target) -> Result<(), Error> {
    plain(services, viewer, target, Event::Release).await
}

/// An event that needs nothing but its name.
async fn plain(services: &Services, viewer: &Viewer, target: &Target, event: Event) -> Result<(), Error> {
    let Some(mut step) = engine::begin(services, viewer, target, event, &[]).await? else { return Ok(()) };
    engine::apply(services, &mut step.work, &mut step.milestone, event, step.by, EventDetails::default())
        .await?;
    step.work.commit().await?;
    services.stripe.wake();
    Ok(())
}
