//! What goes over the socket, as http.md names it.

use domain::{ids::NotificationId, notifications::Cursor};
use serde::{Deserialize, Serialize};

use crate::api::notifications::NotificationBody;

/// From the server.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Told {
    /// First of all: where the client stands.
    Hello {
        cursor: String,
        unread: i64,
    },
    /// A notice, live or missed.
    Notification {
        cursor: String,
        notification: NotificationBody,
        unread: i64,
    },
    /// The number of unread notices changed without a new one: they were read elsewhere.
    Unread {
        unread: i64,
    },
    /// The answer to `recent`, newest first.
    Recent {
        items: Vec<NotificationBody>,
    },
    Ping,
}

/// From the client. Types that this version does not know are passed over.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Asked {
    /// Everything after this cursor is wanted.
    Resume {
        cursor: CursorWish,
    },
    /// A notice was read.
    Read {
        id: String,
    },
    /// The last few notices are wanted.
    Recent,
    Pong,
    #[serde(other)]
    Unknown,
}

/// Written as a text, but a number will do.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum CursorWish {
    Text(String),
    Number(i64),
}

impl CursorWish {
    pub(super) fn parse(&self) -> Option<Cursor> {
        match self {
            Self::Text(text) => text.parse().ok(),
            Self::Number(number) => Some(Cursor((*number).max(0))),
        }
    }
}

/// The id of a notice, if it is one.
pub(super) fn notification_id(text: &str) -> Option<NotificationId> {
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Option<Asked> {
        serde_json::from_str(text).ok()
    }

    #[test]
    fn a_cursor_may_be_text_or_number() {
        for text in [r#"{"type":"resume","cursor":"7"}"#, r#"{"type":"resume","cursor":7}"#] {
            let Some(Asked::Resume { cursor }) = asked(text) else { panic!("{text}") };
            assert_eq!(cursor.parse(), Some(Cursor(7)));
        }
    }

    #[test]
    fn unknown_types_are_passed_over_and_nonsense_is_not() {
        assert!(matches!(asked(r#"{"type":"typing","conversation":"x"}"#), Some(Asked::Unknown)));
        assert!(asked("hello").is_none());
    }
}
