//! Who calls, and what a person types to get in: viewers and their roles, e-mail addresses, passwords, sign-up and sign-in.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{SessionId, UserId},
    locale::Locale,
    preferences::Display,
};

#[cfg(not(target_arch = "wasm32"))]
mod common_passwords;
mod devices;
mod drafts;
mod email;
mod factors;
mod handles;
mod next;
mod password;

pub use devices::Device;
pub use drafts::{EmailChange, PasswordChange, PersonName, Registration, SignIn};
pub use email::Email;
pub use factors::{FactorCode, Proof};
pub use handles::{HANDLES_PER_YEAR, Handle, handle_from_name};
pub use next::path_inside_the_site;
pub use password::{Password, TypedPassword};

/// A power on top of what everybody has. Granted by an admin, never by a request body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Moderator,
    Admin,
}

impl Role {
    pub const ALL: [Self; 2] = [Self::Moderator, Self::Admin];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Moderator => "moderator",
            Self::Admin => "admin",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// The signed-in person of a request. Holding one proves that the session was checked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Viewer {
    pub user_id: UserId,
    pub session_id: SessionId,
    pub handle: String,
    pub name: String,
    /// Address of the small avatar picture.
    pub avatar_url: Option<String>,
    /// Those in force: none in a session without a second factor.
    pub roles: Vec<Role>,
    pub locale: Locale,
    #[serde(default)]
    pub display: Display,
}

/// Why a sign-in did not succeed, as far as the person at the keyboard may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInRefusal {
    /// The same for an unknown e-mail and for a wrong password.
    WrongCredentials,
    /// The password was right; the account is suspended.
    AccountSuspended,
    /// The password was right; the account asks for a code too.
    SecondFactorRequired,
    /// The password was right, the code was not, or it was used before.
    WrongCode,
    /// A key that nobody has registered here, or a signature that is not its own.
    WrongPasskey,
}

impl SignInRefusal {
    /// Stable name: the end of the problem's `type`, and of the key of its text, `outcomes.<name>`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::WrongCredentials => "wrong-credentials",
            Self::AccountSuspended => "account-suspended",
            Self::SecondFactorRequired => "second-factor-required",
            Self::WrongCode => "wrong-code",
            Self::WrongPasskey => "wrong-passkey",
        }
    }
}
