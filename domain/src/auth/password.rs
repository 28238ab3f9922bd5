//! Passwords: long enough, not the first that anybody would try, and nothing else asked of them.

use std::fmt;

use crate::FieldError;

/// A password that may be chosen. Taken whole, spaces and all, whatever it is made of.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Characters (product.md, Auth).
    pub const MIN: usize = 8;
    pub const MAX: usize = 128;

    /// Judges a new password. In the browser the list of common ones is not at hand; the server has it.
    pub fn parse(field: &'static str, text: &str) -> Result<Self, FieldError> {
        let length = text.chars().count();
        if length == 0 {
            Err(FieldError::new(field, "required"))
        } else if length < Self::MIN {
            Err(FieldError::new(field, "too_short").with("min", Self::MIN))
        } else if length > Self::MAX {
            Err(FieldError::new(field, "too_long").with("max", Self::MAX))
        } else if is_common(text) {
            Err(FieldError::new(field, "password_common"))
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// One's own address is the first thing anybody would try.
    pub fn unlike_address(self, field: &'static str, email: &str) -> Result<Self, FieldError> {
        let (typed, email) = (self.0.to_lowercase(), email.to_lowercase());
        if typed == email || email.split('@').next() == Some(&typed) {
            return Err(FieldError::new(field, "password_common"));
        }
        Ok(self)
    }

    /// The password itself; for the hash only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn is_common(text: &str) -> bool {
    super::common_passwords::contains(text) || is_one_character(text)
}

#[cfg(target_arch = "wasm32")]
fn is_common(text: &str) -> bool {
    is_one_character(text)
}

fn is_one_character(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next();
    characters.all(|character| Some(character) == first)
}

/// What was typed to get in; right or wrong is for the hash to say.
#[derive(Clone)]
pub struct TypedPassword(String);

impl TypedPassword {
    /// Refuses only nothing. What no password can be is cut, so that hashing costs the same for everybody.
    pub fn parse(field: &'static str, text: &str) -> Result<Self, FieldError> {
        if text.is_empty() {
            return Err(FieldError::new(field, "required"));
        }
        Ok(Self(text.chars().take(Password::MAX + 1).collect()))
    }

    /// What was typed; for the hash only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Password([secret])")
    }
}

impl fmt::Debug for TypedPassword {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("TypedPassword([secret])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Result<(), String> {
        Password::parse("password", text).map(drop).map_err(|error| error.code.into_owned())
    }

    #[test]
    fn length_is_the_only_rule_besides_being_guessable() {
        assert_eq!(code("mate y bizcochitos"), Ok(()));
        assert_eq!(code("ñandúes!"), Ok(()));
        assert_eq!(code(&"ab".repeat(64)), Ok(()), "128 characters are taken whole");
        assert_eq!(code("  espacios  "), Ok(()), "spaces count");
        assert_eq!(code(""), Err("required".into()));
        assert_eq!(code("corta12"), Err("too_short".into()));
        assert_eq!(code(&"ab".repeat(65)), Err("too_long".into()));
        for common in ["12345678", "Password", "contraseña", "ARGENTINA", "laburemos123", "zzzzzzzzz"] {
            assert_eq!(code(common), Err("password_common".into()), "{common}");
        }
    }

    #[test]
    fn passwords_never_print() {
        let (chosen, typed) =
            (Password::parse("p", "mate amargo").unwrap(), TypedPassword::parse("p", "mate").unwrap());
        assert!(!format!("{chosen:?}{typed:?}").contains("mate"));
    }
}
