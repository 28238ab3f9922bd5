//! What Stripe knows about currencies: which exist, their smallest charge, and how an amount is written.

/// Currency, smallest charge in minor units (about US$ 0.50), symbol on the hosted page.
const CURRENCIES: &[(&str, i64, &str)] = &[
    ("ars", 50_000, "$"),
    ("bob", 400, "Bs"),
    ("brl", 50, "R$"),
    ("clp", 500, "CLP$"),
    ("cop", 200_000, "COL$"),
    ("eur", 50, "€"),
    ("gbp", 30, "£"),
    ("mxn", 1_000, "MX$"),
    ("pen", 200, "S/"),
    ("pyg", 4_000, "₲"),
    ("usd", 50, "US$"),
    ("uyu", 2_000, "$U"),
];

/// Whether this is one of the currencies, in lower case.
pub fn is_known(currency: &str) -> bool {
    CURRENCIES.iter().any(|(code, ..)| *code == currency)
}

/// The smallest amount that can be charged, in minor units.
pub fn minimum(currency: &str) -> i64 {
    CURRENCIES.iter().find(|(code, ..)| *code == currency).map_or(50, |(_, minimum, _)| *minimum)
}

/// An amount of minor units as people of the language write it: `$ 15.000,00`, `$15,000.00`.
pub fn format(amount: i64, currency: &str, english: bool) -> String {
    let symbol =
        CURRENCIES.iter().find(|(code, ..)| *code == currency).map_or(currency, |(.., symbol)| *symbol);
    let (thousands, decimal, space) = if english { (',', '.', "") } else { ('.', ',', "\u{a0}") };
    let has_cents = !matches!(currency, "clp" | "pyg");
    let (whole, cents) = if has_cents { (amount / 100, amount % 100) } else { (amount, 0) };

    let digits = whole.abs().to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(thousands);
        }
        grouped.push(digit);
    }
    let sign = if amount < 0 { "-" } else { "" };
    let cents = if has_cents { format!("{decimal}{:02}", cents.abs()) } else { String::new() };
    format!("{sign}{symbol}{space}{grouped}{cents}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_people_read_them() {
        assert_eq!(format(1_500_000, "ars", false), "$\u{a0}15.000,00");
        assert_eq!(format(123_456_789, "usd", true), "US$1,234,567.89");
        assert_eq!(format(15_000, "clp", false), "CLP$\u{a0}15.000");
        assert_eq!(format(5, "brl", false), "R$\u{a0}0,05");
    }
}
