//! The public name of an account: made of the person's name at first, chosen later.

use crate::{FieldError, text::slugify};

/// Names that would pass for the house.
const RESERVED: [&str; 23] = [
    "admin",
    "administracion",
    "administrador",
    "administrator",
    "api",
    "ayuda",
    "contacto",
    "equipo",
    "help",
    "info",
    "laburemos",
    "moderador",
    "moderator",
    "null",
    "oficial",
    "pagos",
    "root",
    "seguridad",
    "soporte",
    "staff",
    "support",
    "undefined",
    "usuario",
];

/// How many handles a person may take within a year, the first included: a handle that was left leads to the new one
/// for ever, so nobody may collect them.
pub const HANDLES_PER_YEAR: i64 = 4;

/// A handle that somebody chose: 3 to 30 lower-case letters and digits, single hyphens between them, and no name that
/// would pass for the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handle(String);

impl Handle {
    pub const MIN: usize = 3;
    pub const MAX: usize = 30;

    /// Forgives capitals and a leading `@`.
    pub fn parse(field: &'static str, typed: &str) -> Result<Self, FieldError> {
        let handle = typed.trim().trim_start_matches('@').to_ascii_lowercase();
        let letters = handle.bytes().filter(u8::is_ascii_alphanumeric).count();
        let is_well_formed = handle
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        if handle.is_empty() {
            Err(FieldError::new(field, "required"))
        } else if handle.len() > Self::MAX {
            Err(FieldError::new(field, "too_long").with("max", Self::MAX))
        } else if !is_well_formed {
            Err(FieldError::new(field, "invalid_handle"))
        } else if letters < Self::MIN {
            Err(FieldError::new(field, "too_short").with("min", Self::MIN))
        } else if is_of_the_house(&handle) {
            Err(FieldError::new(field, "reserved_handle"))
        } else {
            Ok(Self(handle))
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_of_the_house(handle: &str) -> bool {
    handle.split('-').any(|word| RESERVED.contains(&word))
}

/// `María José Ñandú` → `maria-jose-nandu`, with a suffix where that is taken: `maria-jose-nandu-k7m2`.
/// Always fits the format of handles: 3 to 30 letters and digits, single hyphens between them.
pub fn handle_from_name(name: &str, suffix: Option<&str>) -> String {
    let mut base = slugify(name, 24);
    if is_of_the_house(&base) || base.bytes().filter(u8::is_ascii_alphanumeric).count() < 3 {
        "persona".clone_into(&mut base);
    }
    match suffix {
        Some(suffix) => format!("{base}-{suffix}"),
        None => base,
    }
}

#[cfg(test)]
mod tests {
    use super::{Handle, handle_from_name};

    #[test]
    fn chosen_handles_are_well_formed_and_never_sound_like_the_house() {
        let code = |typed: &str| Handle::parse("handle", typed).map_err(|error| error.code.into_owned());
        for (typed, handle) in [(" @Ana-Paz ", "ana-paz"), ("x9z", "x9z"), ("a-b-c", "a-b-c")] {
            assert_eq!(code(typed).as_ref().map(Handle::as_str), Ok(handle));
        }
        for (typed, wrong) in [
            ("", "required"),
            ("ab", "too_short"),
            ("a-b", "too_short"),
            ("-ana", "invalid_handle"),
            ("ana--paz", "invalid_handle"),
            ("ana/../admin", "invalid_handle"),
            ("ana paz", "invalid_handle"),
            ("añá", "invalid_handle"),
            ("soporte", "reserved_handle"),
            ("laburemos-pagos", "reserved_handle"),
        ] {
            assert_eq!(code(typed), Err(wrong.to_owned()), "{typed}");
        }
        assert_eq!(code(&"a".repeat(31)), Err("too_long".to_owned()));
    }

    #[test]
    fn handles_are_made_of_the_name_and_never_sound_like_the_house() {
        assert_eq!(handle_from_name("María José Ñandú", None), "maria-jose-nandu");
        assert_eq!(handle_from_name("María José Ñandú", Some("k7m2")), "maria-jose-nandu-k7m2");
        assert_eq!(handle_from_name("李 明", None), "persona");
        assert_eq!(handle_from_name("Al", Some("abcd")), "persona-abcd");
        assert_eq!(handle_from_name("Soporte Laburemos", None), "persona");
        assert_eq!(handle_from_name("Wolfeschlegelsteinhausenbergerdorff", None).len(), 24);
    }

    proptest::proptest! {
        #[test]
        fn every_name_gives_a_handle_of_the_format(name in ".{0,60}") {
            let handle = handle_from_name(&name, Some("ab12"));
            let characters = handle.bytes().filter(u8::is_ascii_alphanumeric).count();
            proptest::prop_assert!((3..=30).contains(&characters), "{handle}");
            proptest::prop_assert!(handle.split('-').all(|part| !part.is_empty()), "{handle}");
            proptest::prop_assert!(Handle::parse("handle", &handle).is_ok(), "{handle}");
            proptest::prop_assert!(handle.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        }
    }
}
