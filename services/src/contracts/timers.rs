//! What happens because time passes: payments that never came, reviews that end in silence, money that clears.

use chrono::Duration;
use domain::{
    Error,
    contracts::{Event, TimerEvent, room::EventDetails, timers::next_of_review},
    ids::UserId,
    notifications::{Notice, NotificationKind},
};

use crate::{
    Services, Work,
    contracts::engine::{self, By, Milestone},
    failpoints,
};

/// When a timer whose rule does not hold yet (no payout account) is looked at again.
const AGAIN: Duration = Duration::hours(1);
/// How many timers one round takes.
const BATCH: usize = 100;

/// Lets every timer that is due happen; several replicas share them. Says how many there were.
pub(crate) async fn sweep(services: &Services) -> Result<usize, Error> {
    // Mostly there is nothing: no transaction for that.
    let is_any_due = sqlx::query_scalar!(
        "select exists(select from milestones where timer_at <= $1) as \"due!\"",
        services.clock.now()
    );
    if !is_any_due.fetch_one(&services.db).await? {
        return Ok(0);
    }
    for count in 0..BATCH {
        let mut work = services.begin().await?;
        let due = sqlx::query_scalar!(
            "select id from milestones where timer_at <= $1 order by timer_at for update skip locked limit 1",
            services.clock.now()
        )
        .fetch_optional(work.db())
        .await?;
        let Some(id) = due else { return Ok(count) };
        let mut milestone = engine::lock(&mut work, id.into()).await?;
        let Some((event, _)) = milestone.timer else { continue };
        ring(services, &mut work, &mut milestone, event).await?;
        failpoints::reach("transfer_before_commit");
        work.commit().await?;
        failpoints::reach("transfer_queued");
    }
    Ok(BATCH)
}

async fn ring(
    services: &Services,
    work: &mut Work,
    milestone: &mut Milestone,
    timer: TimerEvent,
) -> Result<(), Error> {
    let now = services.clock.now();
    let event = match timer {
        TimerEvent::PaymentDue => Event::PaymentDue,
        TimerEvent::AcceptanceDue => Event::Decline,
        TimerEvent::ReviewEnds => Event::Approve,
        TimerEvent::ClearanceEnds => Event::ClearanceEnded,
        TimerEvent::FirstReminder | TimerEvent::LastReminder => {
            let ends = milestone.review_ends_at.unwrap_or(now);
            remind(work, milestone);
            let (next, at) = next_of_review(now, ends);
            return engine::set_timer(work, milestone, next, at).await;
        }
    };
    match engine::apply(services, work, milestone, event, By::TIMER, EventDetails::default()).await {
        Ok(_) => Ok(()),
        // A guard does not hold yet. The table decided before anything was written.
        Err(Error::Conflict(conflict)) => {
            tracing::info!(milestone = %milestone.id, timer = timer.name(), code = %conflict.code, "a timer has to wait");
            engine::set_timer(work, milestone, timer, now + AGAIN).await
        }
        Err(error) => Err(error),
    }
}

/// The review period is about to end by itself.
fn remind(work: &mut Work, milestone: &Milestone) {
    let path = format!("/contratos/{}", milestone.contract);
    for (recipient, actor) in
        [(milestone.client, &milestone.seller_name), (milestone.seller, &milestone.client_name)]
    {
        let notice = Notice::new(NotificationKind::ReviewPeriodEnding, path.as_str())
            .with("title", &milestone.title)
            .with("actor", actor);
        work.notify(recipient, notice);
    }
}

/// A seller's account became ready: cleared money does not wait for the next look.
pub(crate) async fn wake_cleared(services: &Services, work: &mut Work, seller: UserId) -> Result<(), Error> {
    let now = services.clock.now();
    sqlx::query!(
        "update milestones m set timer_at = $2 from contracts c
         where c.id = m.contract_id and c.seller_id = $1 and m.work_state = 'approved' and m.money_state = 'held'
             and m.timer_event = 'clearance_ends' and m.clears_at <= $2 and m.timer_at > $2",
        seller.get(),
        now,
    )
    .execute(work.db())
    .await?;
    Ok(())
}
