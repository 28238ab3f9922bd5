//! Reviews: once per side of a closed contract, hidden until both are in or the window ends; averages are recomputed.

use chrono::{DateTime, Utc};
use domain::{
    Error,
    auth::Viewer,
    contracts::room::Person,
    ids::{ContractId, ReviewId},
    notifications::{Notice, NotificationKind},
    paging::{Limit, Page},
    reviews::{ContractReview, ReplyDraft, Review, ReviewDraft, ReviewState, window},
};
use uuid::Uuid;

use crate::{Services, Work, contracts::room::picture_url, errors::OnConstraint as _};

/// Until when reviews of a contract that closed then can be written; none when that is over, or it is not closed.
pub(crate) fn open_until(closed_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    closed_at.map(|closed| closed + window()).filter(|until| *until > now)
}

/// Writes the viewer's review of the other side. Fields: `rating`, `comment`.
pub async fn create(
    services: &Services,
    viewer: &Viewer,
    contract: ContractId,
    rating: &str,
    comment: &str,
) -> Result<ContractReview, Error> {
    let mut work = services.begin().await?;
    let now = services.clock.now();
    // The lock makes two reviews at the same moment see each other, so that the second publishes both.
    let row = sqlx::query!(
        "select c.client_id, c.seller_id, c.gig_id, c.title, c.closed_at
         from contracts c where c.id = $1 and (c.client_id = $2 or c.seller_id = $2) for update",
        contract.get(),
        viewer.user_id.get(),
    )
    .fetch_optional(work.db())
    .await?
    .ok_or(Error::NotFound)?;
    let was_funded = sqlx::query_scalar!(
        "select exists(select 1 from milestones where contract_id = $1 and work_state = 'closed') as \"funded!\"",
        contract.get()
    )
    .fetch_one(work.db())
    .await?;
    if row.closed_at.is_none() || !was_funded {
        return Err(Error::conflict("contract_not_closed"));
    }
    if open_until(row.closed_at, now).is_none() {
        return Err(Error::conflict("review_window_closed"));
    }
    let draft = ReviewDraft::parse(rating, comment)?;
    let is_client = row.client_id == viewer.user_id.get();
    let subject = if is_client { row.seller_id } else { row.client_id };
    let id = ReviewId(Uuid::now_v7());
    sqlx::query!(
        "insert into reviews (id, contract_id, author_id, subject_id, gig_id, rating, comment, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id.get(),
        contract.get(),
        viewer.user_id.get(),
        subject,
        row.gig_id.filter(|_| is_client),
        draft.rating.get(),
        draft.comment,
        now,
    )
    .execute(work.db())
    .await
    .on_constraint("reviews_once", || Error::conflict("already_reviewed"))?;
    let path = format!("/contratos/{contract}");
    let count = sqlx::query_scalar!(
        "select count(*) as \"count!\" from reviews where contract_id = $1",
        contract.get()
    )
    .fetch_one(work.db())
    .await?;
    if count == 2 {
        publish(services, &mut work, contract).await?;
    } else {
        let notice = Notice::new(NotificationKind::ReviewReceived, path.as_str())
            .with("title", &row.title)
            .with("actor", &viewer.name);
        work.notify(subject.into(), notice);
    }
    work.commit().await?;
    Ok(ContractReview {
        id,
        rating: draft.rating.get(),
        comment: draft.comment,
        reply: None,
        created_at: now,
        published_at: (count == 2).then_some(now),
    })
}

/// Makes a contract's reviews public, recomputes the averages that they belong to, and tells both sides.
async fn publish(services: &Services, work: &mut Work, contract: ContractId) -> Result<(), Error> {
    let now = services.clock.now();
    let subjects = sqlx::query!(
        "update reviews set published_at = $2 where contract_id = $1 and published_at is null
         returning subject_id, gig_id",
        contract.get(),
        now,
    )
    .fetch_all(work.db())
    .await?;
    for subject in &subjects {
        sqlx::query!(
            "update user_profiles set (rating_sum, rating_count) = (
                 select coalesce(sum(rating), 0), count(*) from reviews where subject_id = $1 and published_at is not null
             ) where user_id = $1",
            subject.subject_id
        )
        .execute(work.db())
        .await?;
        if let Some(gig) = subject.gig_id {
            sqlx::query!(
                "update gigs set (rating_sum, rating_count) = (
                     select coalesce(sum(rating), 0), count(*) from reviews where gig_id = $1 and published_at is not null
                 ) where id = $1",
                gig
            )
            .execute(work.db())
            .await?;
        }
    }
    let people = sqlx::query!(
        "select c.title, c.client_id, c.seller_id, client.name as client_name, seller.name as seller_name
         from contracts c
         join user_profiles client on client.user_id = c.client_id
         join user_profiles seller on seller.user_id = c.seller_id
         where c.id = $1",
        contract.get()
    )
    .fetch_one(work.db())
    .await?;
    for (recipient, actor) in
        [(people.client_id, &people.seller_name), (people.seller_id, &people.client_name)]
    {
        let notice = Notice::new(NotificationKind::ReviewsPublished, format!("/contratos/{contract}"))
            .with("title", &people.title)
            .with("actor", actor);
        work.notify(recipient.into(), notice);
    }
    Ok(())
}

/// Publishes single reviews whose window has ended. Says how many contracts that were.
pub(crate) async fn publish_due(services: &Services) -> Result<usize, Error> {
    let mut count = 0;
    loop {
        let mut work = services.begin().await?;
        let due = sqlx::query_scalar!(
            "select c.id from contracts c
             where c.closed_at <= $1 and c.id in (select contract_id from reviews where published_at is null)
             limit 1 for update skip locked",
            services.clock.now() - window(),
        )
        .fetch_optional(work.db())
        .await?;
        let Some(contract) = due else { return Ok(count) };
        publish(services, &mut work, contract.into()).await?;
        work.commit().await?;
        count += 1;
    }
}

/// The one public answer of the person a review is about. Field: `reply`.
pub async fn reply(services: &Services, viewer: &Viewer, review: ReviewId, reply: &str) -> Result<(), Error> {
    let row = sqlx::query!(
        "select author_id, subject_id, published_at, reply from reviews
         where id = $1 and (author_id = $2 or subject_id = $2 or published_at is not null)",
        review.get(),
        viewer.user_id.get(),
    )
    .fetch_optional(&services.db)
    .await?
    .ok_or(Error::NotFound)?;
    if row.subject_id != viewer.user_id.get() {
        return Err(Error::Forbidden);
    }
    if row.published_at.is_none() {
        // Hidden: its subject does not know what it says.
        return Err(Error::NotFound);
    }
    let draft = ReplyDraft::parse(reply)?;
    let updated = sqlx::query!(
        "update reviews set reply = $2 where id = $1 and reply is null and published_at is not null",
        review.get(),
        draft.0,
    )
    .execute(&services.db)
    .await?;
    if updated.rows_affected() == 1 { Ok(()) } else { Err(Error::conflict("already_replied")) }
}

/// How the reviews of a contract stand for the viewer, who is one of its two people.
pub async fn state_of(
    services: &Services,
    viewer: &Viewer,
    contract: ContractId,
) -> Result<ReviewState, Error> {
    let rows = sqlx::query!(
        "select c.closed_at,
             exists(select 1 from milestones m where m.contract_id = c.id and m.work_state = 'closed') as \"was_funded!\",
             r.id as \"id?\", r.author_id as \"author_id?\", r.rating as \"rating?\", r.comment as \"comment?\",
             r.reply as \"reply?\", r.created_at as \"created_at?\", r.published_at as \"published_at?\"
         from contracts c left join reviews r on r.contract_id = c.id
         where c.id = $1 and (c.client_id = $2 or c.seller_id = $2)",
        contract.get(),
        viewer.user_id.get(),
    )
    .fetch_all(&services.db)
    .await?;
    let mut state = ReviewState::default();
    let now = services.clock.now();
    for row in rows {
        state.until = open_until(row.closed_at, now).filter(|_| row.was_funded);
        let (Some(id), Some(rating), Some(comment), Some(created_at)) =
            (row.id, row.rating, row.comment, row.created_at)
        else {
            continue;
        };
        let review = ContractReview {
            id: id.into(),
            rating,
            comment,
            reply: row.reply,
            created_at,
            published_at: row.published_at,
        };
        if row.author_id == Some(viewer.user_id.get()) {
            state.mine = Some(review);
        } else {
            state.has_other_reviewed = true;
            state.theirs = Some(review).filter(|review| review.published_at.is_some());
        }
    }
    state.can_review = state.until.is_some() && state.mine.is_none();
    Ok(state)
}

/// What others said of a person, newest first. Hidden ones are not in it.
pub async fn list_of_user(
    services: &Services,
    handle: &str,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<Page<Review>, Error> {
    let user = sqlx::query_scalar!(
        "select p.user_id from user_profiles p join users u on u.id = p.user_id
         where p.handle = $1 and u.suspended_at is null",
        handle
    )
    .fetch_optional(&services.db)
    .await?
    .ok_or(Error::NotFound)?;
    published(services, Some(user), None, cursor, limit).await
}

/// What clients said of a gig, newest first.
pub async fn list_of_gig(
    services: &Services,
    gig: domain::ids::GigId,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<Page<Review>, Error> {
    published(services, None, Some(gig.get()), cursor, limit).await
}

async fn published(
    services: &Services,
    subject: Option<Uuid>,
    gig: Option<Uuid>,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<Page<Review>, Error> {
    let before: Option<Uuid> =
        cursor.map(str::parse).transpose().map_err(|_| Error::field("cursor", "invalid_cursor"))?;
    let rows = sqlx::query!(
        "select r.id, r.rating, r.comment, r.reply, r.created_at, r.published_at as \"published_at!\",
             p.handle, p.name, f.storage_key as \"avatar_key?\", g.title as \"gig_title?\", g.slug as \"gig_slug?\"
         from reviews r
         join user_profiles p on p.user_id = r.author_id
         left join files f on f.id = p.avatar_file_id
         left join gigs g on g.id = r.gig_id
         where r.published_at is not null and ($1::uuid is null or r.subject_id = $1)
             and ($2::uuid is null or r.gig_id = $2) and ($3::uuid is null or r.id < $3)
         order by r.id desc limit $4",
        subject,
        gig,
        before,
        limit.rows(),
    )
    .fetch_all(&services.searches)
    .await?;
    let reviews = rows
        .into_iter()
        .map(|row| Review {
            id: row.id.into(),
            author: Person {
                handle: row.handle,
                name: row.name,
                avatar_url: row.avatar_key.map(|key| picture_url(&key)),
            },
            rating: row.rating,
            comment: row.comment,
            reply: row.reply,
            gig_title: row.gig_title,
            gig_slug: row.gig_slug,
            created_at: row.created_at,
            published_at: row.published_at,
        })
        .collect();
    Ok(Page::cut(reviews, limit.get(), |review: &Review| review.id.to_string()))
}
