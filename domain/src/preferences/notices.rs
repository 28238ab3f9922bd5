//! Which notice comes which way, and when its e-mail is sent: at once, after quiet hours, or with the digest.

use std::{collections::BTreeMap, fmt, str::FromStr};

use chrono::{DateTime, Datelike, Days, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _, Utc, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Preferences;
use crate::{FieldError, FieldErrors, notifications::NotificationKind};

/// The local hour of the digest.
const DIGEST_HOUR: u32 = 9;
/// The day of the weekly one.
const DIGEST_DAY: Weekday = Weekday::Mon;

/// Whether and how a kind of notice comes by e-mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EmailWish {
    /// At once, or when the quiet hours end.
    Now,
    /// With others, once a day or a week.
    Digest,
    Never,
}

impl EmailWish {
    pub const ALL: [Self; 3] = [Self::Now, Self::Digest, Self::Never];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Digest => "digest",
            Self::Never => "never",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wish| wish.name() == name)
    }
}

/// The ways on which one kind of notice comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Channels {
    /// In the bell and on the page of notices.
    pub in_app: bool,
    pub email: EmailWish,
}

impl Channels {
    /// What holds until somebody chooses: what waits for you or moves your money comes at once.
    pub const fn default_of(kind: NotificationKind) -> Self {
        use NotificationKind as Kind;
        let email = match kind {
            // Its moment is the registration, which sends a mail of its own.
            Kind::Welcome => EmailWish::Never,
            Kind::PaymentHeld | Kind::OrderExpired | Kind::ReviewReceived | Kind::ReviewsPublished => {
                EmailWish::Digest
            }
            _ => EmailWish::Now,
        };
        Self { in_app: true, email }
    }
}

/// A change of one kind's ways: what is not named stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ChannelsInput {
    pub in_app: Option<bool>,
    /// `now`, `digest` or `never`.
    pub email: Option<String>,
}

/// The ways of every kind of notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = BTreeMap<String, Channels>))]
#[serde(transparent)]
pub struct Matrix(BTreeMap<NotificationKind, Channels>);

impl Matrix {
    pub fn of(&self, kind: NotificationKind) -> Channels {
        self.0.get(&kind).copied().unwrap_or_else(|| Channels::default_of(kind))
    }

    /// The same with these wishes. Fields: `notices.<kind>` and `notices.<kind>.email`.
    pub(super) fn with(&self, wishes: &BTreeMap<String, ChannelsInput>, errors: &mut FieldErrors) -> Self {
        let mut changed = self.clone();
        for (name, wish) in wishes {
            let Some(kind) = NotificationKind::from_name(name) else {
                errors.push(FieldError::new(format!("notices.{name}"), "invalid_choice"));
                continue;
            };
            let mut channels = self.of(kind);
            channels.in_app = wish.in_app.unwrap_or(channels.in_app);
            if let Some(email) = &wish.email {
                let found = EmailWish::from_name(email)
                    .ok_or_else(|| FieldError::new(format!("notices.{name}.email"), "invalid_choice"));
                channels.email = errors.collect(found).unwrap_or(channels.email);
            }
            changed.0.insert(kind, channels);
        }
        changed
    }
}

impl Default for Matrix {
    fn default() -> Self {
        Self(NotificationKind::ALL.into_iter().map(|kind| (kind, Channels::default_of(kind))).collect())
    }
}

impl<'de> Deserialize<'de> for Matrix {
    /// Kinds that are stored but no longer exist are left out; new ones have their default.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = BTreeMap::<String, Channels>::deserialize(deserializer)?;
        let mut matrix = Self::default();
        let known = stored
            .into_iter()
            .filter_map(|(name, channels)| Some((NotificationKind::from_name(&name)?, channels)));
        matrix.0.extend(known);
        Ok(matrix)
    }
}

/// How often the digest comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DigestRhythm {
    #[default]
    Daily,
    Weekly,
}

impl DigestRhythm {
    pub const ALL: [Self; 2] = [Self::Daily, Self::Weekly];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rhythm| rhythm.name() == name)
    }
}

/// A time on the clock, to the minute: `08:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, example = "22:00"))]
pub struct TimeOfDay(NaiveTime);

impl TimeOfDay {
    pub const fn get(self) -> NaiveTime {
        self.0
    }
}

impl From<NaiveTime> for TimeOfDay {
    fn from(time: NaiveTime) -> Self {
        Self(time)
    }
}

impl FromStr for TimeOfDay {
    type Err = chrono::ParseError;

    fn from_str(text: &str) -> Result<Self, chrono::ParseError> {
        NaiveTime::parse_from_str(text.trim(), "%H:%M").map(Self)
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0.format("%H:%M"))
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom("not a time of day"))
    }
}

/// From when until when no e-mail is sent, on the person's clock; the end may be on the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuietHours {
    pub from: TimeOfDay,
    pub to: TimeOfDay,
}

impl QuietHours {
    /// Fields: `quiet_hours.from`, `quiet_hours.to`. A beginning that is the end would silence the whole day.
    pub(super) fn parse(from: &str, to: &str, errors: &mut FieldErrors) -> Option<Self> {
        let mut time = |field: &'static str, typed: &str| {
            errors.collect(typed.parse::<TimeOfDay>().map_err(|_| FieldError::new(field, "invalid_time")))
        };
        let (from, to) = (time("quiet_hours.from", from), time("quiet_hours.to", to));
        let (from, to) = (from?, to?);
        if from == to {
            errors.push(FieldError::new("quiet_hours.to", "same_time"));
            return None;
        }
        Some(Self { from, to })
    }

    fn contain(self, time: NaiveTime) -> bool {
        let (from, to) = (self.from.0, self.to.0);
        if from < to { from <= time && time < to } else { time >= from || time < to }
    }

    /// The moment itself, or the end of the quiet hours that it falls into.
    fn after(self, zone: Tz, moment: DateTime<Utc>) -> DateTime<Utc> {
        let local = moment.with_timezone(&zone).naive_local();
        if !self.contain(local.time()) {
            return moment;
        }
        let today = local.date().and_time(self.to.0);
        let end = if local.time() < self.to.0 { today } else { today + Days::new(1) };
        on_the_clock(zone, end, moment)
    }
}

/// When the clocks of a zone show this: of two such moments the first that is not over, and where they jump over it,
/// the next hour that they show.
fn on_the_clock(zone: Tz, local: NaiveDateTime, now: DateTime<Utc>) -> DateTime<Utc> {
    let found = zone.from_local_datetime(&local);
    match (found.earliest(), found.latest()) {
        (Some(first), _) if first >= now => first.to_utc(),
        (_, Some(second)) => second.to_utc(),
        _ => on_the_clock(zone, local + TimeDelta::hours(1), now),
    }
}

/// What becomes of a notice's e-mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailTime {
    Never,
    /// By itself, at this moment.
    At(DateTime<Utc>),
    /// With the digest of this moment.
    Digest(DateTime<Utc>),
}

impl Preferences {
    /// When a notice of this kind, given now, is sent by e-mail.
    pub fn mail_time(&self, kind: NotificationKind, now: DateTime<Utc>) -> MailTime {
        match self.notices.of(kind).email {
            EmailWish::Never => MailTime::Never,
            EmailWish::Now => MailTime::At(self.after_quiet_hours(now)),
            EmailWish::Digest => MailTime::Digest(self.next_digest(now)),
        }
    }

    fn after_quiet_hours(&self, moment: DateTime<Utc>) -> DateTime<Utc> {
        self.quiet_hours.map_or(moment, |quiet| quiet.after(self.time_zone.get(), moment))
    }

    /// The next digest after now: in the morning, every day or on Mondays, and never in quiet hours.
    fn next_digest(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let zone = self.time_zone.get();
        let today = now.with_timezone(&zone).date_naive();
        let nine = NaiveTime::from_hms_opt(DIGEST_HOUR, 0, 0).unwrap_or_default();
        let mut mornings = (0..=14)
            .map(|days| today + Days::new(days))
            .filter(|day| self.digest == DigestRhythm::Daily || day.weekday() == DIGEST_DAY)
            .map(|day| self.after_quiet_hours(on_the_clock(zone, day.and_time(nine), now)));
        mornings.find(|morning| *morning > now).unwrap_or(now)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::preferences::TimeZone;

    const PAID: NotificationKind = NotificationKind::OrderPaid;
    const HELD: NotificationKind = NotificationKind::PaymentHeld;

    fn preferences(zone: &str, quiet: Option<(&str, &str)>, digest: DigestRhythm) -> Preferences {
        let quiet_hours =
            quiet.map(|(from, to)| QuietHours { from: from.parse().unwrap(), to: to.parse().unwrap() });
        Preferences {
            time_zone: TimeZone::parse(zone).unwrap(),
            quiet_hours,
            digest,
            ..Preferences::default()
        }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn quiet_hours_over_midnight_hold_mail_back_until_they_end_on_the_persons_clock() {
        // Buenos Aires is UTC−3: 22:00 to 08:00 there is 01:00 to 11:00 UTC.
        let ana =
            preferences("America/Argentina/Buenos_Aires", Some(("22:00", "08:00")), DigestRhythm::Daily);
        for (now, sent) in [
            ("2026-11-23T00:59:59Z", "2026-11-23T00:59:59Z"),
            ("2026-11-23T01:00:00Z", "2026-11-23T11:00:00Z"),
            ("2026-11-23T02:30:00Z", "2026-11-23T11:00:00Z"),
            ("2026-11-23T10:59:59Z", "2026-11-23T11:00:00Z"),
            ("2026-11-23T11:00:00Z", "2026-11-23T11:00:00Z"),
        ] {
            assert_eq!(ana.mail_time(PAID, at(now)), MailTime::At(at(sent)), "{now}");
        }
        let siesta =
            preferences("America/Argentina/Buenos_Aires", Some(("13:00", "16:00")), DigestRhythm::Daily);
        assert_eq!(
            siesta.mail_time(PAID, at("2026-11-23T17:00:00Z")),
            MailTime::At(at("2026-11-23T19:00:00Z"))
        );
        assert_eq!(
            siesta.mail_time(PAID, at("2026-11-23T01:00:00Z")),
            MailTime::At(at("2026-11-23T01:00:00Z"))
        );
    }

    #[test]
    fn the_end_of_quiet_hours_is_found_where_clocks_jump_and_where_they_go_back() {
        // New York, 8 March 2026: 02:00 becomes 03:00.
        let spring = preferences("America/New_York", Some(("22:00", "02:30")), DigestRhythm::Daily);
        assert_eq!(
            spring.mail_time(PAID, at("2026-03-08T06:30:00Z")),
            MailTime::At(at("2026-03-08T07:30:00Z"))
        );
        // 1 November 2026: 01:30 comes twice, at 05:30 and 06:30 UTC.
        let autumn = preferences("America/New_York", Some(("22:00", "01:30")), DigestRhythm::Daily);
        assert_eq!(
            autumn.mail_time(PAID, at("2026-11-01T05:00:00Z")),
            MailTime::At(at("2026-11-01T05:30:00Z"))
        );
        assert_eq!(
            autumn.mail_time(PAID, at("2026-11-01T06:10:00Z")),
            MailTime::At(at("2026-11-01T06:30:00Z"))
        );
    }

    #[test]
    fn the_digest_comes_in_the_morning_daily_or_on_mondays_and_after_quiet_hours() {
        let daily = preferences("America/Argentina/Buenos_Aires", None, DigestRhythm::Daily);
        assert_eq!(
            daily.mail_time(HELD, at("2026-11-23T11:59:59Z")),
            MailTime::Digest(at("2026-11-23T12:00:00Z"))
        );
        assert_eq!(
            daily.mail_time(HELD, at("2026-11-23T12:00:00Z")),
            MailTime::Digest(at("2026-11-24T12:00:00Z"))
        );
        // 23 November 2026 is a Monday.
        let weekly = preferences("America/Argentina/Buenos_Aires", None, DigestRhythm::Weekly);
        assert_eq!(
            weekly.mail_time(HELD, at("2026-11-23T12:00:00Z")),
            MailTime::Digest(at("2026-11-30T12:00:00Z"))
        );
        let late =
            preferences("America/Argentina/Buenos_Aires", Some(("23:00", "10:30")), DigestRhythm::Weekly);
        assert_eq!(
            late.mail_time(HELD, at("2026-11-23T12:30:00Z")),
            MailTime::Digest(at("2026-11-23T13:30:00Z"))
        );
    }

    #[test]
    fn what_nobody_wants_is_never_sent() {
        assert_eq!(
            Preferences::default().mail_time(NotificationKind::Welcome, DateTime::UNIX_EPOCH),
            MailTime::Never
        );
    }

    proptest! {
        #[test]
        fn mail_is_late_by_less_than_two_days_and_never_sent_in_quiet_hours(
            zone in prop::sample::select(TimeZone::OFFERED.to_vec()),
            seconds in 1_700_000_000_i64..1_900_000_000,
            (from, to) in (0_u32..1440, 0_u32..1440),
            weekly in any::<bool>(),
        ) {
            // Longer than half a day, they could begin again in the very hour that the clocks jump over.
            prop_assume!((1..=720).contains(&((to + 1440 - from) % 1440)));
            let time = |minute: u32| TimeOfDay(NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).unwrap());
            let quiet = QuietHours { from: time(from), to: time(to) };
            let now = DateTime::from_timestamp(seconds, 0).unwrap();
            let digest = if weekly { DigestRhythm::Weekly } else { DigestRhythm::Daily };
            let person = Preferences { time_zone: zone, quiet_hours: Some(quiet), digest, ..Preferences::default() };
            for (kind, most) in [(PAID, 2), (HELD, if weekly { 9 } else { 3 })] {
                let (MailTime::At(sent) | MailTime::Digest(sent)) = person.mail_time(kind, now) else {
                    return Err(TestCaseError::fail("a time was due"));
                };
                prop_assert!(sent >= now && sent - now < TimeDelta::days(most), "{now} → {sent}");
                let local = sent.with_timezone(&zone.get()).time();
                prop_assert!(!quiet.contain(local), "{sent} is {local} there");
            }
        }
    }
}
