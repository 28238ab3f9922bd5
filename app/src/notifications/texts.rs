//! What a notice says in the reader's language, and the drawing beside it.

use std::collections::BTreeMap;

use domain::{
    locale::Locale,
    notifications::{Notification, NotificationKind},
};

use crate::i18n;

/// The sentence: who did what, and what to do now.
pub fn headline(locale: Locale, notification: &Notification) -> String {
    sentence(locale, notification.kind, &notification.params)
}

/// The same of a notice that is told by mail.
pub fn sentence(locale: Locale, kind: NotificationKind, params: &BTreeMap<String, String>) -> String {
    let actor = params.get("actor").cloned();
    let actor = actor.unwrap_or_else(|| i18n::text(locale, "notifications.somebody", &[]));
    i18n::text(locale, &format!("notifications.kinds.{}", kind.name()), &[("actor", actor)])
}

/// What it is about: the title of the order. Empty where there is none.
pub fn subject(notification: &Notification) -> &str {
    notification.params.get("title").map_or("", String::as_str)
}

/// The drawing of a kind.
pub const fn icon(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::Welcome => "spark",
        NotificationKind::OrderPaid => "money",
        NotificationKind::PaymentHeld => "shield",
        NotificationKind::PaymentFailed => "alert",
        NotificationKind::OrderExpired | NotificationKind::ReviewPeriodEnding => "clock",
        NotificationKind::WorkDelivered => "briefcase",
        NotificationKind::RevisionRequested => "edit",
        NotificationKind::DeliveryApproved | NotificationKind::AccountKept => "check-circle",
        NotificationKind::MoneyReleased => "wallet",
        NotificationKind::ReviewReceived | NotificationKind::ReviewsPublished => "star",
        NotificationKind::ExportReady => "download",
    }
}

#[cfg(test)]
mod tests {
    use domain::notifications::Cursor;

    use super::*;

    #[test]
    fn every_kind_has_a_sentence_in_every_language_without_holes() {
        for kind in NotificationKind::ALL {
            let mut notification = Notification {
                id: "00000000-0000-0000-0000-000000000000".parse().expect("an id"),
                cursor: Cursor(1),
                kind,
                params: std::collections::BTreeMap::new(),
                path: "/panel".into(),
                created_at: chrono::DateTime::UNIX_EPOCH,
                read_at: None,
            };
            for locale in Locale::ALL {
                let text = headline(locale, &notification);
                assert!(!text.contains("notifications.") && !text.contains("%{"), "{kind:?}: {text}");
            }
            notification.params.insert("actor".into(), "Ana".into());
            notification.params.insert("title".into(), "Un logo".into());
            assert!(!headline(Locale::EsAr, &notification).contains("La otra parte"));
            assert_eq!(subject(&notification), "Un logo");
        }
    }
}
