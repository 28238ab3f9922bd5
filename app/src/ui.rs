//! The design system's components: plain HTML over the classes of `style/`, rendered on the server only.
//! They hold no text of any language; every word comes as a prop. `/_diseno` (see `specimen.rs`) shows all of them.

mod cards;
mod controls;
mod display;
mod feedback;
mod fields;
mod timeline;

use std::borrow::Cow;

pub use cards::{CategoryTile, Gallery, GalleryImage, GigCard, PackageCard, ReviewCard};
pub use controls::{Button, ButtonKind, ButtonSize, Icon, IconButton, IconLink, LinkButton, MoreLink};
pub use display::{
    Avatar, AvatarSize, Badge, Breakdown, BreakdownLine, Card, EmptyState, Numbers, Person, Price, PriceFrom,
    Rating, Skeleton, Stars, Table,
};
pub use feedback::{
    Breadcrumbs, Crumb, Dialog, Disclosure, ErrorSummary, Notice, Pagination, Tab, Tabs, Toast, Toasts,
};
pub use fields::{
    Checkbox, Choice, FileField, MoneyField, RadioGroup, RatingField, SelectField, TextArea, TextField,
};
pub use timeline::{Steps, Timeline, TimelineItem};

/// What a colour says. Never the only sign of it: a tone comes with a word or an icon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Neutral,
    Info,
    Success,
    Warning,
    Danger,
    /// The spark of the brand: new, featured.
    Sun,
}

impl Tone {
    pub const ALL: [Self; 6] =
        [Self::Neutral, Self::Info, Self::Success, Self::Warning, Self::Danger, Self::Sun];

    /// The word beside a component's class.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "",
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
            Self::Sun => "sun",
        }
    }

    /// The icon that says the same to who does not see colours.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Neutral | Self::Info => "info",
            Self::Success => "check-circle",
            Self::Warning | Self::Danger => "alert",
            Self::Sun => "spark",
        }
    }
}

/// A text that may be missing. Props of this type take `&str`, `String`, what `t!` gives, and options of these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionalText(pub Option<String>);

impl From<&str> for OptionalText {
    fn from(text: &str) -> Self {
        Self(Some(text.to_owned()))
    }
}

impl From<String> for OptionalText {
    fn from(text: String) -> Self {
        Self(Some(text))
    }
}

impl From<Cow<'static, str>> for OptionalText {
    fn from(text: Cow<'static, str>) -> Self {
        Self(Some(text.into_owned()))
    }
}

impl<T: Into<String>> From<Option<T>> for OptionalText {
    fn from(text: Option<T>) -> Self {
        Self(text.map(Into::into))
    }
}

/// Class names put together, the empty ones left out.
fn classes(names: &[&str]) -> String {
    let mut all = String::new();
    for name in names.iter().filter(|name| !name.is_empty()) {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(name);
    }
    all
}

/// `yes` where something holds, else nothing.
const fn when(holds: bool, yes: &'static str) -> &'static str {
    if holds { yes } else { "" }
}
