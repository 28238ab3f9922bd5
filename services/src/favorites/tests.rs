//! Favourites belong to one person; toggles at once leave one state; lists go without what was in them.

use sqlx::PgPool;

use super::*;
use crate::testing::{person, services};

/// A gig that everybody sees.
async fn published_gig(services: &Services, seller: &Viewer, slug: &str) -> GigId {
    let id = Uuid::now_v7();
    sqlx::query(
        "insert into gigs (id, seller_id, category_id, slug, title, description, status, currency, from_price,
             min_delivery_days, created_at, updated_at, published_at)
         select $1, $2, (select min(id) from categories), $3, $3, 'Todo incluido', 'published', 'ARS', 100000, 3, $4, $4, $4",
    )
    .bind(id)
    .bind(seller.user_id.get())
    .bind(slug)
    .bind(services.clock.now())
    .execute(&services.db)
    .await
    .expect("a gig");
    GigId(id)
}

/// Ana who keeps, Eva who sells, and a gig of Eva's.
async fn market(db: PgPool) -> (Services, Viewer, Viewer, GigId) {
    let services = services(db);
    crate::categories::synchronize(&services).await.expect("categories");
    let (ana, eva) = (person(&services, "ana").await, person(&services, "eva").await);
    let gig = published_gig(&services, &eva, "logo").await;
    (services, ana, eva, gig)
}

async fn kept(services: &Services, viewer: &Viewer) -> Vec<Favorite> {
    list(services, viewer, None, None, Limit::DEFAULT).await.expect("a list").items
}

fn name(text: &str) -> ListName {
    ListName::parse(text).expect("a name")
}

#[sqlx::test(migrations = "../migrations")]
async fn somebody_elses_favourites_and_lists_are_not_found(db: PgPool) {
    let (services, ana, eva, gig) = market(db).await;
    let theirs = create_list(&services, &ana, &name("Secretos")).await.unwrap().id;
    let (favorite, _) = keep(&services, &ana, &Keepable::Gig(gig), Some(theirs)).await.unwrap();

    assert!(kept(&services, &eva).await.is_empty());
    assert!(list_lists(&services, &eva).await.unwrap().is_empty());
    let not_found =
        |outcome: Result<(), Error>| assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
    not_found(list(&services, &eva, Some(theirs), None, Limit::DEFAULT).await.map(|_| ()));
    not_found(get(&services, &eva, favorite).await.map(|_| ()));
    not_found(delete(&services, &eva, favorite).await);
    not_found(move_to(&services, &eva, favorite, None).await);
    not_found(rename_list(&services, &eva, theirs, &name("Mía")).await.map(|_| ()));
    not_found(delete_list(&services, &eva, theirs).await);
    // Nor can one's own thing be put into it.
    for outcome in [
        keep(&services, &eva, &Keepable::Gig(gig), Some(theirs)).await.map(|_| ()),
        keep(&services, &eva, &Keepable::Person("ana".into()), Some(theirs)).await.map(|_| ()),
    ] {
        assert!(matches!(&outcome, Err(Error::Invalid(errors)) if errors.0[0].code == "unknown_list"));
    }
    let (own, _) = keep(&services, &eva, &Keepable::Gig(gig), None).await.unwrap();
    assert!(matches!(move_to(&services, &eva, own, Some(theirs)).await, Err(Error::Invalid(_))));

    drop(&services, &eva, &Keepable::Gig(gig)).await.unwrap();
    assert_eq!(kept(&services, &ana).await.len(), 1, "Ana's is untouched");
    assert_eq!(get(&services, &ana, favorite).await.unwrap().list_id, Some(theirs));
}

#[sqlx::test(migrations = "../migrations")]
async fn thirty_presses_at_once_keep_a_gig_once(db: PgPool) {
    let (services, ana, _, gig) = market(db).await;
    let presses = (0..30).map(|_| {
        let (services, ana) = (services.clone(), ana.clone());
        tokio::spawn(async move { keep(&services, &ana, &Keepable::Gig(gig), None).await })
    });
    let mut new = 0;
    for press in presses.collect::<Vec<_>>() {
        new += usize::from(press.await.unwrap().unwrap().1);
    }
    assert_eq!((new, kept(&services, &ana).await.len()), (1, 1));
    drop(&services, &ana, &Keepable::Gig(gig)).await.unwrap();
    drop(&services, &ana, &Keepable::Gig(gig)).await.unwrap();
    assert!(kept(&services, &ana).await.is_empty());
}

#[sqlx::test(migrations = "../migrations")]
async fn only_what_everybody_sees_can_be_kept_and_what_was_taken_down_is_hidden(db: PgPool) {
    let (services, ana, eva, gig) = market(db).await;
    keep(&services, &ana, &Keepable::Gig(gig), None).await.unwrap();
    keep(&services, &ana, &Keepable::Person("eva".into()), None).await.unwrap();
    let found = kept(&services, &ana).await;
    assert_eq!(found[0].person.as_ref().map(|person| person.handle.as_str()), Some("eva"));
    assert_eq!(found[1].gig.as_ref().map(|gig| gig.slug.as_str()), Some("logo"));
    assert!(kept_gigs(&services, &ana, [gig]).await.unwrap().contains(&gig));
    assert!(is_kept_person(&services, &ana, "eva").await.unwrap());

    sqlx::query("update gigs set status = 'paused'").execute(&services.db).await.unwrap();
    assert!(matches!(keep(&services, &eva, &Keepable::Gig(gig), None).await, Err(Error::NotFound)));
    assert_eq!(kept(&services, &ana).await.len(), 1);
    sqlx::query("update users set suspended_at = now() where id = $1")
        .bind(eva.user_id.get())
        .execute(&services.db)
        .await
        .unwrap();
    assert!(kept(&services, &ana).await.is_empty());
    assert!(matches!(
        keep(&services, &ana, &Keepable::Person("nadie".into()), None).await,
        Err(Error::NotFound)
    ));
}

#[sqlx::test(migrations = "../migrations")]
async fn a_list_is_named_once_and_what_was_in_it_outlives_it(db: PgPool) {
    let (services, ana, eva, gig) = market(db).await;
    let shop = create_list(&services, &ana, &name("Tienda")).await.unwrap();
    let taken = create_list(&services, &ana, &name("TIÉNDA")).await;
    assert!(matches!(&taken, Err(Error::Invalid(errors)) if errors.0[0].code == "list_exists"), "{taken:?}");
    create_list(&services, &eva, &name("Tienda")).await.unwrap();
    let (favorite, is_new) = keep(&services, &ana, &Keepable::Gig(gig), Some(shop.id)).await.unwrap();
    assert!(is_new);
    let again = keep(&services, &ana, &Keepable::Gig(gig), None).await.unwrap();
    assert_eq!(again, (favorite, false), "pressing again takes it out of no list");
    assert_eq!(get(&services, &ana, favorite).await.unwrap().list_id, Some(shop.id));
    let renamed = rename_list(&services, &ana, shop.id, &name("La tienda")).await.unwrap();
    assert_eq!((renamed.name.as_str(), renamed.favorites), ("La tienda", 1));
    delete_list(&services, &ana, shop.id).await.unwrap();
    assert_eq!(get(&services, &ana, favorite).await.unwrap().list_id, None);
}

#[sqlx::test(migrations = "../migrations")]
async fn favourites_come_page_by_page(db: PgPool) {
    let (services, ana, eva, gig) = market(db).await;
    let other = published_gig(&services, &eva, "afiche").await;
    for gig in [gig, other] {
        keep(&services, &ana, &Keepable::Gig(gig), None).await.unwrap();
    }
    let one = Limit::from_wish(Some(1));
    let first = list(&services, &ana, None, None, one).await.unwrap();
    let second = list(&services, &ana, None, first.next_cursor.as_deref(), one).await.unwrap();
    let slugs: Vec<_> =
        [first, second].into_iter().flat_map(|page| page.items).filter_map(|it| it.gig).collect();
    assert_eq!(slugs.iter().map(|gig| gig.slug.as_str()).collect::<Vec<_>>(), ["afiche", "logo"]);
    assert!(matches!(list(&services, &ana, None, Some("x"), one).await, Err(Error::Invalid(_))));
}
