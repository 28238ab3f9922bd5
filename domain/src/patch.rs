//! A field of a `PATCH` body: what is absent stays, `null` clears, a value replaces.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One field of a change. Needs `#[serde(default)]`, so that absent means [`Patch::Keep`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Patch<T> {
    #[default]
    Keep,
    Clear,
    Set(T),
}

impl<T> Patch<T> {
    /// What the field is after the change.
    pub fn over(self, current: Option<T>) -> Option<T> {
        match self {
            Self::Keep => current,
            Self::Clear => None,
            Self::Set(value) => Some(value),
        }
    }
}

impl<T: Default + Clone> Patch<T> {
    /// What was given, for fields that are never null: clearing one gives its empty value.
    pub fn given(&self) -> Option<T> {
        match self {
            Self::Keep => None,
            Self::Clear => Some(T::default()),
            Self::Set(value) => Some(value.clone()),
        }
    }
}

impl<T> From<Option<T>> for Patch<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Clear, Self::Set)
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Set(value) => value.serialize(serializer),
            Self::Keep | Self::Clear => serializer.serialize_none(),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::Patch;

    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Body {
        title: Patch<String>,
    }

    #[test]
    fn absent_null_and_a_value_are_three_things() {
        let title = |json| serde_json::from_str::<Body>(json).unwrap().title;
        assert_eq!(title("{}"), Patch::Keep);
        assert_eq!(title("{\"title\":null}"), Patch::Clear);
        assert_eq!(title("{\"title\":\"x\"}"), Patch::Set("x".into()));
        assert_eq!(Patch::Clear.over(Some(1)), None);
        assert_eq!(Patch::Keep.over(Some(1)), Some(1));
        assert_eq!(Patch::<String>::Clear.given(), Some(String::new()));
    }
}
