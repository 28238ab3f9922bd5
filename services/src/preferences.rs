//! What people choose about the site. Sessions carry what every page needs of it.

use std::collections::HashMap;

use chrono::NaiveTime;
use domain::{
    Error,
    auth::Viewer,
    ids::UserId,
    locale::Locale,
    preferences::{DigestRhythm, Display, Preferences, PreferencesInput, QuietHours, Theme, TimeZone},
};
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{Services, auth};

#[cfg(test)]
mod tests;

/// The viewer's preferences.
pub async fn get(services: &Services, viewer: &Viewer) -> Result<Preferences, Error> {
    let user = viewer.user_id.get();
    Ok(find(&services.db, &[user]).await?.remove(&user).unwrap_or_default())
}

/// Changes what is named and leaves the rest.
pub async fn update(
    services: &Services,
    viewer: &Viewer,
    input: &PreferencesInput,
) -> Result<Preferences, Error> {
    change(services, viewer.user_id, |_| input.clone()).await
}

/// The same for a wish that depends on what is chosen already.
pub(crate) async fn change(
    services: &Services,
    user_id: UserId,
    wish: impl FnOnce(&Preferences) -> PreferencesInput,
) -> Result<Preferences, Error> {
    let user = user_id.get();
    let mut work = services.begin().await?;
    // Makes the row where there is none, and holds it: two changes at once both come in.
    sqlx::query!(
        "insert into user_preferences (user_id) values ($1)
         on conflict (user_id) do update set user_id = excluded.user_id",
        user
    )
    .execute(work.db())
    .await?;
    let before = find(work.db(), &[user]).await?.remove(&user).unwrap_or_default();
    let after = wish(&before).apply(&before)?;
    sqlx::query!(
        "update user_preferences set locale = $2, theme = $3, currency = $4, time_zone = $5, notices = $6,
             quiet_from = $7, quiet_to = $8, digest = $9
         where user_id = $1",
        user,
        after.locale.tag(),
        after.theme.name(),
        after.currency.code(),
        after.time_zone.name(),
        serde_json::to_value(&after.notices)?,
        after.quiet_hours.map(|quiet| quiet.from.get()),
        after.quiet_hours.map(|quiet| quiet.to.get()),
        after.digest.name(),
    )
    .execute(work.db())
    .await?;
    work.commit().await?;
    auth::forget(services, user_id).await?;
    Ok(after)
}

/// The preferences of several people; who never chose anything may be missing.
pub(crate) async fn find(
    db: impl PgExecutor<'_>,
    people: &[Uuid],
) -> Result<HashMap<Uuid, Preferences>, Error> {
    let rows = sqlx::query!(
        "select user_id, locale, theme, currency, time_zone, notices, quiet_from, quiet_to, digest
         from user_preferences where user_id = any($1)",
        people
    )
    .fetch_all(db)
    .await?;
    let preferences = rows.into_iter().map(|row| {
        let Display { theme, currency, time_zone } =
            display(Some(row.theme), Some(row.currency), Some(row.time_zone));
        let preferences = Preferences {
            locale: Locale::from_tag(&row.locale).unwrap_or_default(),
            theme,
            currency,
            time_zone,
            notices: serde_json::from_value(row.notices).unwrap_or_default(),
            quiet_hours: row.quiet_from.zip(row.quiet_to).map(quiet_hours),
            digest: DigestRhythm::from_name(&row.digest).unwrap_or_default(),
        };
        (row.user_id, preferences)
    });
    Ok(preferences.collect())
}

fn quiet_hours((from, to): (NaiveTime, NaiveTime)) -> QuietHours {
    QuietHours { from: from.into(), to: to.into() }
}

/// What pages need, out of its columns. What this version doesn't know is as if it were not chosen.
pub(crate) fn display(theme: Option<String>, currency: Option<String>, time_zone: Option<String>) -> Display {
    Display {
        theme: theme.and_then(|name| Theme::from_name(&name)).unwrap_or_default(),
        currency: currency.and_then(|code| code.parse().ok()).unwrap_or_default(),
        time_zone: time_zone.and_then(|name| TimeZone::parse(&name).ok()).unwrap_or_default(),
    }
}
