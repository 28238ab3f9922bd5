//! What a person chooses about the site: how it looks, in which language, currency and time, and what they are told when.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{FieldError, FieldErrors, locale::Locale, money::Currency, notifications::NotificationKind};

mod notices;

pub use notices::{
    Channels, ChannelsInput, DigestRhythm, EmailWish, MailTime, Matrix, QuietHours, TimeOfDay,
};

/// Light, dark, or as the device says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// A time zone of the IANA database; in JSON it is its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "openapi",
    derive(utoipa::ToSchema),
    schema(value_type = String, example = "America/Argentina/Buenos_Aires")
)]
pub struct TimeZone(Tz);

impl TimeZone {
    /// The zones that the form offers, west to east; the API takes every name of the database.
    pub const OFFERED: [Self; 28] = [
        Self(Tz::America__Los_Angeles),
        Self(Tz::America__Tijuana),
        Self(Tz::America__Denver),
        Self(Tz::America__Chicago),
        Self(Tz::America__Mexico_City),
        Self(Tz::America__Guatemala),
        Self(Tz::America__El_Salvador),
        Self(Tz::America__Tegucigalpa),
        Self(Tz::America__Managua),
        Self(Tz::America__Costa_Rica),
        Self(Tz::America__New_York),
        Self(Tz::America__Panama),
        Self(Tz::America__Havana),
        Self(Tz::America__Bogota),
        Self(Tz::America__Guayaquil),
        Self(Tz::America__Lima),
        Self(Tz::America__Caracas),
        Self(Tz::America__La_Paz),
        Self(Tz::America__Santo_Domingo),
        Self(Tz::America__Puerto_Rico),
        Self(Tz::America__Manaus),
        Self(Tz::America__Santiago),
        Self(Tz::America__Asuncion),
        Self(Tz::America__Argentina__Buenos_Aires),
        Self(Tz::America__Montevideo),
        Self(Tz::America__Sao_Paulo),
        Self(Tz::Europe__Lisbon),
        Self(Tz::Europe__Madrid),
    ];

    /// Field: `time_zone`.
    pub fn parse(name: &str) -> Result<Self, FieldError> {
        name.trim().parse().map(Self).map_err(|_| FieldError::new("time_zone", "unknown_time_zone"))
    }

    pub fn name(self) -> &'static str {
        self.0.name()
    }

    pub const fn get(self) -> Tz {
        self.0
    }
}

impl Default for TimeZone {
    fn default() -> Self {
        Self(Tz::America__Argentina__Buenos_Aires)
    }
}

impl Serialize for TimeZone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for TimeZone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::parse(&name).map_err(|_| serde::de::Error::custom("not a time zone"))
    }
}

/// What every page needs of its reader's preferences; travels with their session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Display {
    pub theme: Theme,
    pub currency: Currency,
    pub time_zone: TimeZone,
}

/// Everything that a person has chosen, or what holds until they do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Preferences {
    pub locale: Locale,
    pub theme: Theme,
    /// The one that is shown first and new prices are typed in.
    pub currency: Currency,
    pub time_zone: TimeZone,
    /// By kind of notice: how it comes.
    pub notices: Matrix,
    /// When no e-mail is sent; null: there is no such time.
    pub quiet_hours: Option<QuietHours>,
    pub digest: DigestRhythm,
}

impl Preferences {
    pub const fn display(&self) -> Display {
        Display { theme: self.theme, currency: self.currency, time_zone: self.time_zone }
    }
}

/// Preferences as a body of the API or a form gives them: only what is named changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct PreferencesInput {
    /// `es-AR`, `en` or `pt-BR`.
    pub locale: Option<String>,
    /// `system`, `light` or `dark`.
    pub theme: Option<String>,
    /// `ARS` or `USD`.
    pub currency: Option<String>,
    /// A name of the IANA database.
    pub time_zone: Option<String>,
    /// By kind of notice; the kinds that are not named stay as they are.
    pub notices: Option<BTreeMap<String, ChannelsInput>>,
    /// Null takes them away.
    #[serde(deserialize_with = "named")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<QuietHoursInput>))]
    pub quiet_hours: Option<Option<QuietHoursInput>>,
    /// `daily` or `weekly`.
    pub digest: Option<String>,
}

/// Two times of day, `HH:MM`; the second may be on the next day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct QuietHoursInput {
    #[cfg_attr(feature = "openapi", schema(example = "22:00"))]
    pub from: String,
    #[cfg_attr(feature = "openapi", schema(example = "08:00"))]
    pub to: String,
}

/// Tells a field that is null from one that is not there.
#[expect(clippy::option_option, reason = "null and absent mean different things")]
fn named<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

impl PreferencesInput {
    /// Reads a form that has every field. A box that is not checked is not sent, so all kinds are named.
    pub fn from_form<'a>(value: impl Fn(&str) -> &'a str) -> Self {
        let given = |field: &str| Some(value(field).to_owned());
        let notices = NotificationKind::ALL.into_iter().map(|kind| {
            let email = given(&format!("notices.{}.email", kind.name()));
            let in_app = Some(!value(&format!("notices.{}.in_app", kind.name())).is_empty());
            (kind.name().to_owned(), ChannelsInput { in_app, email })
        });
        let quiet_hours =
            QuietHoursInput { from: value("quiet_hours.from").into(), to: value("quiet_hours.to").into() };
        Self {
            locale: given("locale"),
            theme: given("theme"),
            currency: given("currency"),
            time_zone: given("time_zone"),
            notices: Some(notices.collect()),
            quiet_hours: Some((!value("quiet").is_empty()).then_some(quiet_hours)),
            digest: given("digest"),
        }
    }

    /// The preferences with this change. Judges all fields in one go.
    pub fn apply(&self, before: &Preferences) -> Result<Preferences, FieldErrors> {
        let mut errors = FieldErrors::default();
        let after = Preferences {
            locale: choose(&mut errors, "locale", self.locale.as_ref(), before.locale, Locale::from_tag),
            theme: choose(&mut errors, "theme", self.theme.as_ref(), before.theme, Theme::from_name),
            currency: choose(&mut errors, "currency", self.currency.as_ref(), before.currency, |code| {
                code.parse().ok()
            }),
            time_zone: match &self.time_zone {
                Some(name) => errors.collect(TimeZone::parse(name)).unwrap_or_default(),
                None => before.time_zone,
            },
            notices: match &self.notices {
                Some(wishes) => before.notices.with(wishes, &mut errors),
                None => before.notices.clone(),
            },
            quiet_hours: match &self.quiet_hours {
                Some(Some(typed)) => QuietHours::parse(&typed.from, &typed.to, &mut errors),
                Some(None) => None,
                None => before.quiet_hours,
            },
            digest: choose(
                &mut errors,
                "digest",
                self.digest.as_ref(),
                before.digest,
                DigestRhythm::from_name,
            ),
        };
        errors.into_result()?;
        Ok(after)
    }
}

/// One of a few by its name; what it was where nothing is named.
fn choose<T>(
    errors: &mut FieldErrors,
    field: &'static str,
    name: Option<&String>,
    before: T,
    find: impl Fn(&str) -> Option<T>,
) -> T {
    let Some(name) = name else { return before };
    errors.collect(find(name).ok_or_else(|| FieldError::new(field, "invalid_choice"))).unwrap_or(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(json: &str) -> PreferencesInput {
        serde_json::from_str(json).expect("JSON of the shape")
    }

    #[test]
    fn only_what_is_named_changes_and_null_is_a_name() {
        let first = input(
            r#"{"locale":"pt","theme":"dark","currency":"usd","time_zone":"America/Bogota","digest":"weekly",
                "quiet_hours":{"from":"22:30","to":"07:00"},
                "notices":{"order_paid":{"in_app":false},"payment_held":{"email":"never"}}}"#,
        );
        let chosen = first.apply(&Preferences::default()).unwrap();
        assert_eq!(
            (chosen.locale, chosen.theme, chosen.currency),
            (Locale::PtBr, Theme::Dark, Currency::Usd)
        );
        assert_eq!(chosen.time_zone.name(), "America/Bogota");
        let paid = chosen.notices.of(NotificationKind::OrderPaid);
        assert_eq!((paid.in_app, paid.email), (false, EmailWish::Now), "the e-mail was not named");
        assert_eq!(chosen.notices.of(NotificationKind::PaymentHeld).email, EmailWish::Never);
        assert!(chosen.quiet_hours.is_some());

        assert_eq!(input("{}").apply(&chosen), Ok(chosen.clone()));
        let without = input(r#"{"quiet_hours":null}"#).apply(&chosen).unwrap();
        assert_eq!(without, Preferences { quiet_hours: None, ..chosen });
    }

    #[test]
    fn unknown_names_are_refused_each_at_its_field() {
        let errors = input(
            r#"{"locale":"fr","theme":"pink","currency":"EUR","time_zone":"Mars/Olympus","digest":"hourly",
                "quiet_hours":{"from":"25:00","to":"8"},
                "notices":{"lottery":{"in_app":true},"order_paid":{"email":"pigeon"}}}"#,
        )
        .apply(&Preferences::default())
        .unwrap_err();
        let fields: Vec<_> = errors.0.iter().map(|error| error.field.as_ref()).collect();
        assert_eq!(
            fields,
            [
                "locale",
                "theme",
                "currency",
                "time_zone",
                "notices.lottery",
                "notices.order_paid.email",
                "quiet_hours.from",
                "quiet_hours.to",
                "digest",
            ]
        );
        let empty = input(r#"{"quiet_hours":{"from":"08:00","to":"08:00"}}"#).apply(&Preferences::default());
        assert_eq!(empty.unwrap_err().0[0].code, "same_time", "a whole day would silence everything");
    }

    #[test]
    fn preferences_come_back_from_json_as_they_went() {
        let preferences = input(r#"{"quiet_hours":{"from":"22:30","to":"07:00"},"time_zone":"UTC"}"#)
            .apply(&Preferences::default())
            .unwrap();
        let json = serde_json::to_value(&preferences).unwrap();
        assert_eq!(json["quiet_hours"], serde_json::json!({ "from": "22:30", "to": "07:00" }));
        assert_eq!(json["notices"]["order_paid"], serde_json::json!({ "in_app": true, "email": "now" }));
        assert_eq!(serde_json::from_value::<Preferences>(json).unwrap(), preferences);
    }

    #[test]
    fn a_form_names_every_kind_because_boxes_that_are_empty_are_not_sent() {
        let typed = |field: &str| match field {
            "locale" => "en",
            "theme" => "light",
            "currency" => "ARS",
            "time_zone" => "America/Lima",
            "digest" => "daily",
            "notices.welcome.in_app" => "true",
            field if field.split('.').next_back() == Some("email") => "digest",
            _ => "",
        };
        let chosen = PreferencesInput::from_form(typed).apply(&Preferences::default()).unwrap();
        for kind in NotificationKind::ALL {
            let channels = chosen.notices.of(kind);
            assert_eq!(channels.in_app, kind == NotificationKind::Welcome);
            assert_eq!(channels.email, EmailWish::Digest);
        }
    }
}
