//! Gigs from the draft to the search: who sees them, what is found, in which order, by which words.

use domain::{
    Error,
    gigs::{Faq, GigFilter, GigInput, GigStatus, PackageInput, Prices, Tier},
    money::{Currency, Money},
};
use sqlx::PgPool;

use super::*;
use crate::{
    Services, categories,
    testing::{person, services},
};

async fn prepared(db: PgPool) -> Services {
    let services = services(db);
    categories::synchronize(&services).await.unwrap();
    services
}

fn input(title: &str, category: &str, price: i64) -> GigInput {
    GigInput {
        title: title.into(),
        description: "Trabajo prolijo, con entrega en fecha y todos los formatos que necesites.".into(),
        category: category.into(),
        tags: vec!["emprendedores".into()],
        packages: vec![PackageInput {
            tier: Tier::Basic,
            name: "Esencial".into(),
            description: "Lo necesario para empezar".into(),
            price: Some(Money::new(price, Currency::Ars)),
            delivery_days: Some(5),
            revisions: Some(1),
        }],
        faq: vec![Faq { question: "¿Incluye cambios?".into(), answer: "Sí, una ronda.".into() }],
        ..GigInput::default()
    }
}

async fn published(
    services: &Services,
    viewer: &domain::auth::Viewer,
    input: &GigInput,
) -> domain::gigs::Gig {
    let gig = create(services, viewer, input.parse().unwrap(), None).await.unwrap();
    publish(services, viewer, gig.id).await.unwrap()
}

fn filter(pairs: &[(&str, &str)]) -> GigFilter {
    let (filter, errors) = GigFilter::read(pairs.iter().copied(), Prices::MinorUnits);
    assert!(errors.is_empty(), "{errors:?}");
    filter
}

async fn titles(services: &Services, pairs: &[(&str, &str)]) -> Vec<String> {
    search(services, &filter(pairs)).await.unwrap().items.into_iter().map(|card| card.title).collect()
}

#[sqlx::test(migrations = "../migrations")]
async fn a_draft_is_seen_by_its_owner_alone_until_it_is_published(db: PgPool) {
    let services = prepared(db).await;
    let (owner, other) = (person(&services, "duenia").await, person(&services, "otro").await);
    let draft = input("Diseño de logo profesional", "ilustracion", 20_000_00).parse().unwrap();
    let gig = create(&services, &owner, draft, None).await.unwrap();
    assert_eq!((gig.status, gig.version), (GigStatus::Draft, 1));
    assert!(gig.slug.starts_with("diseno-de-logo-profesional-"));
    assert!(get(&services, Some(&owner), &gig.slug).await.is_ok());
    for viewer in [None, Some(&other)] {
        assert!(matches!(get(&services, viewer, &gig.slug).await, Err(Error::NotFound)));
        assert!(matches!(get(&services, viewer, &gig.id.to_string()).await, Err(Error::NotFound)));
    }
    assert!(titles(&services, &[]).await.is_empty());

    let gig = publish(&services, &owner, gig.id).await.unwrap();
    assert_eq!(get(&services, None, &gig.slug).await.unwrap(), gig);
    assert_eq!(titles(&services, &[]).await, [gig.title]);

    pause(&services, &owner, gig.id).await.unwrap();
    assert!(matches!(get(&services, None, &gig.slug).await, Err(Error::NotFound)));
    assert!(titles(&services, &[]).await.is_empty());
    assert_eq!(list_own(&services, &owner).await.unwrap()[0].status, GigStatus::Paused);

    delete(&services, &owner, gig.id).await.unwrap();
    assert!(matches!(get_own(&services, &owner, gig.id).await, Err(Error::NotFound)));
    assert!(list_own(&services, &owner).await.unwrap().is_empty());
}

#[sqlx::test(migrations = "../migrations")]
async fn somebody_elses_gig_cannot_be_touched_and_does_not_exist_for_them(db: PgPool) {
    let services = prepared(db).await;
    let (owner, other) = (person(&services, "duenia").await, person(&services, "otro").await);
    let draft = input("Edición de video para redes", "edicion-de-video", 20_000_00).parse().unwrap();
    let gig = published(&services, &owner, &input("Edición de video para redes", "seo", 20_000_00)).await;
    assert!(matches!(update(&services, &other, gig.id, draft, None).await, Err(Error::NotFound)));
    assert!(matches!(publish(&services, &other, gig.id).await, Err(Error::NotFound)));
    assert!(matches!(pause(&services, &other, gig.id).await, Err(Error::NotFound)));
    assert!(matches!(delete(&services, &other, gig.id).await, Err(Error::NotFound)));
    assert!(matches!(get_own(&services, &other, gig.id).await, Err(Error::NotFound)));
}

#[sqlx::test(migrations = "../migrations")]
async fn publishing_an_incomplete_gig_names_what_is_missing(db: PgPool) {
    let services = prepared(db).await;
    let owner = person(&services, "duenia").await;
    let input = GigInput {
        title: "Locución publicitaria".into(),
        category: "locucion".into(),
        ..GigInput::default()
    };
    let gig = create(&services, &owner, input.parse().unwrap(), None).await.unwrap();
    let Err(Error::Invalid(missing)) = publish(&services, &owner, gig.id).await else { panic!("published") };
    assert!(missing.of("description").is_some() && missing.of("packages.basic.price").is_some());
    assert_eq!(get_own(&services, &owner, gig.id).await.unwrap().status, GigStatus::Draft);
    let Err(Error::Conflict(conflict)) = pause(&services, &owner, gig.id).await else { panic!("paused") };
    assert_eq!(conflict.allowed, ["publish", "delete"]);
}

#[sqlx::test(migrations = "../migrations")]
async fn a_change_made_from_an_old_version_is_a_conflict_and_repeats_are_harmless(db: PgPool) {
    let services = prepared(db).await;
    let owner = person(&services, "duenia").await;
    let mut changed = input("Composición de jingles pegadizos", "locucion", 20_000_00);
    let gig = published(&services, &owner, &changed).await;
    let again = publish(&services, &owner, gig.id).await.unwrap();
    assert_eq!(again.version, gig.version);
    changed.packages.push(PackageInput {
        tier: Tier::Premium,
        price: Some(Money::new(9_000_00, Currency::Ars)),
        delivery_days: Some(2),
        ..changed.packages[0].clone()
    });
    let gig = update(&services, &owner, gig.id, changed.parse().unwrap(), Some(gig.version)).await.unwrap();
    assert_eq!(gig.packages.len(), 2);
    assert_eq!((gig.from_price, gig.delivery_days), (Some(Money::new(9_000_00, Currency::Ars)), Some(2)));
    let late = update(&services, &owner, gig.id, changed.parse().unwrap(), Some(gig.version - 1)).await;
    assert!(matches!(late, Err(Error::Conflict(conflict)) if conflict.version == Some(gig.version)));
    let empty = GigInput { packages: Vec::new(), ..changed };
    let incomplete = update(&services, &owner, gig.id, empty.parse().unwrap(), None).await;
    assert!(matches!(incomplete, Err(Error::Invalid(_))), "what is published stays complete");
}

#[sqlx::test(migrations = "../migrations")]
async fn words_are_found_whatever_their_accents_endings_and_typos(db: PgPool) {
    let services = prepared(db).await;
    let owner = person(&services, "duenia").await;
    let title = "Diseño gráfico para tu marca";
    published(&services, &owner, &input(title, "ilustracion", 20_000_00)).await;
    published(&services, &owner, &input("Clases de guitarra criolla", "produccion-musical", 10_000_00)).await;
    for words in
        ["diseño gráfico", "DISENO GRAFICO", "diseños gráficos", "disenio grafco", "dise", "grafico marca"]
    {
        assert_eq!(titles(&services, &[("q", words)]).await, [title], "{words}");
    }
    let corrected = search(&services, &filter(&[("q", "disenio grafco")])).await.unwrap().corrected;
    assert_eq!(corrected.as_deref(), Some("diseño gráfico"));
    let exact = search(&services, &filter(&[("q", "diseño de marca")])).await.unwrap();
    assert_eq!((exact.items.len(), exact.corrected), (1, None));
    // No gig has both: those that have one are better than nothing.
    assert_eq!(titles(&services, &[("q", "guitarra marca")]).await.len(), 2);
    // What is no word at all harms nobody.
    for words in ["'; drop table gigs; --", "& | ! ( ) :*", "\\", "ñ", "de la", "🙂"] {
        search(&services, &filter(&[("q", words)])).await.unwrap();
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn every_order_pages_through_all_gigs_once(db: PgPool) {
    let services = prepared(db).await;
    let owner = person(&services, "duenia").await;
    for n in 0..11_i32 {
        let title = format!("Servicio de locución número {n}");
        let gig =
            published(&services, &owner, &input(&title, "locucion", i64::from(10 + n / 3) * 1_000_00)).await;
        sqlx::query("update gigs set rating_sum = $2, rating_count = $3 where id = $1")
            .bind(gig.id.get())
            .bind(n % 4 * 4)
            .bind(n % 4)
            .execute(&services.db)
            .await
            .unwrap();
    }
    services.gigs.forget();
    for sort in ["relevance", "newest", "price_asc", "price_desc", "rating"] {
        for words in ["", "locucion"] {
            let mut seen = Vec::new();
            let mut cursor = String::new();
            loop {
                let pairs = [("sort", sort), ("q", words), ("limit", "4"), ("cursor", &cursor)];
                let list = search(&services, &filter(&pairs)).await.unwrap();
                assert_eq!(list.facets.total, 11);
                seen.extend(list.items);
                match list.next_cursor {
                    Some(next) => cursor = next,
                    None => break,
                }
            }
            let mut ids: Vec<_> = seen.iter().map(|card| card.id).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!((ids.len(), seen.len()), (11, 11), "{sort} {words}");
            match sort {
                "price_asc" => assert!(seen.is_sorted_by_key(|card| card.from_price.amount)),
                "price_desc" => assert!(seen.is_sorted_by_key(|card| -card.from_price.amount)),
                "rating" => {
                    assert!(seen.is_sorted_by(|a, b| a.rating.unwrap_or(0.0) >= b.rating.unwrap_or(0.0)));
                }
                "newest" => assert!(seen.is_sorted_by(|a, b| a.id >= b.id)),
                _ => {}
            }
        }
    }
}

#[sqlx::test(migrations = "../migrations")]
async fn filters_leave_what_fits_and_facets_show_the_other_choices(db: PgPool) {
    let services = prepared(db).await;
    let owner = person(&services, "duenia").await;
    sqlx::query("update user_profiles set languages = '{es,pt}'").execute(&services.db).await.unwrap();
    let logo = "diseno-de-logos-e-identidad-de-marca";
    published(&services, &owner, &input("Logo económico y rápido", logo, 15_000_00)).await;
    published(&services, &owner, &input("Logo completo con manual", logo, 90_000_00)).await;
    published(&services, &owner, &input("Ilustración de personajes", "ilustracion", 30_000_00)).await;
    published(&services, &owner, &input("Desarrollo web a medida", "desarrollo-web", 200_000_00)).await;

    assert_eq!(titles(&services, &[("category", "artes-graficas")]).await.len(), 3);
    assert_eq!(titles(&services, &[("category", logo)]).await.len(), 2);
    assert_eq!(titles(&services, &[("min_price", "2000000"), ("max_price", "9000000")]).await.len(), 2);
    assert_eq!(titles(&services, &[("currency", "USD")]).await.len(), 0);
    assert_eq!(titles(&services, &[("delivery_days", "3")]).await.len(), 0);
    assert_eq!(titles(&services, &[("language", "pt")]).await.len(), 4);
    assert_eq!(titles(&services, &[("language", "de")]).await.len(), 0);
    assert_eq!(titles(&services, &[("min_rating", "4")]).await.len(), 0);

    let found = search(&services, &filter(&[("category", logo), ("q", "logo")])).await.unwrap();
    assert_eq!((found.items.len(), found.facets.total, found.facets.is_exact), (2, 2, true));
    let all = search(&services, &filter(&[("category", logo)])).await.unwrap().facets;
    let count =
        |slug: &str| all.categories.iter().find(|entry| entry.category == slug).map(|entry| entry.count);
    assert_eq!((count("artes-graficas"), count("desarrollo-web"), count("seo")), (Some(3), Some(1), None));
    assert_eq!(all.prices.iter().map(|band| band.count).collect::<Vec<_>>(), [1, 0, 1, 0]);
    assert_eq!(all.delivery_days.iter().map(|entry| entry.count).collect::<Vec<_>>(), [0, 0, 2, 2, 2]);
    assert_eq!(all.languages.len(), 2);
}

#[sqlx::test(migrations = "../migrations")]
async fn a_picture_that_two_gigs_show_outlives_one_of_them(db: PgPool) {
    let services = prepared(db).await;
    let owner = person(&services, "duenia").await;
    let png = {
        let mut bytes = Vec::new();
        let pixels = image::DynamicImage::from(image::RgbImage::new(20, 20));
        pixels.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
        bytes
    };
    let cover = domain::files::PicturePurpose::GigCover;
    let stored = crate::files::store_picture(&services, owner.user_id, cover, "tapa.png", png).await.unwrap();
    let covered = GigInput {
        cover_file_id: Some(stored.id),
        ..input("Retratos de mascotas a lápiz", "ilustracion", 9_000_00)
    };
    let bare = GigInput { cover_file_id: None, ..covered.clone() };
    let first = published(&services, &owner, &covered).await;
    let second = published(&services, &owner, &covered).await;
    let swept_after_a_day = async || {
        services.clock.advance(chrono::Duration::hours(25));
        crate::files::sweep_orphans(&services).await.unwrap()
    };
    update(&services, &owner, first.id, bare.parse().unwrap(), None).await.unwrap();
    assert_eq!(swept_after_a_day().await, 0);
    assert!(get_own(&services, &owner, second.id).await.unwrap().cover_url.is_some());
    update(&services, &owner, second.id, bare.parse().unwrap(), None).await.unwrap();
    assert_eq!(swept_after_a_day().await, 1);
}

#[sqlx::test(migrations = "../migrations")]
async fn half_typed_words_suggest_words_categories_and_titles(db: PgPool) {
    let services = prepared(db).await;
    let owner = person(&services, "duenia").await;
    published(&services, &owner, &input("Ilustración de personajes", "ilustracion", 30_000_00)).await;
    let found = suggest(&services, "ilus").await.unwrap();
    assert_eq!(found.queries, ["ilustración"]);
    assert_eq!(found.categories, ["ilustracion"]);
    assert_eq!(found.gigs[0].title, "Ilustración de personajes");
    assert_eq!(*suggest(&services, "x").await.unwrap(), Suggestions::default());
    refresh_vocabulary(&services).await.unwrap();
    assert_eq!(suggest(&services, "personajes ilus").await.unwrap().queries, ["personajes ilustración"]);
}
