//! Money as integer minor units with its currency; never a float.

use std::{
    fmt::{self, Write as _},
    str::FromStr,
};

use serde::{Deserialize, Serialize};

use crate::{FieldError, locale::Locale};

/// A currency that people are paid in. Both have two decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    #[default]
    Ars,
    Usd,
}

impl Currency {
    pub const ALL: [Self; 2] = [Self::Ars, Self::Usd];

    /// ISO 4217 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ars => "ARS",
            Self::Usd => "USD",
        }
    }

    /// Smallest and largest amount of a contract, in minor units (product.md, Numbers).
    pub const fn contract_limits(self) -> (i64, i64) {
        match self {
            Self::Ars => (100_000, 10_000_000_000),
            Self::Usd => (500, 10_000_000),
        }
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(code: &str) -> Result<Self, UnknownCurrency> {
        Self::ALL
            .into_iter()
            .find(|currency| currency.code().eq_ignore_ascii_case(code))
            .ok_or(UnknownCurrency)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

/// Not one of our currencies.
#[derive(Debug, PartialEq, Eq)]
pub struct UnknownCurrency;

impl fmt::Display for UnknownCurrency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("not ARS or USD")
    }
}

impl std::error::Error for UnknownCurrency {}

/// An amount in minor units (centavos, cents) with its currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Money {
    /// Minor units: 1500000 is $ 15.000,00.
    pub amount: i64,
    pub currency: Currency,
}

impl Money {
    pub const fn new(amount: i64, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// What somebody typed: `15000`, `15.000`, `15.000,50`, `15,000.50`, `$ 1500,5`.
    /// With one kind of separator, three digits behind it mean thousands and one or two mean decimals.
    pub fn parse(field: &'static str, text: &str, currency: Currency) -> Result<Self, FieldError> {
        let wrong = || FieldError::new(field, "invalid_amount");
        let text: String = text.chars().filter(|c| !c.is_whitespace() && !"$USARD".contains(*c)).collect();
        if text.is_empty() {
            return Err(FieldError::new(field, "required"));
        }
        let (whole, decimals) = match text.rfind([',', '.']) {
            Some(at) if text.len() - at - 1 <= 2 => (&text[..at], &text[at + 1..]),
            _ => (text.as_str(), ""),
        };
        let groups: Vec<&str> = whole.split([',', '.']).collect();
        let is_grouped = groups.len() == 1
            || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3));
        let digits = groups.concat();
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_grouped
            || digits.is_empty()
            || digits.len() > 15
            || !all_digits(&digits)
            || !all_digits(decimals)
        {
            return Err(wrong());
        }
        let units: i64 = digits.parse().map_err(|_| wrong())?;
        let cents: i64 = format!("{decimals:0<2}").parse().map_err(|_| wrong())?;
        Ok(Self::new(units * 100 + cents, currency))
    }

    /// As a form field shows it again: `15000` or `15000,50`.
    pub fn to_input(self) -> String {
        let (units, cents) = (self.amount / 100, self.amount % 100);
        if cents == 0 { units.to_string() } else { format!("{units},{cents:02}") }
    }

    /// As people read it: `$ 15.000`, `US$ 120`, in English `ARS 15,000`, `US$120`. Centavos only where there are some.
    pub fn format(self, locale: Locale) -> String {
        let (group, decimal) = if locale == Locale::En { (',', '.') } else { ('.', ',') };
        let symbol = match (self.currency, locale) {
            (Currency::Ars, Locale::EsAr) => "$\u{a0}",
            (Currency::Ars, _) => "ARS\u{a0}",
            (Currency::Usd, Locale::En) => "US$",
            (Currency::Usd, _) => "US$\u{a0}",
        };
        let digits = (self.amount / 100).unsigned_abs().to_string();
        let mut text = String::with_capacity(digits.len() * 2 + 8);
        if self.amount < 0 {
            text.push('−');
        }
        text.push_str(symbol);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(group);
            }
            text.push(digit);
        }
        let cents = (self.amount % 100).unsigned_abs();
        if cents > 0 {
            text.push(decimal);
            let _ = write!(text, "{cents:02}");
        }
        text
    }

    /// The platform's part of a milestone: basis points of it, rounded down, at least one whole unit of the
    /// currency (product.md, Numbers), and never more than the amount.
    #[must_use]
    pub fn fee(self, basis_points: i32) -> Self {
        if basis_points == 0 {
            return Self::new(0, self.currency);
        }
        let part = i128::from(self.amount) * i128::from(basis_points) / 10_000;
        let part = i64::try_from(part).unwrap_or(i64::MAX);
        Self::new(part.max(100).min(self.amount), self.currency)
    }

    /// What is left for the seller.
    #[must_use]
    pub fn net(self, basis_points: i32) -> Self {
        Self::new(self.amount - self.fee(basis_points).amount, self.currency)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Option<i64> {
        Money::parse("price", text, Currency::Ars).map(|money| money.amount).ok()
    }

    #[test]
    fn amounts_are_read_as_people_type_them() {
        assert_eq!(parse("15000"), Some(15_000_00));
        assert_eq!(parse("$ 15.000"), Some(15_000_00));
        assert_eq!(parse("15.000,50"), Some(15_000_50));
        assert_eq!(parse("15,000.5"), Some(15_000_50));
        assert_eq!(parse("1.234.567"), Some(1_234_567_00));
        for wrong in ["", "abc", "-5", "1.2.3", "12.34.567", "1e9", ",5", "9999999999999999"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn amounts_are_shown_as_each_language_writes_them() {
        let ars = Money::new(15_000_00, Currency::Ars);
        let usd = Money::new(1_234_567_05, Currency::Usd);
        assert_eq!(ars.format(Locale::EsAr), "$\u{a0}15.000");
        assert_eq!(ars.format(Locale::En), "ARS\u{a0}15,000");
        assert_eq!(usd.format(Locale::PtBr), "US$\u{a0}1.234.567,05");
        assert_eq!(usd.format(Locale::En), "US$1,234,567.05");
    }

    proptest! {
        #[test]
        fn what_is_shown_in_a_field_reads_back_as_the_same_amount(amount in 0_i64..1_000_000_000_000) {
            let money = Money::new(amount, Currency::Usd);
            prop_assert_eq!(Money::parse("price", &money.to_input(), Currency::Usd), Ok(money));
            prop_assert_eq!(Money::parse("price", &money.format(Locale::PtBr), Currency::Usd), Ok(money));
        }

        #[test]
        fn fee_and_net_are_the_whole(amount in 1_i64..10_000_000_000, basis_points in 0_i32..=10_000) {
            let money = Money::new(amount, Currency::Ars);
            prop_assert_eq!(money.fee(basis_points).amount + money.net(basis_points).amount, amount);
            prop_assert!(money.net(basis_points).amount >= 0);
        }
    }
}
