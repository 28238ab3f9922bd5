//! The work itself: requirements, deliveries, revisions.

use domain::{
    Error,
    auth::Viewer,
    contracts::{DeliveryDraft, DeliveryInput, Event, RevisionDraft, room::EventDetails},
    ids::{DeliveryId, FileId},
    text,
};
use uuid::Uuid;

use crate::{
    Services, Work,
    contracts::engine::{self, Milestone, Target},
    failpoints,
};

/// Longest answer to a requirements form.
const REQUIREMENTS_MAX: usize = 5000;

/// Row 8: the client says what the seller needs to know; the delivery time begins. Field: `message`.
pub async fn submit_requirements(
    services: &Services,
    viewer: &Viewer,
    target: &Target,
    message: &str,
) -> Result<(), Error> {
    let event = Event::SubmitRequirements;
    let Some(mut step) = engine::begin(services, viewer, target, event, &[message]).await? else {
        return Ok(());
    };
    let message = text::bounded("message", message, 1, REQUIREMENTS_MAX)?;
    let details = EventDetails { message: Some(message), ..EventDetails::default() };
    engine::apply(services, &mut step.work, &mut step.milestone, event, step.by, details).await?;
    step.work.commit().await
}

/// Row 8: the seller begins without.
pub async fn skip_requirements(services: &Services, viewer: &Viewer, target: &Target) -> Result<(), Error> {
    let event = Event::SkipRequirements;
    let Some(mut step) = engine::begin(services, viewer, target, event, &[]).await? else { return Ok(()) };
    engine::apply(services, &mut step.work, &mut step.milestone, event, step.by, EventDetails::default())
        .await?;
    step.work.commit().await
}

/// Rows 10 and 12: hands the work over. States come before fields, so that who may not deliver is told that first.
/// Fields: `message`, `files`, `links`, `answers.<n>`.
pub async fn deliver(
    services: &Services,
    viewer: &Viewer,
    target: &Target,
    input: &DeliveryInput,
) -> Result<(), Error> {
    let request = serde_json::to_string(input)?;
    let event = Event::Deliver;
    let Some(mut step) = engine::begin(services, viewer, target, event, &[&request]).await? else {
        return Ok(());
    };
    let draft = DeliveryDraft::parse(input, step.milestone.snapshot.criteria.len())?;
    let number = store(services, &mut step.work, viewer, &step.milestone, &draft).await?;
    let details =
        EventDetails { delivery: Some(number), message: Some(draft.message), ..EventDetails::default() };
    engine::apply(services, &mut step.work, &mut step.milestone, event, step.by, details).await?;
    failpoints::reach("delivery_before_commit");
    step.work.commit().await?;
    failpoints::reach("delivered");
    Ok(())
}

/// The delivery's row, with files that are the seller's own. Answers with its number.
async fn store(
    services: &Services,
    work: &mut Work,
    viewer: &Viewer,
    milestone: &Milestone,
    draft: &DeliveryDraft,
) -> Result<i32, Error> {
    let now = services.clock.now();
    let files: Vec<Uuid> = draft.files.iter().copied().map(FileId::get).collect();
    let attached = sqlx::query!(
        "update files set attached_at = coalesce(attached_at, $3)
         where id = any($1) and owner_id = $2 and purpose = 'delivery'",
        &files,
        viewer.user_id.get(),
        now,
    )
    .execute(work.db())
    .await?;
    if attached.rows_affected() != files.len() as u64 {
        return Err(Error::field("files", "unknown_file"));
    }
    let number = sqlx::query_scalar!(
        "insert into deliveries (id, milestone_id, number, message, file_ids, links, answers, created_at)
         values ($1, $2, (select count(*) + 1 from deliveries where milestone_id = $2), $3, $4, $5, $6, $7)
         returning number",
        DeliveryId(Uuid::now_v7()).get(),
        milestone.id.get(),
        draft.message,
        &files,
        &draft.links,
        &draft.answers,
        now,
    )
    .fetch_one(work.db())
    .await?;
    Ok(number)
}

/// Row 11: sends the work back, for a criterion that it does not meet. Fields: `criterion` (index from 0), `message`.
pub async fn request_revision(
    services: &Services,
    viewer: &Viewer,
    target: &Target,
    criterion: &str,
    message: &str,
) -> Result<(), Error> {
    let event = Event::RequestRevision;
    let Some(mut step) = engine::begin(services, viewer, target, event, &[criterion, message]).await? else {
        return Ok(());
    };
    let draft = RevisionDraft::parse(criterion, message, step.milestone.snapshot.criteria.len())?;
    let details = EventDetails {
        criterion: step.milestone.snapshot.criteria.get(draft.criterion).cloned(),
        message: Some(draft.message),
        ..EventDetails::default()
    };
    engine::apply(services, &mut step.work, &mut step.milestone, event, step.by, details).await?;
    step.work.commit().await
}
