//! What proves a person besides, or again: codes of an app, recovery codes, the password once more.

use std::fmt;

use super::TypedPassword;
use crate::{FieldError, FieldErrors};

/// A code as it was typed; right or wrong is for the services to say.
#[derive(Clone, PartialEq, Eq)]
pub enum FactorCode {
    /// Six digits that an app shows for half a minute.
    Totp(String),
    /// One of the ten that were written down.
    Recovery(String),
}

impl FactorCode {
    pub const DIGITS: usize = 6;
    /// Letters and digits of a recovery code, without the hyphens between its groups.
    pub const RECOVERY_LENGTH: usize = 15;
    /// Long enough for either, with spaces and hyphens as people type them.
    pub const MAX_TYPED: usize = 40;

    /// Tells the two kinds apart by their shape; spaces, hyphens and capitals don't matter.
    pub fn parse(field: &'static str, typed: &str) -> Result<Self, FieldError> {
        if typed.trim().is_empty() {
            return Err(FieldError::new(field, "required"));
        }
        let code: String = typed
            .chars()
            .take(Self::MAX_TYPED)
            .filter(|character| !character.is_whitespace() && *character != '-')
            .map(|character| character.to_ascii_lowercase())
            .collect();
        let is_made_of = |fits: fn(&u8) -> bool| code.bytes().all(|byte| fits(&byte));
        if code.len() == Self::DIGITS && is_made_of(u8::is_ascii_digit) {
            Ok(Self::Totp(code))
        } else if code.len() == Self::RECOVERY_LENGTH && is_made_of(u8::is_ascii_alphanumeric) {
            Ok(Self::Recovery(code))
        } else {
            Err(FieldError::new(field, "invalid_code"))
        }
    }

    /// How it is called in the audit log.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Totp(_) => "totp",
            Self::Recovery(_) => "recovery_code",
        }
    }
}

impl fmt::Debug for FactorCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "FactorCode({})", self.kind())
    }
}

/// What somebody who is signed in gives again before something that matters.
#[derive(Clone, Debug)]
pub enum Proof {
    Password(TypedPassword),
    Code(FactorCode),
}

impl Proof {
    /// The code where there is one, else the password.
    pub fn parse(password: &str, code: &str) -> Result<Self, FieldErrors> {
        if code.trim().is_empty() {
            Ok(Self::Password(TypedPassword::parse("password", password)?))
        } else {
            Ok(Self::Code(FactorCode::parse("code", code)?))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_apart_by_their_shape_however_they_are_typed() {
        for typed in ["123456", " 123 456 ", "123-456"] {
            assert_eq!(FactorCode::parse("code", typed), Ok(FactorCode::Totp("123456".into())));
        }
        for typed in ["abcde-fgh23-jkmnp", "ABCDE FGH23 JKMNP", "abcdefgh23jkmnp"] {
            assert_eq!(FactorCode::parse("code", typed), Ok(FactorCode::Recovery("abcdefgh23jkmnp".into())));
        }
        let refused = |typed: &str| FactorCode::parse("code", typed).map_err(|error| error.code.into_owned());
        assert_eq!(refused("  "), Err("required".into()));
        for typed in ["12345", "1234567", "12345a", "１２３４５６", "abcde-fgh23-jkmn", "ñbcdefgh23jkmn"]
        {
            assert_eq!(refused(typed), Err("invalid_code".into()), "{typed}");
        }
    }

    #[test]
    fn a_code_goes_before_a_password_and_neither_prints() {
        let proof = Proof::parse("mate amargo", "123456").unwrap();
        assert!(matches!(&proof, Proof::Code(FactorCode::Totp(code)) if code == "123456"));
        assert!(!format!("{proof:?}").contains("123456"));
        assert!(matches!(Proof::parse("mate amargo", ""), Ok(Proof::Password(_))));
        assert!(Proof::parse("", " ").is_err());
    }
}
