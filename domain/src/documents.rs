//! The identity document: who a person is before the law. It stands in no public type, and prints masked.

use std::fmt;

use serde::Deserialize;

use crate::{FieldError, FieldErrors};

/// What a CUIT begins with when it is a person's.
const PERSONAL: [&str; 6] = ["20", "23", "24", "25", "26", "27"];

/// What the check digit of a CUIT or CUIL weighs its other digits with (product.md).
const WEIGHTS: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/// Which document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// Documento Nacional de Identidad: 7 or 8 digits.
    Dni,
    /// CUIT or CUIL: 11 digits, the last one checks the others.
    Cuit,
}

impl DocumentKind {
    pub const ALL: [Self; 2] = [Self::Dni, Self::Cuit];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Dni => "dni",
            Self::Cuit => "cuit",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A document as a body of the API or a form gives it.
#[derive(Clone, Default, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct DocumentInput {
    /// `dni` or `cuit` (for CUIL too).
    pub kind: String,
    /// Digits; dots, hyphens and spaces between them don't matter.
    pub number: String,
}

/// A document whose number can exist.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentityDocument {
    kind: DocumentKind,
    digits: String,
}

impl IdentityDocument {
    /// Fields: `kind`, `number`.
    pub fn parse(input: &DocumentInput) -> Result<Self, FieldErrors> {
        let Some(kind) = DocumentKind::from_name(&input.kind) else {
            return Err(FieldError::new("kind", "invalid_choice").into());
        };
        let typed = input.number.trim();
        if typed.is_empty() {
            return Err(FieldError::new("number", "required").into());
        }
        let digits: String = typed.chars().filter(|c| !matches!(c, '.' | '-' | ' ')).collect();
        Self::of(kind, &digits).ok_or_else(|| {
            let code = if kind == DocumentKind::Dni { "invalid_dni" } else { "invalid_cuit" };
            FieldError::new("number", code).into()
        })
    }

    fn of(kind: DocumentKind, digits: &str) -> Option<Self> {
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        // One number has one form: 01.234.567 is 1.234.567.
        let digits = if kind == DocumentKind::Dni && digits.len() == 8 {
            digits.strip_prefix('0').unwrap_or(digits)
        } else {
            digits
        };
        let is_good = match kind {
            DocumentKind::Dni => matches!(digits.len(), 7 | 8) && !digits.starts_with('0'),
            DocumentKind::Cuit => digits.len() == 11 && !digits.starts_with('0') && has_check_digit(digits),
        };
        is_good.then(|| Self { kind, digits: digits.to_owned() })
    }

    pub const fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// The document whole, for keeping it encrypted: `dni:12345678`.
    pub fn expose(&self) -> String {
        format!("{}:{}", self.kind.name(), self.digits)
    }

    /// Whose it is, for telling whether another account has it: a person's CUIT holds their DNI and is theirs too.
    pub fn bearer(&self) -> String {
        let is_personal =
            self.kind == DocumentKind::Cuit && PERSONAL.iter().any(|prefix| self.digits.starts_with(prefix));
        let number = if is_personal { self.digits[2..10].trim_start_matches('0') } else { &self.digits };
        let kind = if is_personal { DocumentKind::Dni } else { self.kind };
        format!("{}:{number}", kind.name())
    }

    /// What [`Self::expose`] gave.
    pub fn from_exposed(text: &str) -> Option<Self> {
        let (kind, digits) = text.split_once(':')?;
        Self::of(DocumentKind::from_name(kind)?, digits)
    }

    /// As its owner is shown it: `••••5678`.
    pub fn masked(&self) -> String {
        format!("••••{}", &self.digits[self.digits.len() - 4..])
    }
}

impl fmt::Debug for IdentityDocument {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}({})", self.kind, self.masked())
    }
}

/// The last of 11 digits is 11 minus the weighted sum modulo 11; 11 counts as 0, and 10 exists on no document.
fn has_check_digit(digits: &str) -> bool {
    let values = || digits.bytes().map(|byte| u32::from(byte - b'0'));
    let sum: u32 = values().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let expected = match 11 - sum % 11 {
        11 => 0,
        other => other,
    };
    values().next_back() == Some(expected)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(kind: &str, number: &str) -> Result<IdentityDocument, String> {
        let input = DocumentInput { kind: kind.into(), number: number.into() };
        IdentityDocument::parse(&input).map_err(|errors| errors.0[0].code.to_string())
    }

    #[test]
    fn numbers_are_read_with_whatever_stands_between_their_digits() {
        assert_eq!(parse("dni", " 12.345.678 ").unwrap().expose(), "dni:12345678");
        assert_eq!(parse("dni", "1234567").unwrap().expose(), "dni:1234567");
        assert_eq!(parse("dni", "01.234.567"), parse("dni", "1234567"), "one number, one form");
        assert_eq!(parse("cuit", "20-12345678-6").unwrap().expose(), "cuit:20123456786");
        // A weighted sum that is a multiple of 11 has the check digit 0.
        assert_eq!(parse("cuit", "20 12345684 0").unwrap().expose(), "cuit:20123456840");
    }

    #[test]
    fn what_can_be_no_document_is_refused() {
        for number in ["123456", "123456789", "12345a78", "0123456", "00000000", "１２３４５６７"] {
            assert_eq!(parse("dni", number), Err("invalid_dni".into()), "{number}");
        }
        for number in
            ["20123456785", "20000000011", "2012345678", "201234567866", "00000000000", "20-12345678-x"]
        {
            assert_eq!(parse("cuit", number), Err("invalid_cuit".into()), "{number}");
        }
        assert_eq!(parse("passport", "1234567"), Err("invalid_choice".into()));
        assert_eq!(parse("dni", "  "), Err("required".into()));
    }

    #[test]
    fn a_person_is_the_same_by_dni_and_by_cuit_and_a_company_is_itself() {
        let bearer = |kind, number| parse(kind, number).unwrap().bearer();
        assert_eq!(bearer("cuit", "20-12345678-6"), bearer("dni", "12.345.678"));
        assert_eq!(bearer("cuit", "20-01234567-5"), bearer("dni", "1.234.567"));
        assert_eq!(bearer("cuit", "30-50001091-2"), "cuit:30500010912");
    }

    #[test]
    fn a_document_prints_masked() {
        let document = parse("cuit", "20-12345678-6").unwrap();
        assert_eq!(document.masked(), "••••6786");
        assert!(!format!("{document:?}").contains("12345"), "{document:?}");
    }

    proptest! {
        #[test]
        fn of_ten_digits_at_most_one_check_digit_makes_a_document(digits in "[1-9][0-9]{9}") {
            let good: Vec<_> = (0..=9).filter_map(|last| parse("cuit", &format!("{digits}{last}")).ok()).collect();
            let sum: u32 = digits.bytes().zip(WEIGHTS).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
            prop_assert_eq!(good.len(), usize::from(sum % 11 != 1));
            for document in good {
                prop_assert_eq!(IdentityDocument::from_exposed(&document.expose()), Some(document));
            }
        }

        #[test]
        fn one_wrong_digit_is_noticed(digits in "[1-9][0-9]{9}", place in 1_usize..11, other in 1_u8..10) {
            let document = (0..=9).find_map(|last| parse("cuit", &format!("{digits}{last}")).ok());
            prop_assume!(document.is_some());
            let exposed = document.map(|document| document.expose()).unwrap_or_default();
            let mut bytes = exposed.trim_start_matches("cuit:").as_bytes().to_vec();
            bytes[place] = b'0' + (bytes[place] - b'0' + other) % 10;
            prop_assert!(parse("cuit", std::str::from_utf8(&bytes).unwrap()).is_err());
        }

        #[test]
        fn no_text_panics(kind in "dni|cuit", number in ".{0,20}") {
            if let Ok(document) = parse(&kind, &number) {
                prop_assert!(document.masked().chars().count() == 8);
            }
        }
    }
}
