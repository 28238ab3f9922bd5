//! What a person fills in to get an account or into it, judged field by field in one go.

use super::{Email, FactorCode, Password, TypedPassword};
use crate::{FieldError, FieldErrors, text};

/// How a person is called on the site; one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName(String);

impl PersonName {
    pub const MIN: usize = 2;
    pub const MAX: usize = 60;

    /// Trims and joins runs of white space. Refuses addresses of web pages and mail, which spammers put into names.
    pub fn parse(field: &'static str, typed: &str) -> Result<Self, FieldError> {
        let name = text::bounded(
            field,
            &typed.split_whitespace().collect::<Vec<_>>().join(" "),
            Self::MIN,
            Self::MAX,
        )?;
        let is_address =
            name.contains("://") || name.contains('@') || name.to_ascii_lowercase().contains("www.");
        if is_address || name.contains(['<', '>']) || !name.chars().any(char::is_alphabetic) {
            return Err(FieldError::new(field, "invalid_name"));
        }
        Ok(Self(name))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A new account.
#[derive(Clone, Debug)]
pub struct Registration {
    pub email: Email,
    pub password: Password,
    pub name: PersonName,
}

impl Registration {
    pub fn parse(email: &str, password: &str, name: &str) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.collect(PersonName::parse("name", name));
        let email = errors.collect(Email::parse("email", email));
        let password =
            errors.collect(Password::parse("password", password).and_then(|password| match &email {
                Some(email) => password.unlike_address("password", email.as_str()),
                None => Ok(password),
            }));
        match (email, password, name) {
            (Some(email), Some(password), Some(name)) => Ok(Self { email, password, name }),
            _ => Err(errors),
        }
    }
}

/// Somebody at the door.
#[derive(Clone, Debug)]
pub struct SignIn {
    pub email: Email,
    pub password: TypedPassword,
    /// Where it was sent along; browsers are asked for it afterwards.
    pub code: Option<FactorCode>,
}

impl SignIn {
    pub fn parse(email: &str, password: &str) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let email = errors.collect(Email::parse("email", email));
        let password = errors.collect(TypedPassword::parse("password", password));
        match (email, password) {
            (Some(email), Some(password)) => Ok(Self { email, password, code: None }),
            _ => Err(errors),
        }
    }

    /// The same with a code, where one was typed.
    pub fn with_code(self, typed: &str) -> Result<Self, FieldErrors> {
        let code = (!typed.trim().is_empty()).then(|| FactorCode::parse("totp", typed)).transpose()?;
        Ok(Self { code, ..self })
    }
}

/// Another password, by who knows the present one.
#[derive(Clone, Debug)]
pub struct PasswordChange {
    pub current: TypedPassword,
    pub new: Password,
}

impl PasswordChange {
    pub fn parse(current: &str, new: &str) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let current = errors.collect(TypedPassword::parse("current_password", current));
        let new = errors.collect(Password::parse("password", new));
        match (current, new) {
            (Some(current), Some(new)) => Ok(Self { current, new }),
            _ => Err(errors),
        }
    }
}

/// Another address, by who knows the password.
#[derive(Clone, Debug)]
pub struct EmailChange {
    pub current: TypedPassword,
    pub email: Email,
}

impl EmailChange {
    pub fn parse(email: &str, current: &str) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let email = errors.collect(Email::parse("email", email));
        let current = errors.collect(TypedPassword::parse("current_password", current));
        match (email, current) {
            (Some(email), Some(current)) => Ok(Self { current, email }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_fields_are_judged_in_one_go_and_in_the_order_of_the_form() {
        let errors = Registration::parse("no", "corta", "x").unwrap_err();
        let found: Vec<(&str, &str)> = errors.0.iter().map(|error| (&*error.field, &*error.code)).collect();
        assert_eq!(found, [("name", "too_short"), ("email", "invalid_email"), ("password", "too_short")]);
        let errors = SignIn::parse("", "").unwrap_err();
        assert_eq!(errors.0.len(), 2);
    }

    #[test]
    fn ones_own_address_is_no_password() {
        let error = Registration::parse("ana.gomez@example.com", "Ana.Gomez@example.com", "Ana").unwrap_err();
        assert_eq!(error.of("password").map(|error| &*error.code), Some("password_common"));
        let error = Registration::parse("ana.gomez@example.com", "ana.gomez", "Ana").unwrap_err();
        assert_eq!(error.of("password").map(|error| &*error.code), Some("password_common"));
    }

    #[test]
    fn names_are_tidied_and_are_no_advertisements() {
        let name = |text: &str| PersonName::parse("name", text).map(|name| name.as_str().to_owned());
        assert_eq!(name("  María   José\n Ñandú ").as_deref(), Ok("María José Ñandú"));
        assert_eq!(name("李 明").as_deref(), Ok("李 明"));
        for bad in ["https://spam.example", "gane ya www.spam.example", "a@b.com", "<b>Ana</b>", "1234", "--"]
        {
            assert_eq!(
                name(bad).map_err(|error| error.code.into_owned()),
                Err("invalid_name".into()),
                "{bad}"
            );
        }
        assert!(name(&"a".repeat(61)).is_err() && name("a").is_err() && name("").is_err());
    }
}
