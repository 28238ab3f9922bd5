//! What is asked of the list of gigs. Its state lives in the address: read from a query string, written back to one.

use std::fmt;

use super::{GigCursor, query::QueryString};
use crate::{
    FieldError, FieldErrors,
    categories::Category,
    money::{Currency, Money},
    paging::Limit,
};

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum GigSort {
    /// With words, how well they fit; without, the rating weighed by how many gave it.
    #[default]
    Relevance,
    Newest,
    /// Within each currency.
    PriceAsc,
    PriceDesc,
    Rating,
}

impl GigSort {
    pub const ALL: [Self; 5] = [Self::Relevance, Self::Newest, Self::PriceAsc, Self::PriceDesc, Self::Rating];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Newest => "newest",
            Self::PriceAsc => "price_asc",
            Self::PriceDesc => "price_desc",
            Self::Rating => "rating",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.name() == name)
    }
}

/// How prices stand in a query string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prices {
    /// As the API gives and takes money: `1500000`.
    MinorUnits,
    /// As people type them into the page's form: `15000`, `15.000,50`.
    Typed,
}

/// Longest query in characters; the rest is cut.
const MAX_QUERY: usize = 120;

/// A search of gigs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GigFilter {
    /// Words; empty for all.
    pub q: String,
    pub category: Option<&'static Category>,
    /// Minor units of `currency`; a price without a currency means ARS.
    pub min_price: Option<i64>,
    pub max_price: Option<i64>,
    pub currency: Option<Currency>,
    /// Delivered within so many days.
    pub delivery_days: Option<i32>,
    /// Hundredths: 450 is 4.5.
    pub min_rating: Option<i32>,
    /// ISO 639-1 code of a language that the seller speaks.
    pub language: Option<String>,
    pub sort: GigSort,
    pub cursor: Option<GigCursor>,
    pub limit: Limit,
}

impl GigFilter {
    /// Reads a query string's pairs. Empty values and unknown names are as good as absent; what can't be read is
    /// left out and noted, for callers that want to refuse it (the API) or go on without (pages).
    pub fn read<N: AsRef<str>, V: AsRef<str>>(
        pairs: impl IntoIterator<Item = (N, V)>,
        prices: Prices,
    ) -> (Self, FieldErrors) {
        let (mut filter, mut errors) = (Self::default(), FieldErrors::default());
        let (mut min_price, mut max_price, mut cursor) = (None, None, None);
        for (name, value) in pairs {
            let value = value.as_ref().trim();
            if value.is_empty() {
                continue;
            }
            let invalid = |name: &'static str| FieldError::new(name, "invalid_choice");
            match name.as_ref() {
                "q" => {
                    let words = value.split_whitespace().collect::<Vec<_>>().join(" ");
                    filter.q = words.chars().filter(|c| !c.is_control()).take(MAX_QUERY).collect();
                }
                "category" => {
                    filter.category =
                        errors.collect(Category::find_by_slug(value).ok_or_else(|| invalid("category")));
                }
                "currency" => {
                    filter.currency = errors.collect(value.parse().map_err(|_| invalid("currency")));
                }
                "min_price" => min_price = Some(value.to_owned()),
                "max_price" => max_price = Some(value.to_owned()),
                "delivery_days" => {
                    let days = value.parse().ok().filter(|days| (1..=365).contains(days));
                    filter.delivery_days = errors.collect(days.ok_or_else(|| invalid("delivery_days")));
                }
                "min_rating" => {
                    filter.min_rating = errors
                        .collect(hundredths(value).ok_or_else(|| invalid("min_rating")))
                        .filter(|&r| r > 0);
                }
                "language" => {
                    let code = value.to_ascii_lowercase();
                    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase());
                    filter.language =
                        errors.collect(is_code.then_some(code).ok_or_else(|| invalid("language")));
                }
                "sort" => {
                    filter.sort = errors
                        .collect(GigSort::from_name(value).ok_or_else(|| invalid("sort")))
                        .unwrap_or_default();
                }
                "cursor" => cursor = Some(value.to_owned()),
                "limit" => {
                    let wish = errors.collect(value.parse().map_err(|_| invalid("limit")));
                    filter.limit = Limit::from_wish(wish);
                }
                _ => {}
            }
        }
        let currency = filter.currency.unwrap_or_default();
        filter.min_price =
            min_price.and_then(|typed| errors.collect(read_price("min_price", &typed, prices, currency)));
        filter.max_price =
            max_price.and_then(|typed| errors.collect(read_price("max_price", &typed, prices, currency)));
        filter.cursor = cursor.and_then(|text| {
            let cursor =
                text.parse().ok().filter(|it: &GigCursor| it.fits(filter.sort, !filter.q.is_empty()));
            errors.collect(cursor.ok_or_else(|| FieldError::new("cursor", "invalid_cursor")))
        });
        if filter.min_price.is_some() || filter.max_price.is_some() {
            filter.currency = Some(currency);
        }
        (filter, errors)
    }

    /// The query string that leads back here from a page, without its question mark; empty for "everything".
    /// The cursor stays out of it: `with_cursor` adds one.
    pub fn to_query(&self) -> String {
        let mut query = QueryString::default();
        let mut push = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                query.push(name, &value);
            }
        };
        let currency = self.currency.unwrap_or_default();
        push("q", (!self.q.is_empty()).then(|| self.q.clone()));
        push("category", self.category.map(|category| category.slug.to_owned()));
        push("min_price", self.min_price.map(|amount| Money::new(amount, currency).to_input()));
        push("max_price", self.max_price.map(|amount| Money::new(amount, currency).to_input()));
        push("currency", self.currency.map(|currency| currency.code().to_owned()));
        push("delivery_days", self.delivery_days.map(|days| days.to_string()));
        push("min_rating", self.min_rating.map(|rating| Rating(rating).to_string()));
        push("language", self.language.clone());
        push("sort", (self.sort != GigSort::default()).then(|| self.sort.name().to_owned()));
        push("limit", (self.limit != Limit::default()).then(|| self.limit.get().to_string()));
        query.into_string()
    }

    /// The query string of another page of the same search.
    pub fn with_cursor(&self, cursor: &str) -> String {
        let query = self.to_query();
        let separator = if query.is_empty() { "" } else { "&" };
        format!("{query}{separator}cursor={cursor}")
    }

    /// Whether anything but order and paging is asked for.
    pub fn is_everything(&self) -> bool {
        let plain = Self { sort: self.sort, cursor: self.cursor, limit: self.limit, ..Self::default() };
        *self == plain
    }
}

fn read_price(
    field: &'static str,
    typed: &str,
    prices: Prices,
    currency: Currency,
) -> Result<i64, FieldError> {
    match prices {
        Prices::MinorUnits => {
            let amount = typed.parse().ok().filter(|amount| *amount >= 0);
            amount.ok_or_else(|| FieldError::new(field, "invalid_amount"))
        }
        Prices::Typed => Money::parse(field, typed, currency).map(|money| money.amount),
    }
}

/// `4`, `4.5` or `4,5` as hundredths, at most 5.
fn hundredths(text: &str) -> Option<i32> {
    let (whole, decimals) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 1 || decimals.len() > 2 || !is_number(whole) || !is_number(decimals) {
        return None;
    }
    let value = whole.parse::<i32>().ok()? * 100 + format!("{decimals:0<2}").parse::<i32>().ok()?;
    (value <= 500).then_some(value)
}

/// Hundredths as people write them: `4`, `4.5`.
struct Rating(i32);

impl fmt::Display for Rating {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", f64::from(self.0) / 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)], prices: Prices) -> (GigFilter, Vec<String>) {
        let (filter, errors) = GigFilter::read(pairs.iter().copied(), prices);
        (filter, errors.0.into_iter().map(|error| error.field.into_owned()).collect())
    }

    #[test]
    fn the_whole_state_goes_into_the_address_and_back() {
        let pairs = [
            ("q", " diseño   gráfico "),
            ("category", "artes-graficas"),
            ("min_price", "1.500,50"),
            ("max_price", "20000"),
            ("currency", "usd"),
            ("delivery_days", "7"),
            ("min_rating", "4.5"),
            ("language", "PT"),
            ("sort", "price_asc"),
            ("limit", "12"),
        ];
        let (filter, errors) = read(&pairs, Prices::Typed);
        assert_eq!(errors, Vec::<String>::new());
        let query = filter.to_query();
        assert_eq!(
            query,
            "q=dise%C3%B1o+gr%C3%A1fico&category=artes-graficas&min_price=1500%2C50&max_price=20000&currency=USD\
             &delivery_days=7&min_rating=4.5&language=pt&sort=price_asc&limit=12"
        );
        assert_eq!(filter.min_price, Some(1_500_50));
        assert_eq!(filter.with_cursor("x"), format!("{query}&cursor=x"));
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_named() {
        let pairs = [
            ("category", "nada"),
            ("min_price", "abc"),
            ("currency", "EUR"),
            ("delivery_days", "0"),
            ("min_rating", "9"),
            ("sort", "random()"),
            ("cursor", "n_1_2"),
            ("limit", "-4"),
            ("unknown", "x"),
        ];
        let (filter, errors) = read(&pairs, Prices::MinorUnits);
        assert_eq!(filter, GigFilter::default());
        assert_eq!(
            errors,
            ["category", "currency", "delivery_days", "min_rating", "sort", "limit", "min_price", "cursor"]
        );
        assert_eq!(filter.to_query(), "");
        assert!(filter.is_everything());
    }

    #[test]
    fn empty_fields_of_a_form_ask_for_everything() {
        let (filter, errors) = read(&[("q", ""), ("min_price", " "), ("sort", "")], Prices::Typed);
        assert!(errors.is_empty() && filter.is_everything());
    }

    #[test]
    fn a_cursor_of_another_order_is_refused() {
        let cursor = GigCursor::Score { score: 4, id: uuid::Uuid::nil() }.to_string();
        assert!(read(&[("cursor", &cursor)], Prices::Typed).1.is_empty());
        assert_eq!(read(&[("cursor", &cursor), ("q", "logo")], Prices::Typed).1, ["cursor"]);
        assert_eq!(read(&[("cursor", &cursor), ("sort", "newest")], Prices::Typed).1, ["cursor"]);
    }

    #[test]
    fn prices_are_minor_units_in_the_api_and_whole_ones_in_forms() {
        assert_eq!(read(&[("max_price", "15000")], Prices::MinorUnits).0.max_price, Some(150_00));
        let typed = read(&[("max_price", "15000")], Prices::Typed).0;
        assert_eq!((typed.max_price, typed.currency), (Some(15_000_00), Some(Currency::Ars)));
    }
}
