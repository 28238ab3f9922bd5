//! Stripe's test cards and what each of them does.
use crate::error::ApiError;

/// A card as typed into the form.
#[derive(Clone, Debug, Default)]
pub struct Card {
    /// Digits only.
    pub number: String,
    /// What it does.
    pub behaviour: Behaviour,
}

/// What happens when the card is charged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Behaviour {
    /// It pays.
    #[default]
    Pays,
    /// The bank asks its holder first (3-D Secure).
    Authenticates,
    /// It pays, and the holder disputes the charge at once.
    PaysThenDisputes,
    /// The bank says no.
    Declines(Decline),
}

/// Why a bank says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decline {
    /// Stripe's code, such as `card_declined`.
    pub code: &'static str,
    /// The bank's reason, such as `insufficient_funds`.
    pub reason: &'static str,
    /// Stripe's English sentence.
    pub message: &'static str,
}

const fn decline(code: &'static str, reason: &'static str, message: &'static str) -> Behaviour {
    Behaviour::Declines(Decline { code, reason, message })
}

/// The holder did not pass 3-D Secure.
pub const AUTHENTICATION_FAILED: Decline = Decline {
    code: "payment_intent_authentication_failure",
    reason: "authentication_required",
    message: "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
};

/// The test cards of Stripe's documentation that we know: <https://docs.stripe.com/testing>.
const KNOWN: &[(&str, Behaviour)] = &[
    ("4242424242424242", Behaviour::Pays),
    ("4000056655665556", Behaviour::Pays),
    ("5555555555554444", Behaviour::Pays),
    ("378282246310005", Behaviour::Pays),
    ("4000000320000021", Behaviour::Pays),
    ("4000000760000002", Behaviour::Pays),
    ("4000004840008001", Behaviour::Pays),
    ("4000002500003155", Behaviour::Authenticates),
    ("4000002760003184", Behaviour::Authenticates),
    ("4000000000000259", Behaviour::PaysThenDisputes),
    ("4000000000000002", decline("card_declined", "generic_decline", "Your card was declined.")),
    ("4000000000009995", decline("card_declined", "insufficient_funds", "Your card has insufficient funds.")),
    ("4000000000009987", decline("card_declined", "lost_card", "Your card was declined.")),
    ("4000000000000069", decline("expired_card", "expired_card", "Your card has expired.")),
    (
        "4000000000000127",
        decline("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect."),
    ),
    (
        "4000000000000119",
        decline("processing_error", "processing_error", "An error occurred while processing your card."),
    ),
];

impl Card {
    /// Reads a number with or without spaces, or the name of one of Stripe's test payment methods.
    pub fn parse(typed: &str) -> Result<Self, ApiError> {
        let number = match typed {
            "pm_card_visa" => "4242424242424242".to_owned(),
            "pm_card_chargeDeclined" => "4000000000000002".to_owned(),
            "pm_card_chargeDeclinedInsufficientFunds" => "4000000000009995".to_owned(),
            "pm_card_threeDSecure2Required" | "pm_card_authenticationRequired" => {
                "4000002500003155".to_owned()
            }
            "pm_card_createDispute" => "4000000000000259".to_owned(),
            number => number.chars().filter(|letter| !matches!(letter, ' ' | '-' | '\u{a0}')).collect(),
        };
        if !has_valid_check_digit(&number) {
            return Err(ApiError::invalid("Your card number is incorrect.")
                .with_status(axum::http::StatusCode::PAYMENT_REQUIRED, "card_error")
                .with_code("incorrect_number")
                .with_param("number"));
        }
        let live_card = decline(
            "card_declined",
            "test_mode_live_card",
            "Your card was declined. Your request was in test mode, but used a non test card.",
        );
        let behaviour =
            KNOWN.iter().find(|(known, _)| *known == number).map_or(live_card, |(_, behaviour)| *behaviour);
        Ok(Self { number, behaviour })
    }

    /// The four digits that may be shown.
    pub fn last4(&self) -> &str {
        self.number.get(self.number.len().saturating_sub(4)..).unwrap_or_default()
    }

    /// `visa`, `mastercard` or `amex`.
    pub fn brand(&self) -> &'static str {
        match self.number.as_bytes().first() {
            Some(b'5') => "mastercard",
            Some(b'3') => "amex",
            _ => "visa",
        }
    }
}

/// Luhn's check, and a length that cards have.
fn has_valid_check_digit(number: &str) -> bool {
    if !(12..=19).contains(&number.len()) || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, byte)| {
            let digit = u32::from(byte - b'0') * if index % 2 == 1 { 2 } else { 1 };
            if digit > 9 { digit - 9 } else { digit }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_known_cards_have_a_valid_number_and_their_behaviour() {
        for (number, behaviour) in KNOWN {
            assert_eq!(Card::parse(number).unwrap().behaviour, *behaviour, "{number}");
        }
    }

    #[test]
    fn a_wrong_number_is_no_card_and_a_real_one_is_declined() {
        assert_eq!(Card::parse("4242 4242 4242 4241").unwrap_err().code, Some("incorrect_number"));
        assert_eq!(Card::parse("1234").unwrap_err().code, Some("incorrect_number"));
        assert!(matches!(Card::parse("4111 1111 1111 1111").unwrap().behaviour, Behaviour::Declines(_)));
    }
}
