//! Everything that the demo says, written by hand in the Spanish of its people, and how it is put together.

mod artes;
mod escritura;
mod marketing;
mod musica;
mod negocios;
pub mod opinions;
pub mod people;
mod programacion;
mod tendencias;
mod video;

use super::{art::Presentation, dice::Dice};

/// What can be sold in one subcategory.
pub struct Trade {
    /// The subcategory.
    pub slug: &'static str,
    /// Title and opening paragraph of each gig.
    pub offers: &'static [(&'static str, &'static str)],
    /// What a buyer gets, for lists.
    pub includes: &'static [&'static str],
    /// Descriptions of the basic, standard and premium package.
    pub packages: [&'static str; 3],
    pub tags: &'static [&'static str],
    /// Lowest and highest price of a basic package, in thousands of ARS.
    pub price: (u16, u16),
    /// Shortest and longest delivery of a basic package, in days.
    pub days: (u8, u8),
}

/// A category with what its trades have in common.
pub struct Field {
    /// The category.
    pub slug: &'static str,
    pub titles: &'static [&'static str],
    pub skills: &'static [&'static str],
    pub bios: &'static [&'static str],
    pub processes: &'static [&'static str],
    pub closings: &'static [&'static str],
    /// Questions with their answers.
    pub faq: &'static [(&'static str, &'static str)],
    /// Sentences of content clients on the result.
    pub praise: &'static [&'static str],
    pub trades: &'static [Trade],
}

/// All categories, in the order of the site.
pub const FIELDS: [&Field; 8] = [
    &tendencias::FIELD,
    &artes::FIELD,
    &programacion::FIELD,
    &marketing::FIELD,
    &video::FIELD,
    &escritura::FIELD,
    &musica::FIELD,
    &negocios::FIELD,
];

/// Names of the three packages, one set per gig.
pub const LADDERS: &[[&str; 3]] = &[
    ["Básico", "Estándar", "Premium"],
    ["Esencial", "Completo", "A medida"],
    ["Para arrancar", "El más elegido", "Todo incluido"],
    ["Inicial", "Profesional", "Integral"],
    ["Chico", "Mediano", "Grande"],
    ["Lo justo", "Lo recomendado", "Lo máximo"],
    ["Punto de partida", "Paso firme", "Recorrido completo"],
];

/// For whom, when more gigs are wanted than were written.
const AUDIENCES: &[&str] = &[
    "para gastronomía",
    "para estudios contables",
    "para emprendedoras",
    "para el agro",
    "para inmobiliarias",
    "para clínicas",
    "para escuelas",
    "para clubes de barrio",
    "para turismo",
    "para librerías",
    "para marcas de ropa",
    "para ferreterías",
    "para cooperativas",
    "para veterinarias",
    "para bodegas",
    "para arquitectos",
    "para ONG",
    "para gimnasios",
    "para panaderías",
    "para startups",
    "para talleres",
    "para editoriales",
    "para músicos",
    "para artesanos",
    "para abogados",
    "para hoteles",
    "para fábricas",
    "para dietéticas",
    "para museos",
    "para fotógrafos",
    "para peluquerías",
    "para viveros",
    "para radios",
    "para cervecerías",
    "para municipios",
    "para pymes",
    "para psicólogas",
    "para jugueterías",
    "para constructoras",
    "para ferias",
    "con entrega rápida",
    "con atención personalizada",
    "desde cero",
];

/// A gig as it will be read.
pub struct GigText {
    pub title: String,
    pub description: String,
    pub tags: Vec<&'static str>,
    pub faq: Vec<(&'static str, &'static str)>,
}

/// One package as it will be read; the price is in minor units.
pub struct PackageText {
    pub name: &'static str,
    pub description: String,
    pub price: i64,
    pub delivery_days: i32,
    pub revisions: i32,
}

/// What the n-th gig is about: the written offers first, one per subcategory in turn, so that few gigs already fill every shelf; then again for
/// narrower audiences.
pub struct Offers {
    places: Vec<(&'static Field, &'static Trade, usize)>,
}

impl Default for Offers {
    fn default() -> Self {
        let most =
            FIELDS.iter().flat_map(|field| field.trades).map(|trade| trade.offers.len()).max().unwrap_or(0);
        let places = (0..most)
            .flat_map(|round| {
                FIELDS.iter().flat_map(move |field| {
                    field
                        .trades
                        .iter()
                        .filter(move |trade| round < trade.offers.len())
                        .map(move |trade| (*field, trade, round))
                })
            })
            .collect();
        Self { places }
    }
}

impl Offers {
    /// How many gigs have a title of their own.
    pub fn written(&self) -> usize {
        self.places.len()
    }

    /// Category and subcategory of the n-th gig.
    pub fn place(&self, number: usize) -> (&'static Field, &'static Trade) {
        let (field, trade, _) = self.places[number % self.places.len()];
        (field, trade)
    }

    /// The words of the n-th gig.
    pub fn gig(&self, number: usize, dice: &mut Dice) -> GigText {
        let (field, trade, round) = self.places[number % self.places.len()];
        let (title, lead) = trade.offers[round];
        let title = match (number / self.places.len()).checked_sub(1) {
            None => title.to_owned(),
            Some(repeat) => {
                let longer = format!("{title} {}", AUDIENCES[repeat % AUDIENCES.len()]);
                if longer.chars().count() <= 100 { longer } else { title.to_owned() }
            }
        };
        let wanted_tags = dice.index(3) + 3;
        let wanted_faq = dice.index(4);
        GigText {
            title,
            description: description(field, trade, lead, dice),
            tags: dice.sample(trade.tags, wanted_tags).into_iter().copied().collect(),
            faq: dice.sample(field.faq, wanted_faq).into_iter().copied().collect(),
        }
    }
}

fn description(field: &Field, trade: &Trade, lead: &str, dice: &mut Dice) -> String {
    let wanted = dice.index(3) + 3;
    let list = dice
        .sample(trade.includes, wanted)
        .iter()
        .map(|item| format!("- {item}"))
        .collect::<Vec<_>>()
        .join("\n");
    let process = *dice.pick(field.processes);
    let closing = *dice.pick(field.closings);
    match dice.index(5) {
        0 => format!("{lead}\n\n**Qué te llevás**\n\n{list}\n\n{closing}"),
        1 => format!("{lead}\n\n{process}\n\n**Incluye**\n\n{list}"),
        2 => format!("{lead}\n\n**Cómo trabajo.** {process}\n\n{closing}"),
        3 => format!(
            "{lead}\n\n**En todos los paquetes**\n\n{list}\n\n**Cómo trabajo.** {process}\n\n{closing}"
        ),
        _ => format!("{lead}\n\n{process} {closing}"),
    }
}

/// Packages of one gig, cheapest first: one, two or (mostly) three of them.
pub fn packages(trade: &Trade, is_in_dollars: bool, dice: &mut Dice) -> Vec<PackageText> {
    let ladder = dice.pick(LADDERS);
    let wanted = match dice.index(10) {
        0 => 1,
        1 | 2 => 2,
        _ => 3,
    };
    let mut thousands = dice.whole(i64::from(trade.price.0), i64::from(trade.price.1));
    let mut days = i32::from(dice.count(trade.days.0, trade.days.1));
    let mut revisions = i32::from(dice.count(1, 2));
    let mut packages = Vec::with_capacity(wanted);
    let mut items: Vec<&str> = trade.includes.to_vec();
    dice.shuffle(&mut items);
    for (tier, text) in trade.packages.iter().enumerate().take(wanted) {
        // Prices that a person would write: whole five hundreds in pesos, whole five dollars (about 1,450 pesos each).
        let price = if is_in_dollars {
            (thousands * 1_000 / 1_450 / 5).max(2) * 5 * 100
        } else {
            (thousands * 2 + dice.whole(0, 1)) * 500 * 100
        };
        // One line each: an order turns them into its acceptance criteria.
        let list: Vec<String> = items.iter().take(tier * 2 + 1).map(|item| format!("- {item}")).collect();
        let description = format!("{text}\n{}", list.join("\n"));
        packages.push(PackageText { name: ladder[tier], description, price, delivery_days: days, revisions });
        thousands = thousands * dice.whole(165, 220) / 100;
        days += i32::from(dice.count(1, 6));
        revisions += i32::from(dice.count(0, 2));
    }
    packages
}

/// A professional title that fits the person.
pub fn professional_title(field: &Field, presentation: Presentation, dice: &mut Dice) -> &'static str {
    let fits: Vec<&'static str> = field
        .titles
        .iter()
        .copied()
        .filter(|title| {
            let trade = title.split(' ').next().unwrap_or_default();
            match presentation {
                Presentation::Feminine => !trade.ends_with('o') && !trade.ends_with("or"),
                Presentation::Masculine => trade.ends_with("ista") || !trade.ends_with('a'),
            }
        })
        .collect();
    fits.get(dice.index(fits.len())).copied().unwrap_or(field.titles[0])
}

/// A client's words on a finished order, fitting the stars.
pub fn review(field: &Field, rating: i32, dice: &mut Dice) -> String {
    match (rating, dice.index(3)) {
        (5, 0) => format!("{} {}", dice.pick(field.praise), dice.pick(opinions::MANNERS)),
        (5, 1) => format!(
            "{} {} {}",
            dice.pick(field.praise),
            dice.pick(opinions::MANNERS),
            dice.pick(opinions::FAREWELLS)
        ),
        (5, _) => (*dice.pick(opinions::DELIGHTED)).to_owned(),
        (4, 0) => format!("{} {}", dice.pick(opinions::CONTENT), dice.pick(opinions::MANNERS)),
        (4, _) => (*dice.pick(opinions::CONTENT)).to_owned(),
        _ => (*dice.pick(opinions::MIXED)).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{FIELDS, Offers, opinions, packages, people, review};
    use crate::demo::dice::Dice;

    #[test]
    fn every_text_keeps_the_limits_of_the_forms() {
        let (offers, mut dice) = (Offers::default(), Dice::new(1));
        for number in 0..2_000 {
            let gig = offers.gig(number, &mut dice);
            let title = gig.title.chars().count();
            assert!((10..=100).contains(&title), "{title}: {}", gig.title);
            let description = gig.description.chars().count();
            assert!((100..=2000).contains(&description), "{description}: {}", gig.description);
            assert!((1..=10).contains(&gig.tags.len()) && gig.faq.len() <= 10);
            let (field, trade) = offers.place(number);
            for package in packages(trade, number % 5 == 0, &mut dice) {
                assert!((1..=500).contains(&package.description.chars().count()));
                assert!(package.price > 0 && package.delivery_days >= 1 && package.revisions >= 0);
            }
            for rating in 1..=5 {
                let words = review(field, rating, &mut dice);
                assert!((20..=2000).contains(&words.chars().count()), "{words}");
            }
        }
    }

    #[test]
    fn the_first_240_gigs_have_a_title_each_and_fill_every_subcategory() {
        let (offers, mut dice) = (Offers::default(), Dice::new(1));
        assert!(offers.written() >= 240, "{}", offers.written());
        let titles: HashSet<String> = (0..240).map(|number| offers.gig(number, &mut dice).title).collect();
        assert_eq!(titles.len(), 240);
        let trades: HashSet<&str> = (0..240).map(|number| offers.place(number).1.slug).collect();
        assert_eq!(trades.len(), FIELDS.iter().map(|field| field.trades.len()).sum::<usize>());
    }

    #[test]
    fn there_are_enough_different_people_and_opinions() {
        let names: HashSet<&str> = people::PEOPLE.iter().map(|person| person.name).collect();
        assert_eq!(names.len(), 60);
        let praise = FIELDS.iter().map(|field| field.praise.len()).sum::<usize>();
        assert!(opinions::DELIGHTED.len() + opinions::CONTENT.len() + opinions::MIXED.len() + praise >= 120);
    }
}
