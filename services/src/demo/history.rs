//! What happened between the demo's people: orders in every state that a visitor should see, told by the same events, books and notices that the
//! real thing writes, with dates in the past.

use chrono::{DateTime, Duration, Utc};
use domain::{
    Error,
    contracts::{
        Actor, Event, MoneyState, TimerEvent, Timers, WorkState, criteria_of,
        room::{EventDetails, Snapshot},
        timers::next_of_review,
    },
    ids::{MilestoneId, UserId},
    money::Money,
    notifications::NotificationKind,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    cast::{Cast, Member},
    dice::Dice,
    identifier,
    rows::{ContractRow, DeliveryRow, EventRow, MilestoneRow, NoticeRow, PaymentRow, ReviewRow},
    shelves::GigPlan,
    texts::{self, opinions},
};
use crate::payments::{
    ledger::{Account, Entry},
    operations::group_of,
};

/// How far an order has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    InProgress,
    Delivered,
    RevisionRequested,
    Approved,
    Closed,
    /// Never paid.
    Expired,
}

/// An order to be told.
pub struct Order<'a> {
    pub gig: &'a GigPlan,
    pub client: usize,
    pub stage: Stage,
    pub ordered_at: DateTime<Utc>,
}

/// All rows of the past, collected over many orders.
#[derive(Default)]
pub struct History {
    pub contracts: Vec<ContractRow>,
    pub milestones: Vec<MilestoneRow>,
    pub payments: Vec<PaymentRow>,
    pub events: Vec<EventRow>,
    pub deliveries: Vec<DeliveryRow>,
    pub reviews: Vec<ReviewRow>,
    pub notices: Vec<NoticeRow>,
    pub entries: Vec<Entry>,
}

/// Notices older than this are not loaded at all: nobody scrolls that far.
const NOTICE_DAYS: i64 = 45;
/// Notices older than this have been read.
const UNREAD_DAYS: i64 = 4;
/// Somewhere to look at deliveries; the domain is reserved for examples.
const DELIVERY_HOST: &str = "https://entregas.example.com";

/// One order while it is told.
struct Tale<'a> {
    order: &'a Order<'a>,
    cast: &'a Cast,
    dice: Dice,
    now: DateTime<Utc>,
    at: DateTime<Utc>,
    contract: ContractRow,
    milestone: MilestoneRow,
    work: WorkState,
    timers: Timers,
    criteria: Vec<String>,
    price: Money,
    deliveries: i32,
    history: &'a mut History,
}

impl History {
    /// Tells one order from its beginning to its stage.
    pub fn tell(
        &mut self,
        order: &Order<'_>,
        cast: &Cast,
        fee_basis_points: i32,
        now: DateTime<Utc>,
        mut dice: Dice,
    ) -> Result<(), Error> {
        let gig = order.gig;
        let tier = dice.index(gig.packages.len());
        let package = &gig.packages[tier];
        let timers = Timers::for_seller(Timers::NEW_SELLER_CONTRACTS);
        let criteria = criteria_of(&package.description);
        let snapshot = Snapshot {
            gig_slug: gig.slug.clone(),
            tier: super::TIERS[tier].to_owned(),
            package: package.name.to_owned(),
            description: package.description.clone(),
            criteria: criteria.clone(),
            revisions: package.revisions,
            timers,
        };
        let price = Money::new(package.price, gig.currency);
        let contract = ContractRow {
            id: identifier(order.ordered_at, &mut dice),
            client_id: cast.members[order.client].id,
            seller_id: cast.members[gig.seller].id,
            gig_id: gig.id,
            title: gig.text.title.clone(),
            snapshot: serde_json::to_value(&snapshot)?,
            currency: gig.currency.code(),
            fee_basis_points,
            created_at: order.ordered_at,
            closed_at: None,
        };
        let milestone = MilestoneRow {
            id: identifier(order.ordered_at, &mut dice),
            contract_id: contract.id,
            title: gig.text.title.clone(),
            amount: package.price,
            delivery_days: package.delivery_days,
            revisions_left: package.revisions,
            work_state: "",
            money_state: "",
            version: 1,
            payment_due_at: None,
            due_at: None,
            review_ends_at: None,
            clears_at: None,
            delivered_at: None,
            approved_at: None,
            timer_event: None,
            timer_at: None,
            payment_attempt: 1,
            transfer_attempt: 0,
        };
        Tale {
            order,
            cast,
            dice,
            now,
            at: order.ordered_at,
            contract,
            milestone,
            work: WorkState::Draft,
            timers,
            criteria,
            price,
            deliveries: 0,
            history: self,
        }
        .tell()
    }
}

impl Tale<'_> {
    fn tell(mut self) -> Result<(), Error> {
        let is_paid = self.order.stage != Stage::Expired;
        self.order_and_pay(is_paid)?;
        let money = match self.order.stage {
            Stage::Expired => MoneyState::Voided,
            Stage::Closed => MoneyState::Released,
            _ => MoneyState::Held,
        };
        if is_paid && self.order.stage != Stage::InProgress {
            self.deliver()?;
            let is_revised = self.order.stage == Stage::RevisionRequested || self.dice.chance(0.18);
            if is_revised && self.milestone.revisions_left > 0 {
                self.request_revision()?;
                if self.order.stage != Stage::RevisionRequested {
                    self.deliver()?;
                }
            }
            if matches!(self.order.stage, Stage::Approved | Stage::Closed) {
                self.approve()?;
            }
            if self.order.stage == Stage::Closed {
                self.release()?;
                self.review();
            }
        }
        if self.work == WorkState::Delivered
            && let Some(ends) = self.milestone.review_ends_at
        {
            let (timer, at) = next_of_review(self.now, ends);
            self.set_timer(timer, at);
        }
        self.milestone.work_state = self.work.name();
        self.milestone.money_state = money.name();
        self.history.contracts.push(self.contract);
        self.history.milestones.push(self.milestone);
        Ok(())
    }

    fn client(&self) -> &Member {
        &self.cast.members[self.order.client]
    }

    fn seller(&self) -> &Member {
        &self.cast.members[self.order.gig.seller]
    }

    fn set_timer(&mut self, timer: TimerEvent, at: DateTime<Utc>) {
        self.milestone.timer_event = Some(timer.name());
        self.milestone.timer_at = Some(at);
    }

    /// Time goes by, between so many hours, but never past a few hours ago.
    fn wait(&mut self, least: i64, most: i64) {
        let minutes = self.dice.whole(least * 60, (most * 60).max(least * 60));
        let latest = self.now - Duration::minutes(self.dice.whole(90, 600));
        self.at = (self.at + Duration::minutes(minutes)).min(latest.max(self.at + Duration::seconds(40)));
    }

    fn happen(
        &mut self,
        event: Event,
        actor: Actor,
        to: WorkState,
        details: EventDetails,
    ) -> Result<(), Error> {
        let actor_id = match actor {
            Actor::Client => Some(self.client().id),
            Actor::Seller => Some(self.seller().id),
            _ => None,
        };
        self.history.events.push(EventRow {
            contract_id: self.contract.id,
            milestone_id: self.milestone.id,
            at: self.at,
            actor: actor.name(),
            actor_id,
            event: event.name(),
            from_state: self.work.name(),
            to_state: to.name(),
            details: serde_json::to_value(&details)?,
        });
        self.work = to;
        self.milestone.version += 1;
        Ok(())
    }

    fn order_and_pay(&mut self, is_paid: bool) -> Result<(), Error> {
        let amount = Some(self.price);
        let due = self.at + self.timers.payment();
        self.milestone.payment_due_at = Some(due);
        self.happen(
            Event::Order,
            Actor::Client,
            WorkState::AwaitingPayment,
            EventDetails { amount, until: Some(due), ..EventDetails::default() },
        )?;
        let code = identifier(self.at, &mut self.dice).simple().to_string();
        let (created_at, status) = (self.at, if is_paid { "succeeded" } else { "cancelled" });
        if is_paid {
            self.at += Duration::seconds(self.dice.whole(35, 400));
            let until = self.at + Duration::days(self.milestone.delivery_days.into());
            self.milestone.due_at = Some(until);
            self.happen(
                Event::Paid,
                Actor::Provider,
                WorkState::InProgress,
                EventDetails { amount, until: Some(until), ..EventDetails::default() },
            )?;
            let gross = self.price.amount;
            self.post("payment", vec![(Account::PspClearing, gross), (self.held(), -gross)]);
            self.notify_seller(NotificationKind::OrderPaid, amount);
            self.notify_client(NotificationKind::PaymentHeld, amount);
        } else {
            self.at = due;
            self.happen(Event::Expire, Actor::Timer, WorkState::Expired, EventDetails::default())?;
            self.contract.closed_at = Some(self.at);
            self.notify_client(NotificationKind::OrderExpired, None);
        }
        self.history.payments.push(PaymentRow {
            id: identifier(created_at, &mut self.dice),
            milestone_id: self.milestone.id,
            amount: self.price.amount,
            currency: self.price.currency.code(),
            status,
            checkout_session_id: format!("cs_demo_{code}"),
            payment_intent_id: is_paid.then(|| format!("pi_demo_{code}")),
            created_at,
            updated_at: self.at,
        });
        Ok(())
    }

    fn deliver(&mut self) -> Result<(), Error> {
        let days = i64::from(self.milestone.delivery_days);
        if self.deliveries == 0 {
            self.wait(days * 10, days * 25);
        } else {
            self.wait(6, 40);
        }
        self.deliveries += 1;
        let ends = self.at + self.timers.review();
        self.milestone.delivered_at = Some(self.at);
        self.milestone.review_ends_at = Some(ends);
        let message = *self.dice.pick(opinions::DELIVERIES);
        let details = EventDetails {
            message: Some(message.to_owned()),
            delivery: Some(self.deliveries),
            until: Some(ends),
            ..EventDetails::default()
        };
        self.happen(Event::Deliver, Actor::Seller, WorkState::Delivered, details)?;
        let answers = self.criteria.iter().map(|_| (*self.dice.pick(opinions::ANSWERS)).to_owned()).collect();
        let id = identifier(self.at, &mut self.dice);
        self.history.deliveries.push(DeliveryRow {
            id,
            milestone_id: self.milestone.id,
            number: self.deliveries,
            message,
            links: vec![format!("{DELIVERY_HOST}/{}", id.simple())],
            answers,
            created_at: self.at,
        });
        self.notify_client(NotificationKind::WorkDelivered, None);
        Ok(())
    }

    fn request_revision(&mut self) -> Result<(), Error> {
        self.wait(3, 30);
        self.milestone.revisions_left -= 1;
        self.milestone.review_ends_at = None;
        self.milestone.due_at = self.milestone.due_at.max(Some(self.at + self.timers.extension()));
        let details = EventDetails {
            message: Some((*self.dice.pick(opinions::REVISIONS)).to_owned()),
            criterion: self.criteria.last().cloned(),
            until: self.milestone.due_at,
            ..EventDetails::default()
        };
        self.happen(Event::RequestRevision, Actor::Client, WorkState::RevisionRequested, details)?;
        self.notify_seller(NotificationKind::RevisionRequested, None);
        Ok(())
    }

    fn approve(&mut self) -> Result<(), Error> {
        self.wait(4, 60);
        let basis_points = self.contract.fee_basis_points;
        let (fee, net) = (self.price.fee(basis_points), self.price.net(basis_points));
        let clears = self.at + self.timers.clearance();
        self.milestone.approved_at = Some(self.at);
        self.milestone.clears_at = Some(clears);
        self.set_timer(TimerEvent::ClearanceEnds, clears);
        let details =
            EventDetails { fee: Some(fee), net: Some(net), until: Some(clears), ..EventDetails::default() };
        self.happen(Event::Approve, Actor::Client, WorkState::Approved, details)?;
        let pending = Account::SellerPending(self.seller().id.into());
        self.post(
            "approval",
            vec![
                (self.held(), self.price.amount),
                (pending, -net.amount),
                (Account::FeeRevenue, -fee.amount),
            ],
        );
        self.notify_seller(NotificationKind::DeliveryApproved, Some(net));
        Ok(())
    }

    fn release(&mut self) -> Result<(), Error> {
        let net = self.price.net(self.contract.fee_basis_points);
        let clears = self.at + self.timers.clearance();
        if self.dice.chance(0.5) || clears > self.now - Duration::hours(2) {
            self.milestone.clears_at = Some(self.at);
            self.happen(
                Event::Release,
                Actor::Client,
                WorkState::Approved,
                EventDetails { until: Some(self.at), ..EventDetails::default() },
            )?;
        } else {
            self.at = clears;
        }
        self.at += Duration::seconds(20);
        self.happen(
            Event::ClearanceEnded,
            Actor::Timer,
            WorkState::Approved,
            EventDetails { until: self.milestone.clears_at, ..EventDetails::default() },
        )?;
        self.at += Duration::seconds(self.dice.whole(1, 9));
        self.happen(
            Event::Transferred,
            Actor::Provider,
            WorkState::Closed,
            EventDetails { net: Some(net), ..EventDetails::default() },
        )?;
        self.milestone.transfer_attempt = 1;
        self.milestone.timer_event = None;
        self.milestone.timer_at = None;
        self.contract.closed_at = Some(self.at);
        let seller: UserId = self.seller().id.into();
        self.post(
            "release",
            vec![
                (Account::SellerPending(seller), net.amount),
                (Account::SellerAvailable(seller), -net.amount),
            ],
        );
        self.notify_seller(NotificationKind::MoneyReleased, Some(net));
        Ok(())
    }

    /// Most clients write, more than half of the sellers do. A single review is public once the two weeks are over.
    fn review(&mut self) {
        let closed = self.at;
        let window_ends = closed + domain::reviews::window();
        let mut written = Vec::new();
        for (is_client, share) in [(true, 0.9), (false, 0.62)] {
            let at = closed + Duration::minutes(self.dice.whole(30, 6 * 24 * 60));
            if self.dice.chance(share) && at < self.now {
                written.push((is_client, at));
            }
        }
        let latest = written.iter().map(|(_, at)| *at).max().unwrap_or(closed);
        let published_at =
            if written.len() == 2 { Some(latest) } else { Some(window_ends).filter(|ends| *ends < self.now) };
        for (is_client, at) in written {
            let (author, subject) = if is_client {
                (self.client().id, self.seller().id)
            } else {
                (self.seller().id, self.client().id)
            };
            let rating = if is_client { self.stars() } else { 5 - i32::from(self.dice.chance(0.14)) };
            let comment = if is_client {
                self.opinion(rating)
            } else {
                (*self.dice.pick(opinions::OF_CLIENTS)).to_owned()
            };
            let reply = (is_client && published_at.is_some() && self.dice.chance(0.28)).then(|| {
                *self.dice.pick(if rating >= 4 { opinions::REPLIES } else { opinions::SORRY_REPLIES })
            });
            self.history.reviews.push(ReviewRow {
                id: identifier(at, &mut self.dice),
                contract_id: self.contract.id,
                author_id: author,
                subject_id: subject,
                gig_id: is_client.then_some(self.order.gig.id),
                rating,
                comment,
                reply,
                created_at: at,
                published_at,
            });
        }
    }

    /// Better sellers get more fives; hardly anybody gets ones.
    fn stars(&mut self) -> i32 {
        let (quality, roll) = (self.seller().quality, self.dice.unit());
        let five = 0.5 + quality * 0.42;
        match roll {
            roll if roll < five => 5,
            roll if roll < five + (1.0 - five) * 0.75 => 4,
            roll if roll < five + (1.0 - five) * 0.95 => 3,
            _ => 2,
        }
    }

    /// Words that nobody used for this gig before, if a few tries find some.
    fn opinion(&mut self, rating: i32) -> String {
        let gig = self.order.gig.id;
        let mut comment = texts::review(self.order.gig.field, rating, &mut self.dice);
        for _ in 0..12 {
            if self
                .history
                .reviews
                .iter()
                .rev()
                .take(60)
                .all(|other| other.gig_id != Some(gig) || other.comment != comment)
            {
                break;
            }
            comment = texts::review(self.order.gig.field, rating, &mut self.dice);
        }
        comment
    }

    fn held(&self) -> Account {
        Account::Held(MilestoneId(self.milestone.id))
    }

    fn post(&mut self, kind: &'static str, lines: Vec<(Account, i64)>) {
        let milestone = MilestoneId(self.milestone.id);
        self.history.entries.push(Entry {
            kind,
            milestone,
            key: format!("{}:{kind}", group_of(milestone)),
            currency: self.price.currency,
            at: self.at,
            lines,
        });
    }

    fn notify_client(&mut self, kind: NotificationKind, amount: Option<Money>) {
        let (recipient, actor) = (self.client().id, self.seller().name.clone());
        self.notify(recipient, &actor, kind, amount);
    }

    fn notify_seller(&mut self, kind: NotificationKind, amount: Option<Money>) {
        let (recipient, actor) = (self.seller().id, self.client().name.clone());
        self.notify(recipient, &actor, kind, amount);
    }

    fn notify(&mut self, user_id: Uuid, actor: &str, kind: NotificationKind, amount: Option<Money>) {
        if self.at < self.now - Duration::days(NOTICE_DAYS) {
            return;
        }
        let mut params = json!({"title": self.contract.title, "actor": actor});
        if let Some(amount) = amount {
            params["amount"] =
                Value::String(json!({"amount": amount.amount, "currency": amount.currency}).to_string());
        }
        self.history.notices.push(NoticeRow {
            id: identifier(self.at, &mut self.dice),
            user_id,
            kind: kind.name(),
            params,
            path: format!("/contratos/{}", self.contract.id),
            created_at: self.at,
            read_at: (self.at < self.now - Duration::days(UNREAD_DAYS)).then(|| self.at + Duration::hours(2)),
        });
    }
}
