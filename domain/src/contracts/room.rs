//! What the contract room and the lists show: read models, the same for pages and for the API.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    machine::{Actor, Event, MoneyState, WorkState, named},
    timers::Timers,
};
use crate::{
    ids::{ContractId, DeliveryId, FileId},
    money::Money,
    payments::PaymentStatus,
    reviews::ReviewState,
};

named! {
    /// Which of the two people of a contract.
    Side {
        Client = "client",
        Seller = "seller",
    }
}

impl Side {
    pub const fn actor(self) -> Actor {
        match self {
            Self::Client => Actor::Client,
            Self::Seller => Actor::Seller,
        }
    }

    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Client => Self::Seller,
            Self::Seller => Self::Client,
        }
    }
}

named! {
    /// What one side has to do, or waits for. The text is the translation `contracts.steps.<name>`.
    Step {
        Pay = "pay",
        /// The payment is being confirmed by the provider.
        ConfirmPayment = "confirm_payment",
        WaitForPayment = "wait_for_payment",
        AcceptOrder = "accept_order",
        WaitForAcceptance = "wait_for_acceptance",
        SendRequirements = "send_requirements",
        WaitForRequirements = "wait_for_requirements",
        Deliver = "deliver",
        WaitForDelivery = "wait_for_delivery",
        /// Look at the delivery: approve it or ask for a revision.
        JudgeDelivery = "judge_delivery",
        WaitForJudgement = "wait_for_judgement",
        Revise = "revise",
        WaitForRevision = "wait_for_revision",
        /// Approved; the client can let the money go before the clearance ends.
        ReleaseOrWait = "release_or_wait",
        WaitForClearance = "wait_for_clearance",
        /// Approved, and only the seller's payout account is missing.
        AddPayoutAccount = "add_payout_account",
        WaitForPayoutAccount = "wait_for_payout_account",
        /// The transfer is on its way.
        WaitForTransfer = "wait_for_transfer",
        Review = "review",
        WaitForReview = "wait_for_review",
        Mediation = "mediation",
        Nothing = "nothing",
    }
}

/// The next step of one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextStep {
    pub step: Step,
    /// Until when; what happens then is the rule of the state.
    pub deadline: Option<DateTime<Utc>>,
    /// Whether something is expected of this side.
    pub is_yours: bool,
}

/// What decides the next step besides the states.
#[derive(Clone, Copy, Debug, Default)]
pub struct StepFacts {
    pub payment_due_at: Option<DateTime<Utc>>,
    pub due_at: Option<DateTime<Utc>>,
    pub review_ends_at: Option<DateTime<Utc>>,
    pub clears_at: Option<DateTime<Utc>>,
    pub is_payout_ready: bool,
    /// The side has yet to review, and until when it can.
    pub can_review_until: Option<DateTime<Utc>>,
    /// The other side has yet to review, and reviews can still be written.
    pub is_other_review_open: bool,
}

/// The next step of a side in a state.
pub fn next_step(work: WorkState, money: MoneyState, side: Side, facts: &StepFacts) -> NextStep {
    use Step as S;
    let is_client = side == Side::Client;
    let pick = |client: S, seller: S| if is_client { client } else { seller };
    let (step, deadline, mover) = match work {
        WorkState::Draft | WorkState::AwaitingPayment if money == MoneyState::RequiresAction => {
            (pick(S::ConfirmPayment, S::WaitForPayment), facts.payment_due_at, Some(Side::Client))
        }
        WorkState::Draft | WorkState::AwaitingPayment => {
            (pick(S::Pay, S::WaitForPayment), facts.payment_due_at, Some(Side::Client))
        }
        WorkState::AwaitingAcceptance => {
            (pick(S::WaitForAcceptance, S::AcceptOrder), facts.payment_due_at, Some(Side::Seller))
        }
        WorkState::AwaitingRequirements => {
            (pick(S::SendRequirements, S::WaitForRequirements), None, Some(Side::Client))
        }
        WorkState::InProgress => (pick(S::WaitForDelivery, S::Deliver), facts.due_at, Some(Side::Seller)),
        WorkState::Delivered => {
            (pick(S::JudgeDelivery, S::WaitForJudgement), facts.review_ends_at, Some(Side::Client))
        }
        WorkState::RevisionRequested => {
            (pick(S::WaitForRevision, S::Revise), facts.due_at, Some(Side::Seller))
        }
        WorkState::Approved if money == MoneyState::Releasing => (S::WaitForTransfer, None, None),
        WorkState::Approved if !facts.is_payout_ready => {
            (pick(S::WaitForPayoutAccount, S::AddPayoutAccount), facts.clears_at, Some(Side::Seller))
        }
        WorkState::Approved => (pick(S::ReleaseOrWait, S::WaitForClearance), facts.clears_at, None),
        WorkState::Closed if facts.can_review_until.is_some() => {
            (S::Review, facts.can_review_until, Some(side))
        }
        WorkState::Closed if facts.is_other_review_open => (S::WaitForReview, None, Some(side.other())),
        WorkState::CancelProposed | WorkState::Disputed => (S::Mediation, None, None),
        WorkState::Closed | WorkState::Cancelled | WorkState::Expired => (S::Nothing, None, None),
    };
    NextStep { step, deadline, is_yours: mover == Some(side) }
}

/// Somebody, as everybody may see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    pub handle: String,
    pub name: String,
    pub avatar_url: Option<String>,
}

/// A contract in a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContractCard {
    pub id: ContractId,
    pub title: String,
    /// The reader's side.
    pub side: Side,
    /// The person on the other side.
    pub other: Person,
    pub amount: Money,
    pub state: WorkState,
    pub money_state: MoneyState,
    pub next: NextStep,
    pub created_at: DateTime<Utc>,
}

/// What the price consists of; frozen when the contract began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Breakdown {
    /// What the client pays.
    pub price: Money,
    /// What the platform keeps of it.
    pub fee: Money,
    /// What the seller receives.
    pub net: Money,
    pub fee_basis_points: i32,
}

impl Breakdown {
    /// The parts of a price at a fee.
    pub fn of(price: Money, fee_basis_points: i32) -> Self {
        Self { price, fee: price.fee(fee_basis_points), net: price.net(fee_basis_points), fee_basis_points }
    }
}

/// The package as it was when it was ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Snapshot {
    pub gig_slug: String,
    /// `basic`, `standard` or `premium`.
    pub tier: String,
    pub package: String,
    pub description: String,
    /// What the delivery is judged by.
    pub criteria: Vec<String>,
    pub revisions: i32,
    pub timers: Timers,
}

/// Everything about one contract that its two people see.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContractRoom {
    pub id: ContractId,
    pub title: String,
    /// The reader's side.
    pub side: Side,
    pub client: Person,
    pub seller: Person,
    pub snapshot: Snapshot,
    /// State of the contract: that of its current milestone.
    pub state: WorkState,
    pub money_state: MoneyState,
    /// Version of the current milestone; send it back with a command to be sure that nothing changed meanwhile.
    pub version: i32,
    /// What the reader may do now, with the current milestone.
    pub allowed: Vec<Event>,
    pub next: NextStep,
    pub other_next: NextStep,
    pub money: Breakdown,
    pub milestones: Vec<MilestoneView>,
    pub reviews: ReviewState,
    pub created_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
}

impl ContractRoom {
    pub fn may(&self, event: Event) -> bool {
        self.allowed.contains(&event)
    }

    /// The person on the other side.
    pub const fn other(&self) -> &Person {
        match self.side {
            Side::Client => &self.seller,
            Side::Seller => &self.client,
        }
    }

    /// The milestone that is being worked on; gig orders have one.
    pub fn current(&self) -> Option<&MilestoneView> {
        self.milestones.iter().find(|milestone| !milestone.state.is_end()).or(self.milestones.last())
    }
}

/// A part of a contract with its own price and delivery.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MilestoneView {
    /// Number within the contract, from 1; part of the commands' addresses.
    pub number: i32,
    pub title: String,
    pub state: WorkState,
    pub money_state: MoneyState,
    pub version: i32,
    pub money: Breakdown,
    pub delivery_days: i32,
    pub revisions_left: i32,
    pub is_review_extended: bool,
    /// Until when it must be paid, delivered, judged; when the money clears.
    pub payment_due_at: Option<DateTime<Utc>>,
    pub due_at: Option<DateTime<Utc>>,
    pub review_ends_at: Option<DateTime<Utc>>,
    pub clears_at: Option<DateTime<Utc>>,
    pub delivered_at: Option<DateTime<Utc>>,
    pub approved_at: Option<DateTime<Utc>>,
    /// What the reader may do now.
    pub allowed: Vec<Event>,
    pub next: NextStep,
    pub other_next: NextStep,
    /// The last payment attempt; its address only for the client.
    pub payment: Option<PaymentAttempt>,
    /// Newest first.
    pub deliveries: Vec<DeliveryView>,
    /// What the client last found missing, while the seller works on it.
    pub revision: Option<RevisionView>,
}

/// The last attempt to pay.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentAttempt {
    pub status: PaymentStatus,
    pub checkout_url: Option<String>,
    /// Why the last card did not go through, as the provider names it (`card_declined`).
    pub failure_code: Option<String>,
}

/// One hand-over of work.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryView {
    pub id: DeliveryId,
    pub number: i32,
    /// Markdown; render it through the sanitiser.
    pub message: String,
    pub files: Vec<FileView>,
    pub links: Vec<String>,
    pub answers: Vec<CriterionAnswer>,
    pub created_at: DateTime<Utc>,
}

/// How a delivery meets one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CriterionAnswer {
    pub criterion: String,
    pub answer: String,
}

/// A file that can be downloaded by the two people of the contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileView {
    pub id: FileId,
    pub name: String,
    pub content_type: String,
    pub bytes: i64,
}

/// What the client found missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevisionView {
    pub criterion: String,
    pub message: String,
    pub at: DateTime<Utc>,
}

/// One thing that happened. The text is the translation `contracts.events.<event>`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimelineEntry {
    pub id: i64,
    pub at: DateTime<Utc>,
    /// Whose doing; null for the clock and the payment provider.
    pub actor: Option<Side>,
    pub event: Event,
    pub from: WorkState,
    pub to: WorkState,
    pub details: EventDetails,
}

/// What an entry of the timeline tells besides its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct EventDetails {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criterion: Option<String>,
    /// Number of the delivery; its files and answers stand in the milestone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub net: Option<Money>,
    /// Until when the next step has time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure_code: Option<String>,
}

/// One line of the contract's books. The text is the translation `ledger.accounts.<account>`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LedgerLine {
    pub entry: i64,
    pub at: DateTime<Utc>,
    /// `payment`, `approval` or `release`.
    pub kind: String,
    /// `psp_clearing`, `held`, `seller_pending`, `seller_available`, `fee_revenue`.
    pub account: String,
    /// Debit positive, credit negative; each entry sums to zero.
    pub amount: Money,
    /// Hash of the entry, hexadecimal; it covers the entry before.
    pub hash: String,
}
