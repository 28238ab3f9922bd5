//! Who calls: viewers and their roles.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{SessionId, UserId},
    locale::Locale,
};

/// A power on top of what everybody has. Granted by an admin, never by a request body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Moderator,
    Admin,
}

/// The signed-in person of a request. Holding one proves that the session was checked.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub user_id: UserId,
    pub session_id: SessionId,
    pub handle: String,
    pub name: String,
    /// Address of the small avatar picture.
    pub avatar_url: Option<String>,
    pub roles: Vec<Role>,
    pub locale: Locale,
}
