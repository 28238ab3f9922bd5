//! What people see of their contracts: lists, the room, its timeline and its books.

use std::collections::HashMap;

use domain::{
    Error,
    auth::Viewer,
    contracts::{
        ContractCard, ContractRoom, Event, Facts, LedgerLine, MilestoneView, MoneyState, Position, Side,
        TimelineEntry, WorkState,
        room::{
            Breakdown, CriterionAnswer, DeliveryView, EventDetails, FileView, PaymentAttempt, Person,
            RevisionView, Snapshot, StepFacts, next_step,
        },
    },
    ids::{ContractId, FileId},
    money::Money,
    paging::{Limit, Page},
    payments::PaymentStatus,
    reviews::ReviewState,
};
use uuid::Uuid;

use crate::{
    Services,
    payments::{known, ledger as books},
    reviews,
};

/// The small picture of somebody.
pub(crate) fn picture_url(storage_key: &str) -> String {
    domain::files::Picture::new(storage_key).url(192)
}

/// The viewer's contracts, newest first; only one side's where that is wished.
pub async fn list(
    services: &Services,
    viewer: &Viewer,
    side: Option<Side>,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<Page<ContractCard>, Error> {
    let before: Option<Uuid> =
        cursor.map(str::parse).transpose().map_err(|_| Error::field("cursor", "invalid_cursor"))?;
    let rows = sqlx::query!(
        "select c.id, c.title, c.client_id, c.currency, c.created_at, c.closed_at, m.amount, m.work_state, m.money_state,
             m.payment_due_at, m.due_at, m.review_ends_at, m.clears_at,
             p.handle, p.name, f.storage_key as \"avatar_key?\",
             exists(select 1 from payout_accounts a where a.user_id = c.seller_id and a.is_ready) as \"is_payout_ready!\",
             exists(select 1 from reviews r where r.contract_id = c.id and r.author_id = $1) as \"has_reviewed!\",
             exists(select 1 from reviews r where r.contract_id = c.id and r.subject_id = $1) as \"has_other_reviewed!\"
         from contracts c
         join lateral (
             select * from milestones where contract_id = c.id
             order by work_state in ('closed', 'cancelled', 'expired'), number limit 1
         ) m on true
         join user_profiles p on p.user_id = case when c.client_id = $1 then c.seller_id else c.client_id end
         left join files f on f.id = p.avatar_file_id
         where (c.client_id = $1 and $2 or c.seller_id = $1 and $3) and ($4::uuid is null or c.id < $4)
         order by c.id desc limit $5",
        viewer.user_id.get(),
        side != Some(Side::Seller),
        side != Some(Side::Client),
        before,
        limit.rows(),
    )
    .fetch_all(&services.db)
    .await?;
    let now = services.clock.now();
    let cards = rows
        .into_iter()
        .map(|row| {
            let side = if row.client_id == viewer.user_id.get() { Side::Client } else { Side::Seller };
            let state = known(&row.work_state, WorkState::from_name(&row.work_state))?;
            let money_state = known(&row.money_state, MoneyState::from_name(&row.money_state))?;
            let until = reviews::open_until(row.closed_at, now);
            let facts = StepFacts {
                payment_due_at: row.payment_due_at,
                due_at: row.due_at,
                review_ends_at: row.review_ends_at,
                clears_at: row.clears_at,
                is_payout_ready: row.is_payout_ready,
                can_review_until: until.filter(|_| !row.has_reviewed),
                is_other_review_open: until.is_some() && !row.has_other_reviewed,
            };
            Ok(ContractCard {
                id: row.id.into(),
                title: row.title,
                side,
                other: Person {
                    handle: row.handle,
                    name: row.name,
                    avatar_url: row.avatar_key.map(|key| picture_url(&key)),
                },
                amount: Money::new(row.amount, row.currency.parse()?),
                state,
                money_state,
                next: next_step(state, money_state, side, &facts),
                created_at: row.created_at,
            })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    Ok(Page::cut(cards, limit.get(), |card| card.id.to_string()))
}

/// What the room's queries have in common.
struct Contract {
    side: Side,
    snapshot: Snapshot,
    fee_basis_points: i32,
    is_payout_ready: bool,
}

/// The whole room. Somebody else's is not found.
pub async fn get(services: &Services, viewer: &Viewer, contract: ContractId) -> Result<ContractRoom, Error> {
    let row = sqlx::query!(
        "select c.title, c.client_id, c.snapshot, c.fee_basis_points, c.created_at, c.closed_at,
             client.handle as client_handle, client.name as client_name, client_file.storage_key as \"client_key?\",
             seller.handle as seller_handle, seller.name as seller_name, seller_file.storage_key as \"seller_key?\",
             exists(select 1 from payout_accounts a where a.user_id = c.seller_id and a.is_ready) as \"is_payout_ready!\"
         from contracts c
         join user_profiles client on client.user_id = c.client_id
         join user_profiles seller on seller.user_id = c.seller_id
         left join files client_file on client_file.id = client.avatar_file_id
         left join files seller_file on seller_file.id = seller.avatar_file_id
         where c.id = $1 and (c.client_id = $2 or c.seller_id = $2)",
        contract.get(),
        viewer.user_id.get(),
    )
    .fetch_optional(&services.db)
    .await?
    .ok_or(Error::NotFound)?;
    let side = if row.client_id == viewer.user_id.get() { Side::Client } else { Side::Seller };
    let about = Contract {
        side,
        snapshot: serde_json::from_value(row.snapshot)?,
        fee_basis_points: row.fee_basis_points,
        is_payout_ready: row.is_payout_ready,
    };
    let reviews = reviews::state_of(services, viewer, contract).await?;
    let milestones = milestones_of(services, contract, &about, &reviews).await?;
    let total: i64 = milestones.iter().map(|milestone| milestone.money.price.amount).sum();
    let current = milestones
        .iter()
        .find(|milestone| !milestone.state.is_end())
        .or(milestones.last())
        .ok_or_else(|| Error::internal("a contract without a milestone"))?;
    Ok(ContractRoom {
        id: contract,
        title: row.title,
        side,
        client: Person {
            handle: row.client_handle,
            name: row.client_name,
            avatar_url: row.client_key.map(|key| picture_url(&key)),
        },
        seller: Person {
            handle: row.seller_handle,
            name: row.seller_name,
            avatar_url: row.seller_key.map(|key| picture_url(&key)),
        },
        state: current.state,
        money_state: current.money_state,
        version: current.version,
        allowed: current.allowed.clone(),
        next: current.next,
        other_next: current.other_next,
        money: Breakdown::of(Money::new(total, current.money.price.currency), about.fee_basis_points),
        snapshot: about.snapshot,
        milestones,
        reviews,
        created_at: row.created_at,
        closed_at: row.closed_at,
    })
}

async fn milestones_of(
    services: &Services,
    contract: ContractId,
    about: &Contract,
    reviews: &ReviewState,
) -> Result<Vec<MilestoneView>, Error> {
    let rows = sqlx::query!(
        "select m.*, c.currency, p.status as \"payment_status?\", p.checkout_url as \"checkout_url?\",
             p.failure_code as \"failure_code?\"
         from milestones m
         join contracts c on c.id = m.contract_id
         left join payments p on p.milestone_id = m.id and p.attempt = m.payment_attempt
         where m.contract_id = $1 order by m.number",
        contract.get()
    )
    .fetch_all(&services.db)
    .await?;
    let mut deliveries = deliveries_of(services, contract, &about.snapshot.criteria).await?;
    let mut revisions = revisions_of(services, contract).await?;
    rows.into_iter()
        .map(|row| {
            let state = known(&row.work_state, WorkState::from_name(&row.work_state))?;
            let money_state = known(&row.money_state, MoneyState::from_name(&row.money_state))?;
            let status = match row.payment_status {
                Some(name) => Some(known(&name, PaymentStatus::from_name(&name))?),
                None => None,
            };
            let facts = Facts {
                is_attempt_open: status.is_some_and(PaymentStatus::is_open),
                has_revisions_left: row.revisions_left > 0,
                is_review_extended: row.is_review_extended,
                is_payout_ready: about.is_payout_ready,
                ..Facts::default()
            };
            let position = Position { work: state, money: money_state, version: row.version, facts };
            let step_facts = |side: Side| StepFacts {
                payment_due_at: row.payment_due_at,
                due_at: row.due_at,
                review_ends_at: row.review_ends_at,
                clears_at: row.clears_at,
                is_payout_ready: about.is_payout_ready,
                can_review_until: reviews.until.filter(|_| {
                    if side == about.side { reviews.can_review } else { !reviews.has_other_reviewed }
                }),
                is_other_review_open: reviews.until.is_some()
                    && if side == about.side { !reviews.has_other_reviewed } else { reviews.can_review },
            };
            let other = about.side.other();
            let is_payable = state == WorkState::AwaitingPayment && about.side == Side::Client;
            Ok(MilestoneView {
                number: row.number,
                title: row.title,
                state,
                money_state,
                version: row.version,
                money: Breakdown::of(Money::new(row.amount, row.currency.parse()?), about.fee_basis_points),
                delivery_days: row.delivery_days,
                revisions_left: row.revisions_left,
                is_review_extended: row.is_review_extended,
                payment_due_at: row.payment_due_at,
                due_at: row.due_at,
                review_ends_at: row.review_ends_at,
                clears_at: row.clears_at,
                delivered_at: row.delivered_at,
                approved_at: row.approved_at,
                allowed: position.allowed(about.side.actor()),
                next: next_step(state, money_state, about.side, &step_facts(about.side)),
                other_next: next_step(state, money_state, other, &step_facts(other)),
                payment: status.map(|status| PaymentAttempt {
                    status,
                    checkout_url: row.checkout_url.filter(|_| is_payable && status.is_open()),
                    failure_code: row.failure_code.filter(|_| about.side == Side::Client),
                }),
                deliveries: deliveries.remove(&row.id).unwrap_or_default(),
                revision: revisions.remove(&row.id).filter(|_| state == WorkState::RevisionRequested),
            })
        })
        .collect()
}

/// Deliveries by milestone, newest first, each with its files.
async fn deliveries_of(
    services: &Services,
    contract: ContractId,
    criteria: &[String],
) -> Result<HashMap<Uuid, Vec<DeliveryView>>, Error> {
    let rows = sqlx::query!(
        "select d.id, d.milestone_id, d.number, d.message, d.links, d.answers, d.created_at,
             coalesce((
                 select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'content_type', f.content_type,
                     'bytes', f.bytes) order by f.name)
                 from files f where f.id = any(d.file_ids)
             ), '[]'::jsonb) as \"files!\"
         from deliveries d join milestones m on m.id = d.milestone_id
         where m.contract_id = $1 order by d.number desc",
        contract.get()
    )
    .fetch_all(&services.db)
    .await?;
    let mut deliveries: HashMap<Uuid, Vec<DeliveryView>> = HashMap::new();
    for row in rows {
        let files: Vec<FileView> = serde_json::from_value(row.files)?;
        let answers = criteria.iter().cloned().zip(row.answers);
        deliveries.entry(row.milestone_id).or_default().push(DeliveryView {
            id: row.id.into(),
            number: row.number,
            message: row.message,
            files,
            links: row.links,
            answers: answers.map(|(criterion, answer)| CriterionAnswer { criterion, answer }).collect(),
            created_at: row.created_at,
        });
    }
    Ok(deliveries)
}

/// The last revision that was asked for, by milestone.
async fn revisions_of(
    services: &Services,
    contract: ContractId,
) -> Result<HashMap<Uuid, RevisionView>, Error> {
    let rows = sqlx::query!(
        "select distinct on (milestone_id) milestone_id as \"milestone_id!\", at, details
         from contract_events where contract_id = $1 and event = $2 and milestone_id is not null
         order by milestone_id, id desc",
        contract.get(),
        Event::RequestRevision.name(),
    )
    .fetch_all(&services.db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let details: EventDetails = serde_json::from_value(row.details)?;
            let revision = RevisionView {
                criterion: details.criterion.unwrap_or_default(),
                message: details.message.unwrap_or_default(),
                at: row.at,
            };
            Ok((row.milestone_id, revision))
        })
        .collect()
}

/// Refuses whoever is not one of the two.
async fn authorize(services: &Services, viewer: &Viewer, contract: ContractId) -> Result<(), Error> {
    sqlx::query_scalar!(
        "select 1 as \"one!\" from contracts where id = $1 and (client_id = $2 or seller_id = $2)",
        contract.get(),
        viewer.user_id.get(),
    )
    .fetch_optional(&services.db)
    .await?
    .map(drop)
    .ok_or(Error::NotFound)
}

/// Everything that happened in a contract, oldest first.
pub async fn timeline(
    services: &Services,
    viewer: &Viewer,
    contract: ContractId,
) -> Result<Vec<TimelineEntry>, Error> {
    authorize(services, viewer, contract).await?;
    let rows = sqlx::query!(
        "select id, at, actor, event, from_state, to_state, details from contract_events where contract_id = $1 order by id",
        contract.get()
    )
    .fetch_all(&services.db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(TimelineEntry {
                id: row.id,
                at: row.at,
                actor: Side::from_name(&row.actor),
                event: known(&row.event, Event::from_name(&row.event))?,
                from: known(&row.from_state, WorkState::from_name(&row.from_state))?,
                to: known(&row.to_state, WorkState::from_name(&row.to_state))?,
                details: serde_json::from_value(row.details)?,
            })
        })
        .collect()
}

/// The contract's lines in the books, oldest first.
pub async fn ledger(
    services: &Services,
    viewer: &Viewer,
    contract: ContractId,
) -> Result<Vec<LedgerLine>, Error> {
    authorize(services, viewer, contract).await?;
    books::lines_of(services, contract).await
}

/// Whether the viewer may download a file because it was delivered in a contract of theirs.
pub async fn can_download(services: &Services, viewer: &Viewer, file: FileId) -> Result<bool, Error> {
    let may = sqlx::query_scalar!(
        "select exists(
             select 1 from deliveries d
             join milestones m on m.id = d.milestone_id
             join contracts c on c.id = m.contract_id
             where d.file_ids @> array[$1::uuid] and (c.client_id = $2 or c.seller_id = $2)
         ) as \"may!\"",
        file.get(),
        viewer.user_id.get(),
    )
    .fetch_one(&services.db)
    .await?;
    Ok(may)
}
