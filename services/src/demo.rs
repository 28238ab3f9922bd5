//! Demo data: people, gigs and everything between them, so that the site looks alive from the first start; and the same in bulk for benchmarks.
//! The same seed number gives the same people, words and pictures; only the dates move with the day.

mod art;
mod cast;
mod dice;
mod history;
mod pictures;
mod rows;
mod shelves;
mod store;
#[cfg(test)]
mod tests;
mod texts;

use chrono::{DateTime, Duration, Utc};
use domain::{Error, auth::Password, categories::Category, files::PicturePurpose, locale::Locale};
use serde_json::json;
use uuid::Uuid;

use cast::{Cast, MAIL_HOST};
use dice::Dice;
use history::{History, Order, Stage};
use pictures::{Commission, Subject};
use rows::{FileRow, GigRow, NoticeRow, PackageRow, PersonRow, PieceRow};
use shelves::{GigPlan, Shelves};

use crate::Services;

/// Everybody's password, outside production; the README tells it.
pub const PASSWORD: &str = "laburemos-demo";

const TIERS: [&str; 3] = ["basic", "standard", "premium"];
/// Rows per statement when there are many.
const BATCH: usize = 4_000;
/// Faces that are drawn; with more people they repeat.
const FACES: usize = 60;

/// How many sellers have a portfolio, and how many pieces are in it.
const PORTFOLIOS: (usize, usize) = (12, 3);

/// How much to load.
#[derive(Clone, Copy, Debug)]
pub struct SeedOptions {
    /// At least two: the client and the freelancer that the README names.
    pub people: usize,
    pub gigs: usize,
    /// At most so many covers are drawn, and as many faces; with fewer than there are gigs and people they repeat.
    pub pictures: usize,
    /// Another number, other people.
    pub seed: u64,
    /// In production only on demand, and then nobody has a password.
    pub is_allowed_in_production: bool,
}

impl Default for SeedOptions {
    fn default() -> Self {
        Self { people: 60, gigs: 240, pictures: 1_000, seed: 1, is_allowed_in_production: false }
    }
}

/// What was loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeedReport {
    /// There was demo data before; nothing was changed.
    pub was_loaded: bool,
    pub people: usize,
    pub gigs: usize,
    pub pictures: usize,
    pub contracts: usize,
    pub reviews: usize,
}

/// Loads the demo data once, all of it or nothing.
pub async fn seed(services: &Services, options: SeedOptions) -> Result<SeedReport, Error> {
    if services.settings.is_production && !options.is_allowed_in_production {
        return Err(Error::conflict("demo_data_in_production"));
    }
    let ana = format!("ana@{MAIL_HOST}");
    let was_loaded =
        sqlx::query_scalar!("select exists(select 1 from users where lower(email) = $1) as \"loaded!\"", ana)
            .fetch_one(&services.db)
            .await?;
    if was_loaded {
        return Ok(SeedReport { was_loaded, ..SeedReport::default() });
    }
    crate::categories::synchronize(services).await?;
    let now = services.clock.now();
    let password_hash = if services.settings.is_production {
        None
    } else {
        Some(services.passwords.hash(&Password::parse("password", PASSWORD)?).await?)
    };
    let cast = Cast::invent(options.people, options.seed, now);
    let shelves = Shelves::new(&cast, options.seed, now);
    // These have covers and a past of their own; in bulk the others borrow the covers.
    let lively: Vec<GigPlan> =
        (0..options.gigs.min(shelves.offers.written())).filter_map(|number| shelves.gig(number)).collect();
    let (faces, covers) = draw(services, &cast, &lively, &shelves, options).await?;
    let (pieces, titles) = draw_portfolios(services, &cast, options).await?;
    let past = past(services, &cast, &lively, options.seed, now)?;
    let mut report = SeedReport {
        was_loaded: false,
        people: cast.members.len(),
        gigs: options.gigs,
        pictures: faces.len() + covers.len() + pieces.len(),
        contracts: past.contracts.len(),
        reviews: past.reviews.len(),
    };

    let mut transaction = services.db.begin().await?;
    let people: Vec<PersonRow<'_>> =
        cast.members.iter().enumerate().map(|(index, _)| person_row(&cast, index, &faces)).collect();
    for batch in people.chunks(BATCH) {
        store::people(&mut transaction, batch, password_hash.as_deref()).await?;
    }
    store::files(&mut transaction, &faces).await?;
    store::files(&mut transaction, &covers).await?;
    store::files(&mut transaction, &pieces).await?;
    let pieces: Vec<PieceRow<'_>> = pieces
        .iter()
        .zip(titles)
        .map(|(file, title)| PieceRow { file_id: file.id, user_id: file.owner_id, title })
        .collect();
    store::portfolios(&mut transaction, &pieces).await?;
    for batch in people.chunks(BATCH) {
        store::avatars(&mut transaction, batch).await?;
    }
    report.gigs = 0;
    let mut first = 0;
    while first < options.gigs {
        let last = (first + BATCH).min(options.gigs);
        let plans: Vec<GigPlan> = (first..last).filter_map(|number| shelves.gig(number)).collect();
        store_gigs(&mut transaction, &cast, &plans, &covers, &shelves, options.seed).await?;
        report.gigs += plans.len();
        tracing::info!(gigs = report.gigs, of = options.gigs, "demo gigs stored");
        first = last;
    }
    store::history(&mut transaction, past).await?;
    store::recount(&mut transaction).await?;
    transaction.commit().await?;
    crate::gigs::refresh_vocabulary(services).await?;
    Ok(report)
}

/// A UUID of version 7 that depends only on the time and the dice.
fn identifier(at: DateTime<Utc>, dice: &mut Dice) -> Uuid {
    let mut random = [0; 10];
    random[..8].copy_from_slice(&dice.bits().to_be_bytes());
    random[8..].copy_from_slice(&dice.bits().to_be_bytes()[..2]);
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(at.timestamp_millis()).unwrap_or(0), &random)
        .into_uuid()
}

/// Faces for the people and covers for the lively gigs.
async fn draw(
    services: &Services,
    cast: &Cast,
    lively: &[GigPlan],
    shelves: &Shelves<'_>,
    options: SeedOptions,
) -> Result<(Vec<FileRow>, Vec<FileRow>), Error> {
    let mut dice = Dice::new(options.seed).fork("pictures");
    let faces = cast.members.iter().take(FACES.min(options.pictures)).map(|member| Commission {
        subject: Subject::Face(member.presentation),
        purpose: PicturePurpose::Avatar,
        owner: member.id,
        seed: dice.bits(),
        created_at: member.joined_at,
    });
    let faces: Vec<Commission> = faces.collect();
    let covers = lively.iter().take(options.pictures).map(|gig| {
        let (field, trade) = shelves.offers.place(gig.number);
        Commission {
            subject: Subject::Cover(field.slug, trade.slug),
            purpose: PicturePurpose::GigCover,
            owner: cast.members[gig.seller].id,
            seed: dice.bits(),
            created_at: gig.published_at,
        }
    });
    let covers: Vec<Commission> = covers.collect();
    Ok((pictures::draw(services, faces).await?, pictures::draw(services, covers).await?))
}

/// What the first sellers did before, each picture with its title.
async fn draw_portfolios(
    services: &Services,
    cast: &Cast,
    options: SeedOptions,
) -> Result<(Vec<FileRow>, Vec<&'static str>), Error> {
    let mut dice = Dice::new(options.seed).fork("portfolios");
    let (people, pieces) = PORTFOLIOS;
    let (mut commissions, mut titles) = (Vec::new(), Vec::new());
    for (member, field) in cast.members.iter().filter_map(|member| Some((member, member.field?))).take(people)
    {
        for trade in field.trades.iter().take(pieces) {
            commissions.push(Commission {
                subject: Subject::Cover(field.slug, trade.slug),
                purpose: PicturePurpose::Portfolio,
                owner: member.id,
                seed: dice.bits(),
                created_at: member.joined_at,
            });
            titles
                .push(Category::find_by_slug(trade.slug).map_or("", |category| category.name(Locale::EsAr)));
        }
    }
    commissions.truncate(options.pictures);
    Ok((pictures::draw(services, commissions).await?, titles))
}

fn person_row<'a>(cast: &'a Cast, index: usize, faces: &[FileRow]) -> PersonRow<'a> {
    let member = &cast.members[index];
    // Beyond the drawn faces, borrow one that fits.
    let face = (0..faces.len())
        .map(|step| (index + step) % faces.len())
        .find(|face| cast.members[*face].presentation == member.presentation);
    PersonRow {
        id: member.id,
        email: &member.email,
        handle: &member.handle,
        name: &member.name,
        title: member.title,
        bio: &member.bio,
        city: member.city,
        country: member.country,
        languages: &member.languages,
        skills: &member.skills,
        availability: if index % 17 == 16 {
            "vacation"
        } else if index % 9 == 7 {
            "busy"
        } else {
            "available"
        },
        avatar_file_id: face.map(|face| faces[face].id),
        hourly_rate: member.field.map(|_| (8 + i64::try_from(index % 13).unwrap_or_default() * 2) * 1_000_00),
        locale: if member.country == "BR" { "pt-BR" } else { "es-AR" },
        created_at: member.joined_at,
    }
}

async fn store_gigs(
    db: &mut sqlx::PgConnection,
    cast: &Cast,
    plans: &[GigPlan],
    covers: &[FileRow],
    shelves: &Shelves<'_>,
    seed: u64,
) -> Result<(), Error> {
    let mut gigs = Vec::with_capacity(plans.len());
    let mut packages = Vec::with_capacity(plans.len() * 3);
    for plan in plans {
        let cheapest = plan.packages.iter().map(|package| package.price).min().unwrap_or_default();
        let fastest = plan.packages.iter().map(|package| package.delivery_days).min().unwrap_or(1);
        let faq = plan
            .text
            .faq
            .iter()
            .map(|(question, answer)| json!({"question": question, "answer": answer}))
            .collect();
        let (rating_sum, rating_count) = bulk_rating(plan, shelves, seed);
        gigs.push(GigRow {
            id: plan.id,
            seller_id: cast.members[plan.seller].id,
            category_id: plan.category_id,
            slug: &plan.slug,
            title: &plan.text.title,
            description: &plan.text.description,
            tags: &plan.text.tags,
            faq,
            cover_file_id: cover_of(plan.number, covers, shelves).map(|cover| cover.id),
            gallery_file_ids: Vec::new(),
            currency: plan.currency.code(),
            from_price: cheapest,
            min_delivery_days: fastest,
            rating_sum,
            rating_count,
            published_at: plan.published_at,
        });
        for (package, tier) in plan.packages.iter().zip(TIERS) {
            packages.push(PackageRow {
                gig_id: plan.id,
                tier,
                name: package.name,
                description: &package.description,
                price: package.price,
                currency: plan.currency.code(),
                delivery_days: package.delivery_days,
                revisions: package.revisions,
            });
        }
    }
    store::gigs(db, &gigs, &packages).await
}

/// Its own where it was drawn, else that of the gig whose words it shares, else any.
fn cover_of<'a>(number: usize, covers: &'a [FileRow], shelves: &Shelves<'_>) -> Option<&'a FileRow> {
    let shared = covers.get(number % shelves.offers.written());
    shared.or_else(|| covers.get(number % covers.len().max(1)))
}

/// Gigs of the bulk have no orders, hence no reviews; benchmarks of the filters still need averages that differ.
fn bulk_rating(plan: &GigPlan, shelves: &Shelves<'_>, seed: u64) -> (i32, i32) {
    if plan.number < shelves.offers.written() {
        return (0, 0);
    }
    let mut dice = Dice::new(seed).fork("ratings").fork(&plan.number.to_string());
    let count = if dice.chance(0.35) { 0 } else { i32::from(dice.count(1, 60)) };
    let hundredths = i32::from(dice.count(0, 150)) + 350;
    (count * hundredths / 100, count)
}

/// Orders of the lively gigs: a past with reviews for most, and open ones in every state.
fn past(
    services: &Services,
    cast: &Cast,
    lively: &[GigPlan],
    seed: u64,
    now: DateTime<Utc>,
) -> Result<History, Error> {
    let mut dice = Dice::new(seed).fork("past");
    let mut past = History::default();
    let fee = services.settings.fee_basis_points;
    let mut tell = |order: Order<'_>, dice: &mut Dice| past.tell(&order, cast, fee, now, dice.fork("order"));
    for gig in lively {
        let finished = match dice.index(20) {
            0..=2 => 0,
            3..=10 => dice.count(1, 4),
            11..=17 => dice.count(4, 8),
            _ => dice.count(9, 14),
        };
        for _ in 0..finished {
            let days = gig.packages.iter().map(|package| package.delivery_days).max().unwrap_or(1);
            // Late enough for the gig, early enough to be over.
            let latest = now - Duration::days(i64::from(days) + 9);
            let room = (latest - gig.published_at).num_minutes();
            if room > 0 {
                let ordered_at = gig.published_at + Duration::minutes(dice.whole(0, room));
                tell(
                    Order { gig, client: buyer(cast, gig, &mut dice), stage: Stage::Closed, ordered_at },
                    &mut dice,
                )?;
            }
        }
        let stage = match dice.index(28) {
            0 | 1 => Stage::InProgress,
            2 => Stage::Delivered,
            3 => Stage::RevisionRequested,
            4 => Stage::Approved,
            5 => Stage::Expired,
            _ => continue,
        };
        let client = buyer(cast, gig, &mut dice);
        tell(open_order(gig, client, stage, now, &mut dice), &mut dice)?;
    }
    // Who signs in with the accounts of the README finds something to do on both sides.
    let of_bruno: Vec<&GigPlan> = lively.iter().filter(|gig| gig.seller == 1).collect();
    let stages =
        [Stage::Delivered, Stage::InProgress, Stage::Closed, Stage::RevisionRequested, Stage::Closed];
    for (stage, gig) in stages.into_iter().zip(of_bruno.iter().cycle()) {
        tell(open_order(gig, 0, stage, now, &mut dice), &mut dice)?;
    }
    for stage in [Stage::InProgress, Stage::Approved, Stage::Closed] {
        let gig = dice.pick(lively);
        if gig.seller != 1 {
            tell(open_order(gig, 0, stage, now, &mut dice), &mut dice)?;
        }
    }
    for member in &cast.members[..2] {
        past.notices.push(NoticeRow {
            id: identifier(member.joined_at, &mut dice),
            user_id: member.id,
            kind: domain::notifications::NotificationKind::Welcome.name(),
            params: json!({"name": member.name}),
            path: "/panel".to_owned(),
            created_at: member.joined_at,
            read_at: Some(member.joined_at + Duration::hours(1)),
        });
    }
    Ok(past)
}

/// Mostly people who only buy; now and then a colleague.
fn buyer(cast: &Cast, gig: &GigPlan, dice: &mut Dice) -> usize {
    let anybody = dice.index(cast.members.len());
    if dice.chance(0.3) && anybody != gig.seller { anybody } else { *dice.pick(&cast.clients) }
}

/// An order that is going on now, begun long enough ago for its state. Paid at least three days ago: older than what the reconciliation asks
/// the provider about, who knows nothing of the demo.
fn open_order<'a>(
    gig: &'a GigPlan,
    client: usize,
    stage: Stage,
    now: DateTime<Utc>,
    dice: &mut Dice,
) -> Order<'a> {
    let days = gig.packages.iter().map(|package| i64::from(package.delivery_days)).max().unwrap_or(1);
    let (least, most) = match stage {
        Stage::InProgress => (3, 4),
        Stage::Delivered => (days.max(3) + 1, days.max(3) + 2),
        Stage::RevisionRequested | Stage::Approved => (days.max(3) + 2, days.max(3) + 3),
        Stage::Closed | Stage::Expired => (days + 9, days + 30),
    };
    let ordered_at = now - Duration::minutes(dice.whole(least * 24 * 60, most * 24 * 60));
    Order { gig, client, stage, ordered_at }
}
