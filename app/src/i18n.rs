//! Texts in the reader's language. Every key exists in all three files of `locales/`; the tests below check it.

use chrono::{DateTime, Datelike, Timelike, Utc};
use domain::{Error, FieldError, errors::Conflict, locale::Locale};

use crate::context::PageContext;

/// The text of a key in a language: `t!(locale, "gigs.publish")`, with values `t!(locale, "gigs.by", name = seller)`.
#[macro_export]
macro_rules! t {
    ($locale:expr, $key:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::i18n::text($locale, $key, &[$((stringify!($name), ::std::string::ToString::to_string(&$value))),*])
    };
}

/// What [`t!`] calls: looks a text up and fills in its `%{name}` places. A key that is missing shows itself.
pub fn text(locale: Locale, key: &str, values: &[(&str, String)]) -> String {
    find(locale, key, values).unwrap_or_else(|| key.to_owned())
}

fn find(locale: Locale, key: &str, values: &[(&str, String)]) -> Option<String> {
    let mut text = crate::_rust_i18n_try_translate(locale.tag(), key)?.into_owned();
    for (name, value) in values {
        text = text.replace(&format!("%{{{name}}}"), value);
    }
    Some(text)
}

/// The text for a number of things: `<key>.one` or `<key>.other`, with `%{count}`.
pub fn count(locale: Locale, key: &str, number: i64) -> String {
    let form = if number == 1 { "one" } else { "other" };
    text(locale, &format!("{key}.{form}"), &[("count", group_digits(locale, number))])
}

/// `12.345` as the language writes it.
pub fn group_digits(locale: Locale, number: i64) -> String {
    let separator = if locale == Locale::En { ',' } else { '.' };
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "−" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// What is wrong with a field, and what to do.
pub fn field_error(locale: Locale, error: &FieldError) -> String {
    let values: Vec<(&str, String)> =
        error.params.iter().map(|(name, value)| (name.as_ref(), value.clone())).collect();
    // A field may have a text of its own for a code, warmer than the general one.
    let name = error.field.rsplit('.').next().unwrap_or_default();
    find(locale, &format!("errors.{name}.{}", error.code), &values)
        .unwrap_or_else(|| text(locale, &format!("errors.{}", error.code), &values))
}

/// Why something is in the way.
pub fn conflict(locale: Locale, conflict: &Conflict) -> String {
    text(locale, &format!("conflicts.{}", conflict.code), &[])
}

/// One sentence for an outcome that no field explains.
pub fn outcome(locale: Locale, error: &Error) -> String {
    match error {
        Error::Conflict(reason) => conflict(locale, reason),
        Error::TooManyRequests { retry_after_seconds } => {
            let minutes = retry_after_seconds.div_ceil(60);
            count(locale, "outcomes.too-many-requests", i64::try_from(minutes).unwrap_or(i64::MAX))
        }
        other => text(locale, &format!("outcomes.{}", other.name()), &[]),
    }
}

/// The time zone that dates are shown in: the reader's, where a page is being rendered for somebody.
fn zone() -> chrono_tz::Tz {
    leptos::prelude::use_context::<PageContext>().unwrap_or_default().display().time_zone.get()
}

/// `jueves 26 de noviembre, 14:30`: a deadline names its day and hour.
pub fn deadline(locale: Locale, at: DateTime<Utc>) -> String {
    let at = at.with_timezone(&zone());
    let weekday = text(locale, &format!("dates.weekdays.{}", at.weekday().num_days_from_monday()), &[]);
    let month = text(locale, &format!("dates.months.{}", at.month()), &[]);
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    t!(locale, "dates.deadline", weekday = weekday, day = at.day(), month = month, time = time)
}

/// `26 de noviembre de 2026`.
pub fn date(locale: Locale, at: DateTime<Utc>) -> String {
    let at = at.with_timezone(&zone());
    let month = text(locale, &format!("dates.months.{}", at.month()), &[]);
    t!(locale, "dates.date", day = at.day(), month = month, year = at.year())
}

/// `26 nov, 14:30`: for timelines and lists.
pub fn moment(locale: Locale, at: DateTime<Utc>) -> String {
    let at = at.with_timezone(&zone());
    let month = text(locale, &format!("dates.short_months.{}", at.month()), &[]);
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    t!(locale, "dates.moment", day = at.day(), month = month, time = time)
}

/// `noviembre de 2026`: member since.
pub fn month_of(locale: Locale, at: DateTime<Utc>) -> String {
    let at = at.with_timezone(&zone());
    let month = text(locale, &format!("dates.months.{}", at.month()), &[]);
    t!(locale, "dates.month_of", month = month, year = at.year())
}

/// `14 MB`, `1,2 MB`, `320 kB`.
pub fn file_size(locale: Locale, bytes: i64) -> String {
    let kilobytes = bytes.max(0).div_euclid(1000).max(1);
    if kilobytes < 1000 {
        return format!("{kilobytes} kB");
    }
    let (whole, tenth) = (kilobytes / 1000, kilobytes % 1000 / 100);
    let decimal = if locale == Locale::En { '.' } else { ',' };
    if whole >= 10 || tenth == 0 { format!("{whole} MB") } else { format!("{whole}{decimal}{tenth} MB") }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Every leaf of the files: key → language → text.
    fn texts() -> BTreeMap<String, BTreeMap<String, String>> {
        let mut texts = BTreeMap::new();
        for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/locales")).expect("locales") {
            let path = file.expect("entry").path();
            let text = std::fs::read_to_string(&path).expect("readable");
            let tree: serde_norway::Value = serde_norway::from_str(&text).expect("YAML");
            collect("", &tree, &mut texts);
        }
        texts
    }

    fn collect(
        prefix: &str,
        tree: &serde_norway::Value,
        texts: &mut BTreeMap<String, BTreeMap<String, String>>,
    ) {
        let Some(map) = tree.as_mapping() else { return };
        let languages: BTreeMap<String, String> = map
            .iter()
            .filter_map(|(name, value)| Some((name.as_str()?.to_owned(), value.as_str()?.to_owned())))
            .filter(|(name, _)| Locale::ALL.iter().any(|locale| locale.tag() == name))
            .collect();
        if !languages.is_empty() {
            assert!(texts.insert(prefix.to_owned(), languages).is_none(), "{prefix} stands twice");
            return;
        }
        for (name, value) in map {
            let name = name.as_str().unwrap_or_default();
            collect(
                &if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") },
                value,
                texts,
            );
        }
    }

    fn places(text: &str) -> BTreeSet<&str> {
        text.split("%{").skip(1).filter_map(|rest| rest.split('}').next()).collect()
    }

    #[test]
    fn every_text_exists_in_every_language_with_the_same_places() {
        for (key, languages) in texts() {
            assert_eq!(languages.len(), Locale::ALL.len(), "{key} lacks a language");
            let wanted = places(&languages["es-AR"]);
            for (language, text) in &languages {
                assert!(!text.trim().is_empty(), "{key} is empty in {language}");
                assert_eq!(places(text), wanted, "{key} has other places in {language}");
            }
        }
    }

    /// The literal keys that a source file names in `t!(…, "key"` and `count(…, "key"`.
    fn keys(source: &str) -> Vec<(&str, bool)> {
        let mut keys = Vec::new();
        for (call, is_count) in [("t!(", false), ("count(", true)] {
            for (at, _) in source.match_indices(call) {
                // `format!(` ends in `t!(` too, and `.count(` is somebody else's.
                if source[..at].ends_with(|before: char| before.is_alphanumeric() || "_.".contains(before)) {
                    continue;
                }
                let rest = &source[at + call.len()..];
                let Some((_, rest)) = rest.split_once(',') else { continue };
                let Some(rest) = rest.trim_start().strip_prefix('"') else { continue };
                if let Some((key, _)) = rest.split_once('"') {
                    keys.push((key, is_count));
                }
            }
        }
        keys
    }

    fn check(
        folder: &std::path::Path,
        texts: &BTreeMap<String, BTreeMap<String, String>>,
        found: &mut usize,
    ) {
        for entry in std::fs::read_dir(folder).expect("folder") {
            let path = entry.expect("entry").path();
            if path.is_dir() {
                check(&path, texts, found);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !path.ends_with("i18n.rs")
            {
                let source = std::fs::read_to_string(&path).expect("readable");
                for (key, is_count) in keys(&source) {
                    let wanted = if is_count { format!("{key}.other") } else { key.to_owned() };
                    assert!(
                        texts.contains_key(&wanted),
                        "{} names {wanted}, which no file has",
                        path.display()
                    );
                    *found += 1;
                }
            }
        }
    }

    #[test]
    fn every_key_that_the_source_names_exists() {
        let mut found = 0;
        check(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &texts(), &mut found);
        assert!(found > 20, "the search for keys found only {found}");
    }
}
