//! Where a person goes after signing in: back to where they were, and never to another site.

/// The wish when it is a path inside this site, as browsers understand it; else `None`.
pub fn path_inside_the_site(wish: &str) -> Option<&str> {
    let is_plain = wish.bytes().all(|byte| (0x21..0x7f).contains(&byte) && byte != b'\\');
    let is_path = wish.starts_with('/') && !wish.starts_with("//");
    // Back to the door itself would be a circle, and forms are not pages.
    let path = wish.split(['?', '#']).next().unwrap_or_default();
    let is_a_place = !["/ingresar", "/ingresar/codigo", "/registro", "/salir", "/confirmar"].contains(&path);
    (is_plain && is_path && is_a_place && wish.len() <= 2_000).then_some(wish)
}

#[cfg(test)]
mod tests {
    use super::path_inside_the_site;

    #[test]
    fn next_leads_only_to_pages_of_this_site() {
        for good in [
            "/",
            "/panel",
            "/gigs/logo-1?ver=1&x=%2F#top",
            "/buscar?q=dise%C3%B1o",
            "/a//b",
            "/%2F%2Fevil.example",
        ] {
            assert_eq!(path_inside_the_site(good), Some(good));
        }
        for bad in [
            "",
            "panel",
            "//evil.example",
            "///evil.example",
            "https://evil.example",
            "http:/evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "\t//evil.example",
            " //evil.example",
            " /panel",
            "javascript:alert(1)",
            "/panel\r\nSet-Cookie: a=b",
            "/ñ",
            "@evil.example",
            ".evil.example",
            "/ingresar",
            "/ingresar?next=/ingresar",
            "/ingresar/codigo",
            "/confirmar?next=/panel",
            "/salir",
            "data:text/html,x",
            "/a\u{0}b",
            "/\u{2f}\\evil",
        ] {
            assert_eq!(path_inside_the_site(bad), None, "{bad:?}");
        }
    }
}
