//! The people of the demo: the written ones first, then as many invented names as are asked for.

use chrono::{DateTime, Duration, Utc};
use domain::text::slugify;
use uuid::Uuid;

use super::{
    art::Presentation,
    dice::Dice,
    identifier,
    texts::{
        self, FIELDS, Field,
        people::{ASIDES, CLIENT_BIOS, FIRST_NAMES, LAST_NAMES, PEOPLE},
    },
};

/// Where demo people get their mail: nowhere.
pub const MAIL_HOST: &str = "demo.laburemos.com.ar";

/// Somebody with an account and a profile.
pub struct Member {
    pub id: Uuid,
    pub name: String,
    pub handle: String,
    pub email: String,
    pub presentation: Presentation,
    pub city: &'static str,
    pub country: &'static str,
    pub languages: Vec<&'static str>,
    pub title: &'static str,
    pub bio: String,
    pub skills: Vec<&'static str>,
    pub joined_at: DateTime<Utc>,
    /// What they sell; nothing if they only buy.
    pub field: Option<&'static Field>,
    /// How content their clients tend to be, from 0 to 1.
    pub quality: f32,
}

/// Everybody, and who sells what.
pub struct Cast {
    pub members: Vec<Member>,
    /// Indices into `members`, by category in the order of `FIELDS`; never empty.
    pub sellers: Vec<Vec<usize>>,
    /// Indices of those who only buy; never empty.
    pub clients: Vec<usize>,
}

impl Cast {
    /// Invents at least two people: the client and the freelancer of the README.
    pub fn invent(people: usize, seed: u64, now: DateTime<Utc>) -> Self {
        let members: Vec<Member> = (0..people.max(2)).map(|number| member(number, seed, now)).collect();
        let sells = |member: &Member, field: &Field| member.field.is_some_and(|own| own.slug == field.slug);
        let all_sellers: Vec<usize> =
            (0..members.len()).filter(|index| members[*index].field.is_some()).collect();
        let sellers = FIELDS
            .iter()
            .map(|field| {
                let own: Vec<usize> =
                    all_sellers.iter().copied().filter(|index| sells(&members[*index], field)).collect();
                if own.is_empty() { all_sellers.clone() } else { own }
            })
            .collect();
        let clients = (0..members.len()).filter(|index| members[*index].field.is_none()).collect();
        Self { members, sellers, clients }
    }
}

fn member(number: usize, seed: u64, now: DateTime<Utc>) -> Member {
    let mut dice = Dice::new(seed).fork("people").fork(&number.to_string());
    let written = PEOPLE.get(number);
    let (name, presentation) = written.map_or_else(
        || {
            let (first, presentation) = *dice.pick(FIRST_NAMES);
            (format!("{first} {} {}", dice.pick(LAST_NAMES), dice.pick(LAST_NAMES)), presentation)
        },
        |person| (person.name.to_owned(), person.presentation),
    );
    let home = written.unwrap_or_else(|| dice.pick(PEOPLE));
    let field = field_of(number);
    let joined_at = now - Duration::days(dice.whole(560, 1_100)) - Duration::seconds(dice.whole(0, 86_000));
    let handle = match (number, written) {
        (_, Some(_)) => slugify(&name, 30),
        _ => format!("{}-{number}", slugify(&name, 21)),
    };
    let email = match number {
        0 => format!("ana@{MAIL_HOST}"),
        1 => format!("bruno@{MAIL_HOST}"),
        _ => format!("{handle}@{MAIL_HOST}"),
    };
    let (title, bio, skills) = match field {
        Some(field) => {
            let bio = format!(
                "{}\n\n{}",
                field.bios[(number / FIELDS.len() + number) % field.bios.len()],
                ASIDES[number % ASIDES.len()]
            );
            let wanted = dice.index(4) + 3;
            let skills = dice.sample(field.skills, wanted).into_iter().copied().collect();
            (texts::professional_title(field, presentation, &mut dice), bio, skills)
        }
        None => ("", CLIENT_BIOS[(number / 5) % CLIENT_BIOS.len()].to_owned(), Vec::new()),
    };
    Member {
        id: identifier(joined_at, &mut dice),
        name,
        handle,
        email,
        presentation,
        city: home.city,
        country: home.country,
        languages: languages(home.country, &mut dice),
        title,
        bio,
        skills,
        joined_at,
        field,
        quality: dice.range(0.55, 1.0),
    }
}

/// Any step that has no divisor in common with the number of subcategories visits all of them.
const STEP: usize = 11;
/// Where the round begins: the README's freelancer is a programmer.
const FIRST: usize = 6;

/// Every fifth person only buys; the others are spread over the categories by how many subcategories each has.
fn field_of(number: usize) -> Option<&'static Field> {
    if number.is_multiple_of(5) {
        return None;
    }
    let shelves: Vec<&'static Field> =
        FIELDS.iter().flat_map(|field| field.trades.iter().map(move |_| *field)).collect();
    Some(shelves[(number * STEP + FIRST) % shelves.len()])
}

fn languages(country: &str, dice: &mut Dice) -> Vec<&'static str> {
    let mut languages = if country == "BR" { vec!["pt", "es"] } else { vec!["es"] };
    for (language, share) in [("en", 0.45), ("pt", 0.12), ("it", 0.06), ("fr", 0.06)] {
        if !languages.contains(&language) && dice.chance(share) {
            languages.push(language);
        }
    }
    languages
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use chrono::DateTime;

    use super::{Cast, FIELDS};

    #[test]
    fn sixty_people_cover_all_categories_and_share_no_handle() {
        let cast = Cast::invent(60, 1, DateTime::UNIX_EPOCH);
        let handles: HashSet<&str> = cast.members.iter().map(|member| member.handle.as_str()).collect();
        assert_eq!(handles.len(), 60);
        assert!(handles.iter().all(|handle| (3..=30).contains(&handle.len())));
        for field in FIELDS {
            let sellers = cast
                .members
                .iter()
                .filter(|member| member.field.is_some_and(|own| own.slug == field.slug))
                .count();
            assert!(sellers >= 2, "{}: {sellers}", field.slug);
        }
        assert!(cast.clients.len() >= 10);
        assert!(cast.members[0].field.is_none() && cast.members[1].field.is_some());
    }

    #[test]
    fn any_number_of_people_can_be_had() {
        let cast = Cast::invent(3_000, 1, DateTime::UNIX_EPOCH);
        let handles: HashSet<&str> = cast.members.iter().map(|member| member.handle.as_str()).collect();
        assert_eq!(handles.len(), 3_000);
        let few = Cast::invent(0, 1, DateTime::UNIX_EPOCH);
        assert_eq!(few.members.len(), 2);
        assert!(few.sellers.iter().all(|sellers| !sellers.is_empty()));
    }
}
