//! The public name of a new account, made of the person's name.

use crate::text::slugify;

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

/// `María José Ñandú` → `maria-jose-nandu`, with a suffix where that is taken: `maria-jose-nandu-k7m2`.
/// Always fits the format of handles: 3 to 30 letters and digits, single hyphens between them.
pub fn handle_from_name(name: &str, suffix: Option<&str>) -> String {
    let mut base = slugify(name, 24);
    let is_house = base.split('-').any(|word| RESERVED.contains(&word));
    if is_house || base.bytes().filter(u8::is_ascii_alphanumeric).count() < 3 {
        "persona".clone_into(&mut base);
    }
    match suffix {
        Some(suffix) => format!("{base}-{suffix}"),
        None => base,
    }
}

#[cfg(test)]
mod tests {
    use super::handle_from_name;

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
            proptest::prop_assert!(handle.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        }
    }
}
