//! Parameters in Stripe's bracket notation (`line_items[0][price_data][currency]=ars`), from a body or a query.
//! They stay flat: a key is the whole path, which is also what Stripe names in its errors.
use std::collections::BTreeMap;
use std::str::FromStr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::{Deserialize, Serialize};

use crate::error::ApiError;

/// The parameters of one call, sorted, so that two calls with the same ones compare equal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form(BTreeMap<String, String>);

impl Form {
    /// Reads `a=1&b[c]=2`. An empty pair of brackets counts up like the index it stands for.
    pub fn parse(text: &[u8]) -> Self {
        let mut values = BTreeMap::new();
        for (key, value) in form_urlencoded::parse(text) {
            let mut path = key.clone().into_owned();
            if key.contains("[]") {
                let free = (0..).map(|index| key.replacen("[]", &format!("[{index}]"), 1));
                path = free.into_iter().find(|path| !values.contains_key(path)).unwrap_or(path);
            }
            values.insert(path, value.into_owned());
        }
        Self(values)
    }

    /// Its value, unless it is absent or empty.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The same, owned.
    pub fn string(&self, key: &str) -> Option<String> {
        self.text(key).map(str::to_owned)
    }

    /// Its value, or 400 `parameter_missing`.
    pub fn required(&self, key: &str) -> Result<&str, ApiError> {
        self.text(key).ok_or_else(|| ApiError::required(key))
    }

    /// A whole number, or 400 `parameter_invalid_integer`.
    pub fn integer<T: FromStr>(&self, key: &str) -> Result<Option<T>, ApiError> {
        let Some(text) = self.text(key) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| {
            ApiError::invalid(format!("Invalid integer: {text}"))
                .with_code("parameter_invalid_integer")
                .with_param(key)
        })
    }

    /// A whole number above zero.
    pub fn positive(&self, key: &str) -> Result<Option<i64>, ApiError> {
        match self.integer::<i64>(key)? {
            Some(number) if number < 1 => {
                Err(ApiError::invalid("This value must be greater than or equal to 1.")
                    .with_code("parameter_invalid_integer")
                    .with_param(key))
            }
            other => Ok(other),
        }
    }

    /// A currency code: known and in lower case.
    pub fn currency(&self, key: &str) -> Result<String, ApiError> {
        let code = self.required(key)?;
        if crate::money::is_known(code) {
            return Ok(code.to_owned());
        }
        Err(ApiError::invalid(format!(
            "Invalid currency: {code}. Stripe wants one of its currencies, in lower case."
        ))
        .with_param(key))
    }

    /// Whether anything stands at or under this path.
    pub fn has(&self, path: &str) -> bool {
        let under = format!("{path}[");
        self.0.keys().any(|key| key == path || key.starts_with(&under))
    }

    /// How many elements the list at this path has.
    pub fn len_of(&self, path: &str) -> usize {
        (0..self.0.len()).take_while(|index| self.has(&format!("{path}[{index}]"))).count()
    }

    /// The map at this path (`metadata[order]=7`), within Stripe's limits. An empty value deletes when `current` is updated.
    pub fn metadata(
        &self,
        path: &str,
        current: &BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, String>, ApiError> {
        let mut result = current.clone();
        let under = format!("{path}[");
        for (key, value) in self.0.iter().filter(|(key, _)| key.starts_with(&under)) {
            let name = key[under.len()..].trim_end_matches(']');
            if name.chars().count() > 40 || value.chars().count() > 500 {
                return Err(ApiError::invalid(
                    "Metadata keys can have up to 40 characters and values up to 500.",
                )
                .with_param(key));
            }
            if value.is_empty() {
                result.remove(name);
            } else {
                result.insert(name.to_owned(), value.clone());
            }
        }
        if result.len() > 50 {
            return Err(ApiError::invalid("Metadata can have up to 50 keys.").with_param(path));
        }
        Ok(result)
    }

    /// All values of a list (`types[0]=…`).
    pub fn texts(&self, path: &str) -> Vec<&str> {
        (0..self.len_of(path)).filter_map(|index| self.text(&format!("{path}[{index}]"))).collect()
    }
}

/// The gate has read the parameters already; handlers take them from the request's extensions.
impl<S: Send + Sync> FromRequestParts<S> for Form {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<Form>().cloned().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_paths_whether_encoded_or_not() {
        let form =
            Form::parse(b"line_items[0][quantity]=2&line_items%5B1%5D%5Bquantity%5D=3&expand[]=a&expand[]=b");
        assert_eq!(form.text("line_items[1][quantity]"), Some("3"));
        assert_eq!(form.len_of("line_items"), 2);
        assert_eq!(form.texts("expand"), ["a", "b"]);
    }

    #[test]
    fn the_order_of_parameters_does_not_matter() {
        assert_eq!(Form::parse(b"a=1&metadata[x]=2"), Form::parse(b"metadata%5Bx%5D=2&a=1"));
    }

    #[test]
    fn metadata_is_merged_and_an_empty_value_deletes() {
        let current = BTreeMap::from([("a".to_owned(), "1".to_owned()), ("b".to_owned(), "2".to_owned())]);
        let merged = Form::parse(b"metadata[a]=&metadata[c]=3").metadata("metadata", &current).unwrap();
        assert_eq!(merged.into_keys().collect::<Vec<_>>(), ["b", "c"]);
    }

    #[test]
    fn numbers_and_currencies_are_checked() {
        let form = Form::parse(b"amount=ten&zero=0&currency=ARS");
        assert_eq!(form.integer::<i64>("amount").unwrap_err().code, Some("parameter_invalid_integer"));
        assert!(form.positive("zero").is_err());
        assert!(form.currency("currency").is_err());
    }
}
