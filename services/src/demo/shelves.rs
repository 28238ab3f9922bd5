//! The gigs of the demo, by number: who sells it, since when, in which packages.

use chrono::{DateTime, Duration, Utc};
use domain::{categories::Category, money::Currency, text::slugify};
use uuid::Uuid;

use super::{
    cast::Cast,
    dice::Dice,
    identifier,
    texts::{self, FIELDS, Field, GigText, Offers, PackageText},
};

/// A gig before it is stored.
pub struct GigPlan {
    pub id: Uuid,
    pub number: usize,
    /// Index of its seller in the cast.
    pub seller: usize,
    pub category_id: i32,
    pub field: &'static Field,
    pub slug: String,
    pub text: GigText,
    /// Cheapest first.
    pub packages: Vec<PackageText>,
    pub currency: Currency,
    pub published_at: DateTime<Utc>,
}

/// Plans gigs: the same number gives the same gig.
pub struct Shelves<'a> {
    pub offers: Offers,
    cast: &'a Cast,
    seed: u64,
    now: DateTime<Utc>,
}

impl<'a> Shelves<'a> {
    pub fn new(cast: &'a Cast, seed: u64, now: DateTime<Utc>) -> Self {
        Self { offers: Offers::default(), cast, seed, now }
    }

    /// The n-th gig; none if its subcategory is unknown to the product.
    pub fn gig(&self, number: usize) -> Option<GigPlan> {
        let mut dice = Dice::new(self.seed).fork("gigs").fork(&number.to_string());
        let (field, trade) = self.offers.place(number);
        let category_id = Category::find_by_slug(trade.slug)?.id;
        let place = FIELDS.iter().position(|other| other.slug == field.slug)?;
        let sellers = &self.cast.sellers[place];
        // In turn, so that every seller has something; shifted each round, so that nobody has one subcategory alone.
        let seller = sellers[(number + number / self.offers.written() + number / 65) % sellers.len()];
        let currency = if dice.chance(0.12) { Currency::Usd } else { Currency::Ars };
        let text = self.offers.gig(number, &mut dice);
        let packages = texts::packages(trade, currency == Currency::Usd, &mut dice);
        let published_at = self.now - Duration::minutes(dice.whole(2 * 24 * 60, 520 * 24 * 60));
        let slug = format!("{}-{}", slugify(&text.title, 70), base36(number, &mut dice));
        Some(GigPlan {
            id: identifier(published_at, &mut dice),
            number,
            seller,
            category_id,
            field,
            slug,
            text,
            packages,
            currency,
            published_at,
        })
    }
}

/// A short ending that no other gig has: the number, with a letter or two of noise in front.
fn base36(number: usize, dice: &mut Dice) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let mut digits = vec![*dice.pick(&DIGITS[10..]), *dice.pick(&DIGITS[..])];
    let mut rest = number;
    loop {
        digits.push(DIGITS[rest % 36]);
        rest /= 36;
        if rest == 0 {
            return digits.into_iter().map(char::from).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use chrono::DateTime;

    use super::{Cast, Shelves};

    #[test]
    fn gigs_are_the_same_each_time_and_share_no_address() {
        let now = DateTime::UNIX_EPOCH + chrono::Duration::days(20_000);
        let cast = Cast::invent(60, 1, now);
        let shelves = Shelves::new(&cast, 1, now);
        let slugs: HashSet<String> = (0..3_000).map(|number| shelves.gig(number).unwrap().slug).collect();
        assert_eq!(slugs.len(), 3_000);
        assert_eq!(shelves.gig(77).unwrap().id, shelves.gig(77).unwrap().id);
    }

    #[test]
    fn every_freelancer_of_the_first_start_has_something_to_sell() {
        let now = DateTime::UNIX_EPOCH + chrono::Duration::days(20_000);
        let cast = Cast::invent(60, 1, now);
        let shelves = Shelves::new(&cast, 1, now);
        let busy: HashSet<usize> = (0..240).map(|number| shelves.gig(number).unwrap().seller).collect();
        assert_eq!(busy.len(), cast.members.len() - cast.clients.len());
    }
}
