//! E-mail addresses as people type them, in the one form that is stored and compared.

use std::fmt;

use crate::FieldError;

/// A plausible address in lower case. Whether it exists is for a mail to find out.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

impl Email {
    /// RFC 5321, 4.5.3.1: 64 for the part before the `@`, 254 in all.
    const MAX_LOCAL: usize = 64;
    const MAX: usize = 254;

    /// Trims, lower-cases and judges: one `@`, a dotted domain of letters, digits and hyphens, no spaces, ASCII.
    pub fn parse(field: &'static str, text: &str) -> Result<Self, FieldError> {
        let text = text.trim().to_ascii_lowercase();
        if text.is_empty() {
            return Err(FieldError::new(field, "required"));
        }
        if text.len() > Self::MAX {
            return Err(FieldError::new(field, "too_long").with("max", Self::MAX));
        }
        match text.split_once('@') {
            Some((local, domain)) if is_local_part(local) && is_domain(domain) => Ok(Self(text)),
            _ => Err(FieldError::new(field, "invalid_email")),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Email {
    /// Private data; not for logs.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Email([private])")
    }
}

fn is_local_part(local: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&byte);
    (1..=Email::MAX_LOCAL).contains(&local.len())
        && local.bytes().all(allowed)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let labels: Vec<&str> = domain.split('.').collect();
    let top_level = labels.last().copied().unwrap_or_default();
    labels.len() >= 2
        && labels.iter().all(|label| is_label(label))
        && top_level.len() >= 2
        && !top_level.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::Email;

    #[test]
    fn addresses_are_trimmed_and_compared_in_lower_case() {
        let typed = Email::parse("email", "  Ana.Pérez@Example.COM ");
        assert!(typed.is_err(), "only ASCII");
        let typed = Email::parse("email", "  Ana.Perez+laburo@Example.COM\n").unwrap();
        assert_eq!(typed.as_str(), "ana.perez+laburo@example.com");
        assert!(!format!("{typed:?}").contains("ana"), "addresses stay out of logs");
    }

    #[test]
    fn what_is_no_address_is_refused_with_a_reason() {
        let code = |text: &str| Email::parse("email", text).map_err(|error| error.code.into_owned());
        for text in [
            "ana",
            "ana@",
            "@example.com",
            "ana@example",
            "ana@@example.com",
            "a b@example.com",
            "ana@exa mple.com",
            ".ana@example.com",
            "ana.@example.com",
            "a..b@example.com",
            "ana@-example.com",
            "ana@example-.com",
            "ana@example.c",
            "ana@127.0.0.1",
            "ana@example..com",
            "ana@example.com\r\nbcc:x@y.zz",
            "<ana@example.com>",
            "ana@b@example.com",
        ] {
            assert_eq!(code(text), Err("invalid_email".into()), "{text}");
        }
        assert_eq!(code("  "), Err("required".into()));
        assert_eq!(code(&format!("{}@example.com", "a".repeat(300))), Err("too_long".into()));
    }
}
