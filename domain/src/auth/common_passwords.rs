//! The passwords that everybody tries first. Native only: 320 KB that no browser has to load; the server decides.

/// The most frequent ones of 8 or more characters in public leaks (after the lists of zxcvbn and zxcvbn-ts, MIT, and of
/// Django, BSD), with local favourites and the endings that people add to them; lower case, sorted by bytes.
static COMMON: &str = include_str!("common_passwords.txt");

/// Whether a password is one of them, however it is capitalised.
pub(super) fn contains(password: &str) -> bool {
    let password = password.to_lowercase();
    let (mut rest, wanted) = (COMMON.trim_end(), password.as_str());
    // Binary search over the text itself: no table is built and nothing is kept in memory but the text.
    while !rest.is_empty() {
        let middle = floor_of_line(rest, rest.len() / 2);
        let line = rest[middle..].lines().next().unwrap_or_default();
        match wanted.as_bytes().cmp(line.as_bytes()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => rest = rest[..middle].trim_end_matches('\n'),
            std::cmp::Ordering::Greater => rest = rest[middle + line.len()..].trim_start_matches('\n'),
        }
    }
    false
}

/// Where the line begins that a byte belongs to.
fn floor_of_line(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1)
}

#[cfg(test)]
mod tests {
    use super::{COMMON, contains};

    #[test]
    fn every_listed_password_is_found_and_no_other() {
        let lines: Vec<&str> = COMMON.lines().collect();
        assert!(lines.len() > 30_000);
        assert!(lines.is_sorted_by(|left, right| left.as_bytes() < right.as_bytes()), "sorted, each once");
        for line in &lines {
            assert!(contains(line), "{line}");
            assert!(!contains(&format!("{line} no")), "{line}");
            assert!(line.chars().count() >= 8, "{line} can't be chosen anyway");
        }
        assert!(contains("CONTRASEÑA") && contains("Argentina") && contains("Boquita2024"));
        assert!(!contains("") && !contains("zzzzzzzzzzzzzzzz") && !contains("\u{0}"));
    }
}
