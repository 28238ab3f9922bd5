//! The state machine of a milestone: work and money side by side, as one table that the property tests walk.

use serde::{Deserialize, Serialize};

use crate::errors::{Conflict, Error};

/// An enum whose members have stable names, in the database, in JSON and in addresses.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$member_doc:meta])* $member:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name {
            $($(#[$member_doc])* #[serde(rename = $text)] $member),*
        }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$member),*];

            /// Its name in the database, in JSON and in addresses.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$member => $text),* }
            }

            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|member| member.name() == name)
            }
        }
    };
}
pub(crate) use named;

named! {
    /// How far the work is.
    WorkState {
        Draft = "draft",
        AwaitingPayment = "awaiting_payment",
        AwaitingAcceptance = "awaiting_acceptance",
        AwaitingRequirements = "awaiting_requirements",
        InProgress = "in_progress",
        Delivered = "delivered",
        RevisionRequested = "revision_requested",
        Approved = "approved",
        CancelProposed = "cancel_proposed",
        Disputed = "disputed",
        Closed = "closed",
        Cancelled = "cancelled",
        Expired = "expired",
    }
}

impl WorkState {
    /// Nothing follows.
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Closed | Self::Cancelled | Self::Expired)
    }
}

named! {
    /// Where the client's money is.
    MoneyState {
        None = "none",
        RequiresPayment = "requires_payment",
        RequiresAction = "requires_action",
        Authorized = "authorized",
        /// With us: protected, or cleared and waiting for the transfer.
        Held = "held",
        /// The transfer to the seller has been asked for.
        Releasing = "releasing",
        Released = "released",
        PaidOut = "paid_out",
        Voided = "voided",
        Refunding = "refunding",
        PartiallyRefunded = "partially_refunded",
        Refunded = "refunded",
        Frozen = "frozen",
        ChargebackLost = "chargeback_lost",
        ClawbackDue = "clawback_due",
    }
}

impl MoneyState {
    /// The client has paid, and the money has not reached anybody yet.
    pub const fn is_funded(self) -> bool {
        matches!(self, Self::Held | Self::Releasing | Self::Refunding | Self::Frozen)
    }
}

named! {
    /// Who moves it. The provider speaks by webhook or by our own re-fetch, never through the browser's return.
    Actor {
        Client = "client",
        Seller = "seller",
        Admin = "admin",
        Timer = "timer",
        Provider = "provider",
    }
}

named! {
    /// What can happen. Those of people are also the last part of the command's address.
    Event {
        Order = "order",
        Pay = "pay",
        ActionRequired = "action-required",
        PaymentFailed = "payment-failed",
        Authorized = "authorized",
        Paid = "paid",
        PaymentDue = "payment-due",
        Expire = "expire",
        Accept = "accept",
        Decline = "decline",
        SubmitRequirements = "requirements",
        SkipRequirements = "skip-requirements",
        Deliver = "deliver",
        RequestRevision = "request-revision",
        Extend = "extend",
        Approve = "approve",
        /// The client lets the money go before the clearance ends.
        Release = "release",
        ClearanceEnded = "clearance-ended",
        TransferRefused = "transfer-refused",
        Transferred = "transferred",
    }
}

named! {
    /// What must hold besides the states. Its name is the code of the conflict when it does not.
    Guard {
        Always = "always",
        ActiveListing = "listing_inactive",
        AttemptOpen = "payment_attempt_dead",
        AttemptDead = "payment_attempt_open",
        /// What was paid is what we asked for, in amount and currency.
        AmountEqual = "amount_differs",
        /// The same, and the gig asks for requirements first.
        AmountEqualWithForm = "amount_differs_or_no_form",
        RevisionsLeft = "no_revisions_left",
        NotExtended = "already_extended",
        PayoutReady = "payout_account_missing",
    }
}

named! {
    /// What a rule does to money, besides the state.
    Effect {
        None = "none",
        /// A checkout session for the next attempt.
        OpenCheckout = "open_checkout",
        /// End the session; whether it was paid at the last moment decides between expiry and payment.
        CloseCheckout = "close_checkout",
        Capture = "capture",
        CancelIntent = "cancel_intent",
        /// Ledger: provider clearing / held.
        Hold = "hold",
        /// Ledger: held / seller's pending and our fee.
        Split = "split",
        /// Ask for the transfer to the seller's account.
        Transfer = "transfer",
        /// Ledger: seller's pending / seller's available.
        Credit = "credit",
    }
}

/// What the guards look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, not a state")]
pub struct Facts {
    pub is_listing_active: bool,
    /// The last payment attempt may still be paid.
    pub is_attempt_open: bool,
    pub is_amount_equal: bool,
    pub has_requirements_form: bool,
    pub has_revisions_left: bool,
    pub is_review_extended: bool,
    pub is_payout_ready: bool,
}

impl Guard {
    pub const fn holds(self, facts: &Facts) -> bool {
        match self {
            Self::Always => true,
            Self::ActiveListing => facts.is_listing_active,
            Self::AttemptOpen => facts.is_attempt_open,
            Self::AttemptDead => !facts.is_attempt_open,
            Self::AmountEqual => facts.is_amount_equal && !facts.has_requirements_form,
            Self::AmountEqualWithForm => facts.is_amount_equal && facts.has_requirements_form,
            Self::RevisionsLeft => facts.has_revisions_left,
            Self::NotExtended => !facts.is_review_extended,
            Self::PayoutReady => facts.is_payout_ready,
        }
    }
}

/// One row: in this state, at this event, by one of these actors, if the guard holds, this happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The row in docs/CONTRACTS.md that it implements; a row may need several rules.
    pub row: u8,
    pub from: WorkState,
    pub event: Event,
    pub actors: &'static [Actor],
    pub guard: Guard,
    pub to: WorkState,
    /// The money must be in one of these states, …
    pub money_from: &'static [MoneyState],
    /// … and moves to this one.
    pub money_to: MoneyState,
    pub effect: Effect,
}

use Actor as A;
use Effect as F;
use Event as E;
use Guard as G;
use MoneyState as M;
use WorkState as W;

#[expect(clippy::too_many_arguments, reason = "one argument per column of the table")]
const fn rule(
    row: u8,
    from: W,
    event: E,
    actors: &'static [A],
    guard: G,
    to: W,
    money_from: &'static [M],
    money_to: M,
    effect: F,
) -> Rule {
    Rule { row, from, event, actors, guard, to, money_from, money_to, effect }
}

/// Every legal step of a milestone. Rows 9 and 15 to 21 (refunds, cancellation, disputes) will join it.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    //   row  from                     event                  who                        guard                    to                       money from                               money to            effect
    rule(1,  W::Draft,                E::Order,              &[A::Client],              G::ActiveListing,        W::AwaitingPayment,      &[M::None],                              M::RequiresPayment, F::OpenCheckout),
    rule(1,  W::AwaitingPayment,      E::Pay,                &[A::Client],              G::AttemptOpen,          W::AwaitingPayment,      &[M::RequiresPayment],                   M::RequiresPayment, F::None),
    rule(1,  W::AwaitingPayment,      E::Pay,                &[A::Client],              G::AttemptOpen,          W::AwaitingPayment,      &[M::RequiresAction],                    M::RequiresAction,  F::None),
    rule(1,  W::AwaitingPayment,      E::Pay,                &[A::Client],              G::AttemptDead,          W::AwaitingPayment,      &[M::RequiresPayment, M::RequiresAction], M::RequiresPayment, F::OpenCheckout),
    rule(1,  W::AwaitingPayment,      E::PaymentFailed,      &[A::Provider],            G::Always,               W::AwaitingPayment,      &[M::RequiresPayment, M::RequiresAction], M::RequiresPayment, F::None),
    rule(2,  W::AwaitingPayment,      E::ActionRequired,     &[A::Provider],            G::Always,               W::AwaitingPayment,      &[M::RequiresPayment],                   M::RequiresAction,  F::None),
    rule(3,  W::AwaitingPayment,      E::Authorized,         &[A::Provider],            G::Always,               W::AwaitingAcceptance,   &[M::RequiresPayment, M::RequiresAction], M::Authorized,      F::None),
    rule(4,  W::AwaitingPayment,      E::Paid,               &[A::Provider],            G::AmountEqualWithForm,  W::AwaitingRequirements, &[M::RequiresPayment, M::RequiresAction], M::Held,            F::Hold),
    rule(4,  W::AwaitingPayment,      E::Paid,               &[A::Provider],            G::AmountEqual,          W::InProgress,           &[M::RequiresPayment, M::RequiresAction], M::Held,            F::Hold),
    rule(5,  W::AwaitingPayment,      E::PaymentDue,         &[A::Timer],               G::Always,               W::AwaitingPayment,      &[M::RequiresPayment],                   M::RequiresPayment, F::CloseCheckout),
    rule(5,  W::AwaitingPayment,      E::PaymentDue,         &[A::Timer],               G::Always,               W::AwaitingPayment,      &[M::RequiresAction],                    M::RequiresAction,  F::CloseCheckout),
    rule(5,  W::AwaitingPayment,      E::Expire,             &[A::Timer],               G::AttemptDead,          W::Expired,              &[M::RequiresPayment, M::RequiresAction], M::Voided,          F::None),
    rule(6,  W::AwaitingAcceptance,   E::Accept,             &[A::Seller],              G::Always,               W::AwaitingAcceptance,   &[M::Authorized],                        M::Authorized,      F::Capture),
    rule(6,  W::AwaitingAcceptance,   E::Paid,               &[A::Provider],            G::AmountEqualWithForm,  W::AwaitingRequirements, &[M::Authorized],                        M::Held,            F::Hold),
    rule(6,  W::AwaitingAcceptance,   E::Paid,               &[A::Provider],            G::AmountEqual,          W::InProgress,           &[M::Authorized],                        M::Held,            F::Hold),
    rule(7,  W::AwaitingAcceptance,   E::Decline,            &[A::Seller, A::Client, A::Timer], G::Always,       W::Cancelled,            &[M::Authorized],                        M::Voided,          F::CancelIntent),
    rule(8,  W::AwaitingRequirements, E::SubmitRequirements, &[A::Client],              G::Always,               W::InProgress,           &[M::Held],                              M::Held,            F::None),
    rule(8,  W::AwaitingRequirements, E::SkipRequirements,   &[A::Seller],              G::Always,               W::InProgress,           &[M::Held],                              M::Held,            F::None),
    rule(10, W::InProgress,           E::Deliver,            &[A::Seller],              G::Always,               W::Delivered,            &[M::Held],                              M::Held,            F::None),
    rule(11, W::Delivered,            E::RequestRevision,    &[A::Client],              G::RevisionsLeft,        W::RevisionRequested,    &[M::Held],                              M::Held,            F::None),
    rule(12, W::RevisionRequested,    E::Deliver,            &[A::Seller],              G::Always,               W::Delivered,            &[M::Held],                              M::Held,            F::None),
    rule(13, W::Delivered,            E::Extend,             &[A::Client],              G::NotExtended,          W::Delivered,            &[M::Held],                              M::Held,            F::None),
    rule(13, W::Delivered,            E::Approve,            &[A::Client, A::Timer],    G::Always,               W::Approved,             &[M::Held],                              M::Held,            F::Split),
    rule(14, W::Approved,             E::Release,            &[A::Client],              G::Always,               W::Approved,             &[M::Held],                              M::Held,            F::None),
    rule(14, W::Approved,             E::ClearanceEnded,     &[A::Timer],               G::PayoutReady,          W::Approved,             &[M::Held],                              M::Releasing,       F::Transfer),
    rule(14, W::Approved,             E::TransferRefused,    &[A::Provider],            G::Always,               W::Approved,             &[M::Releasing],                         M::Held,            F::None),
    rule(14, W::Approved,             E::Transferred,        &[A::Provider],            G::Always,               W::Closed,               &[M::Releasing],                         M::Released,        F::Credit),
];

/// Where a milestone stands: all that decides what may happen next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub work: WorkState,
    pub money: MoneyState,
    pub version: i32,
    pub facts: Facts,
}

impl Position {
    /// The rule for this event, or why there is none: `Forbidden` for who may never do it, else a conflict that
    /// names what is possible.
    pub fn decide(&self, event: Event, actor: Actor) -> Result<&'static Rule, Error> {
        if !RULES.iter().any(|rule| rule.event == event && rule.actors.contains(&actor)) {
            return Err(Error::Forbidden);
        }
        let candidates = || self.rules_of(actor).filter(move |rule| rule.event == event);
        if let Some(rule) = candidates().find(|rule| rule.guard.holds(&self.facts)) {
            return Ok(rule);
        }
        let code = candidates().next().map_or("illegal_transition", |rule| rule.guard.name());
        Err(self.conflict(code, actor))
    }

    /// A refusal that tells what this actor could do instead.
    pub fn conflict(&self, code: &'static str, actor: Actor) -> Error {
        let allowed = self.allowed(actor).into_iter().map(|event| event.name().to_owned()).collect();
        Error::Conflict(Conflict {
            code: code.into(),
            allowed,
            version: Some(self.version),
            ..Conflict::default()
        })
    }

    /// What this actor may do now.
    pub fn allowed(&self, actor: Actor) -> Vec<Event> {
        let mut events: Vec<Event> = self
            .rules_of(actor)
            .filter(|rule| rule.guard.holds(&self.facts))
            .map(|rule| rule.event)
            .collect();
        events.dedup();
        events
    }

    fn rules_of(&self, actor: Actor) -> impl Iterator<Item = &'static Rule> {
        let (work, money) = (self.work, self.money);
        RULES.iter().filter(move |rule| {
            rule.from == work && rule.money_from.contains(&money) && rule.actors.contains(&actor)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use proptest::prelude::*;

    use super::*;

    fn facts() -> impl Strategy<Value = Facts> {
        any::<[bool; 7]>().prop_map(|[a, b, c, d, e, f, g]| Facts {
            is_listing_active: a,
            is_attempt_open: b,
            is_amount_equal: c,
            has_requirements_form: d,
            has_revisions_left: e,
            is_review_extended: f,
            is_payout_ready: g,
        })
    }

    const START: (W, M) = (W::Draft, M::None);

    fn all_facts() -> Vec<Facts> {
        (0_u8..128)
            .map(|bits| Facts {
                is_listing_active: bits & 1 > 0,
                is_attempt_open: bits & 2 > 0,
                is_amount_equal: bits & 4 > 0,
                has_requirements_form: bits & 8 > 0,
                has_revisions_left: bits & 16 > 0,
                is_review_extended: bits & 32 > 0,
                is_payout_ready: bits & 64 > 0,
            })
            .collect()
    }

    /// Every pair of states that can be reached, with where each leads.
    fn reachable() -> HashMap<(W, M), Vec<(W, M)>> {
        let mut graph = HashMap::new();
        let mut open = vec![START];
        while let Some(node) = open.pop() {
            if graph.contains_key(&node) {
                continue;
            }
            let next: Vec<_> = RULES
                .iter()
                .filter(|rule| rule.from == node.0 && rule.money_from.contains(&node.1))
                .map(|rule| (rule.to, rule.money_to))
                .collect();
            open.extend(&next);
            graph.insert(node, next);
        }
        graph
    }

    #[test]
    fn every_reachable_state_can_reach_an_end() {
        let graph = reachable();
        let mut good: HashSet<(W, M)> = graph.keys().copied().filter(|node| node.0.is_end()).collect();
        while let Some(node) = graph
            .iter()
            .find(|(node, next)| !good.contains(node) && next.iter().any(|to| good.contains(to)))
            .map(|(node, _)| *node)
        {
            good.insert(node);
        }
        for node in graph.keys() {
            assert!(good.contains(node), "{node:?} is a dead end");
        }
    }

    #[test]
    fn no_end_has_an_exit_and_none_keeps_money() {
        for (work, money) in reachable().into_keys().filter(|(work, _)| work.is_end()) {
            assert!(!money.is_funded(), "{work:?} keeps {money:?}");
            assert!(!RULES.iter().any(|rule| rule.from == work));
        }
    }

    #[test]
    fn every_rule_is_reached() {
        let graph = reachable();
        for rule in RULES {
            assert!(
                rule.money_from.iter().all(|money| graph.contains_key(&(rule.from, *money))),
                "{rule:?} waits for a state that never comes"
            );
        }
    }

    #[test]
    fn one_event_has_one_outcome() {
        for facts in all_facts() {
            for rule in RULES {
                for &money in rule.money_from {
                    let twins = RULES.iter().filter(|other| {
                        other.from == rule.from
                            && other.event == rule.event
                            && other.money_from.contains(&money)
                            && other.guard.holds(&facts)
                            && rule.guard.holds(&facts)
                    });
                    assert!(twins.count() <= 1, "{rule:?} is ambiguous");
                }
            }
        }
    }

    #[test]
    fn the_documentation_shows_this_table() {
        let page = include_str!("../../../docs/CONTRACTS.md");
        for rule in RULES {
            let names = |states: &[M]| states.iter().map(|state| state.name()).collect::<Vec<_>>().join(", ");
            let line = format!(
                "| {} | {} | {} | {} | {} | {} | {} → {} | {} |",
                rule.row,
                rule.from.name(),
                rule.event.name(),
                rule.actors.iter().map(|actor| actor.name()).collect::<Vec<_>>().join(", "),
                rule.guard.name(),
                rule.to.name(),
                names(rule.money_from),
                rule.money_to.name(),
                rule.effect.name(),
            );
            assert!(page.contains(&line), "{line}");
        }
        assert_eq!(
            page.lines().filter(|line| line.ends_with(" |") && line.contains(" → ")).count(),
            RULES.len()
        );
    }

    #[test]
    fn only_the_provider_says_that_money_came_or_went() {
        for rule in RULES.iter().filter(|rule| matches!(rule.effect, F::Hold | F::Credit)) {
            assert_eq!(rule.actors, [A::Provider]);
        }
    }

    #[test]
    fn nobody_can_do_what_belongs_to_the_other_side() {
        let position = Position { work: W::Delivered, money: M::Held, version: 4, facts: Facts::default() };
        assert!(matches!(position.decide(E::Approve, A::Seller), Err(Error::Forbidden)));
        assert!(matches!(position.decide(E::Deliver, A::Client), Err(Error::Forbidden)));
        assert!(matches!(position.decide(E::Transferred, A::Client), Err(Error::Forbidden)));
    }

    #[test]
    fn an_illegal_event_is_answered_with_the_legal_ones_and_the_version() {
        let facts = Facts { has_revisions_left: true, ..Facts::default() };
        let position = Position { work: W::Delivered, money: M::Held, version: 4, facts };
        let Err(Error::Conflict(conflict)) = position.decide(E::Release, A::Client) else {
            panic!("release is not possible before the approval")
        };
        assert_eq!(conflict.code, "illegal_transition");
        assert_eq!(conflict.allowed, ["request-revision", "extend", "approve"]);
        assert_eq!(conflict.version, Some(4));
    }

    #[test]
    fn a_revision_without_any_left_names_the_reason() {
        let position = Position { work: W::Delivered, money: M::Held, version: 4, facts: Facts::default() };
        let Err(Error::Conflict(conflict)) = position.decide(E::RequestRevision, A::Client) else {
            panic!("there are no revisions left")
        };
        assert_eq!(conflict.code, "no_revisions_left");
    }

    proptest! {
        /// Any sequence of attempts by anybody: what is refused changes nothing, what is allowed follows the table.
        #[test]
        fn no_path_releases_twice(steps in prop::collection::vec((0..Event::ALL.len(), 0..Actor::ALL.len(), facts()), 1..200)) {
            let mut position = Position { work: W::Draft, money: M::None, version: 1, facts: Facts::default() };
            let mut done: HashMap<&str, i32> = HashMap::new();
            for (event, actor, facts) in steps {
                position.facts = facts;
                match position.decide(Event::ALL[event], Actor::ALL[actor]) {
                    Ok(rule) => {
                        position.work = rule.to;
                        position.money = rule.money_to;
                        *done.entry(rule.effect.name()).or_default() += 1;
                        if rule.event == E::TransferRefused {
                            *done.entry(F::Transfer.name()).or_default() -= 1;
                        }
                        for once in [F::Hold, F::Split, F::Transfer, F::Credit] {
                            prop_assert!(done.get(once.name()).copied().unwrap_or_default() <= 1, "{:?} twice", once);
                        }
                        let count = |effect: F| done.get(effect.name()).copied().unwrap_or_default();
                        prop_assert!(count(F::Credit) <= count(F::Transfer));
                        prop_assert!(count(F::Transfer) <= count(F::Split));
                        prop_assert!(count(F::Split) <= count(F::Hold));
                    }
                    Err(Error::Conflict(conflict)) => {
                        let allowed: Vec<_> = position.allowed(Actor::ALL[actor]).into_iter().map(Event::name).collect();
                        prop_assert!(!allowed.contains(&Event::ALL[event].name()));
                        prop_assert_eq!(conflict.allowed, allowed);
                    }
                    Err(_) => {}
                }
            }
        }
    }
}
