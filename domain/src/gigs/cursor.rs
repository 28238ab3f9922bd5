//! Where the next page of a list of gigs begins: the sort key of the last one shown, and its id.

use std::{fmt, str::FromStr};

use uuid::Uuid;

use super::GigSort;
use crate::money::Currency;

/// One shape per order, so that a cursor of one can't be used in another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum GigCursor {
    /// Microseconds of the publication.
    Newest {
        published_at: i64,
        id: Uuid,
    },
    PriceAscending {
        currency: Currency,
        amount: i64,
        id: Uuid,
    },
    PriceDescending {
        currency: Currency,
        amount: i64,
        id: Uuid,
    },
    /// Hundredths, and how many reviews.
    Rating {
        rating: i32,
        reviews: i32,
        id: Uuid,
    },
    /// Without words: the score that weighs few reviews against many.
    Score {
        score: i32,
        id: Uuid,
    },
    /// With words: how well they fit.
    Rank {
        rank: f32,
        id: Uuid,
    },
}

impl GigCursor {
    /// Whether it continues a list in this order.
    pub fn fits(self, sort: GigSort, has_words: bool) -> bool {
        match self {
            Self::Newest { .. } => sort == GigSort::Newest,
            Self::PriceAscending { .. } => sort == GigSort::PriceAsc,
            Self::PriceDescending { .. } => sort == GigSort::PriceDesc,
            Self::Rating { .. } => sort == GigSort::Rating,
            Self::Score { .. } => sort == GigSort::Relevance && !has_words,
            Self::Rank { .. } => sort == GigSort::Relevance && has_words,
        }
    }
}

impl fmt::Display for GigCursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newest { published_at, id } => write!(out, "n_{published_at}_{id}"),
            Self::PriceAscending { currency, amount, id } => write!(out, "a_{currency}_{amount}_{id}"),
            Self::PriceDescending { currency, amount, id } => write!(out, "d_{currency}_{amount}_{id}"),
            Self::Rating { rating, reviews, id } => write!(out, "r_{rating}_{reviews}_{id}"),
            Self::Score { score, id } => write!(out, "s_{score}_{id}"),
            Self::Rank { rank, id } => write!(out, "k_{:08x}_{id}", rank.to_bits()),
        }
    }
}

/// Not a cursor of ours.
#[derive(Debug, PartialEq, Eq)]
pub struct WrongCursor;

impl FromStr for GigCursor {
    type Err = WrongCursor;

    fn from_str(text: &str) -> Result<Self, WrongCursor> {
        fn read<T: FromStr>(part: &str) -> Result<T, WrongCursor> {
            part.parse().map_err(|_| WrongCursor)
        }
        match *text.split('_').collect::<Vec<_>>().as_slice() {
            ["n", published_at, id] => Ok(Self::Newest { published_at: read(published_at)?, id: read(id)? }),
            ["a", currency, amount, id] => {
                Ok(Self::PriceAscending { currency: read(currency)?, amount: read(amount)?, id: read(id)? })
            }
            ["d", currency, amount, id] => {
                Ok(Self::PriceDescending { currency: read(currency)?, amount: read(amount)?, id: read(id)? })
            }
            ["r", rating, reviews, id] => {
                Ok(Self::Rating { rating: read(rating)?, reviews: read(reviews)?, id: read(id)? })
            }
            ["s", score, id] => Ok(Self::Score { score: read(score)?, id: read(id)? }),
            ["k", bits, id] => {
                let rank = f32::from_bits(u32::from_str_radix(bits, 16).map_err(|_| WrongCursor)?);
                if rank.is_finite() { Ok(Self::Rank { rank, id: read(id)? }) } else { Err(WrongCursor) }
            }
            _ => Err(WrongCursor),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_cursor_reads_back_as_itself(number: i64, small: i32, rank in 0.0_f32..10.0, id: u128) {
            let id = Uuid::from_u128(id);
            for cursor in [
                GigCursor::Newest { published_at: number, id },
                GigCursor::PriceAscending { currency: Currency::Usd, amount: number, id },
                GigCursor::PriceDescending { currency: Currency::Ars, amount: number, id },
                GigCursor::Rating { rating: small, reviews: small, id },
                GigCursor::Score { score: small, id },
                GigCursor::Rank { rank, id },
            ] {
                prop_assert_eq!(cursor.to_string().parse(), Ok(cursor));
            }
        }

        #[test]
        fn no_text_makes_it_panic(text: String) {
            let _ = text.parse::<GigCursor>();
        }
    }
}
