//! Gigs by their address and by their owner.

use domain::{
    Error,
    auth::Viewer,
    categories::Category,
    files::Picture,
    gigs::{Faq, GalleryPicture, Gig, GigCard, GigStatus, OwnGigCard, Package, SellerCard, average},
    ids::{FileId, GigId},
    money::{Currency, Money},
    paging::Limit,
};
use sqlx::{PgExecutor, types::Json};
use uuid::Uuid;

use super::cards::{CardRow, cards};
use crate::Services;

/// A gig by its id or its slug, for everybody when it is published, else for its owner alone.
pub async fn get(services: &Services, viewer: Option<&Viewer>, id_or_slug: &str) -> Result<Gig, Error> {
    let (id, slug) = match id_or_slug.parse::<Uuid>() {
        Ok(id) => (Some(id), None),
        Err(_) => (None, Some(id_or_slug)),
    };
    find(&services.db, id, slug, viewer).await?.ok_or(Error::NotFound)
}

/// A gig by the last part of its page's address.
pub async fn get_by_slug(services: &Services, viewer: Option<&Viewer>, slug: &str) -> Result<Gig, Error> {
    find(&services.db, None, Some(slug), viewer).await?.ok_or(Error::NotFound)
}

/// One of the viewer's own gigs, in whatever state.
pub async fn get_own(services: &Services, viewer: &Viewer, id: GigId) -> Result<Gig, Error> {
    let gig = find(&services.db, Some(id.get()), None, Some(viewer)).await?;
    gig.filter(|gig| gig.seller.handle == viewer.handle).ok_or(Error::NotFound)
}

/// The viewer's gigs, last changed first.
pub async fn list_own(services: &Services, viewer: &Viewer) -> Result<Vec<OwnGigCard>, Error> {
    let rows = sqlx::query!(
        r#"select g.id as "id!", g.slug as "slug!", g.title as "title!", g.category_id as "category_id!",
             g.status as "status!", g.currency, g.from_price, g.rating_sum as "rating_sum!",
             g.rating_count as "rating_count!", g.orders_count as "orders_count!", g.version as "version!",
             g.updated_at as "updated_at!", c.storage_key as "cover_key?"
         from gigs g
         left join files c on c.id = g.cover_file_id
         where g.seller_id = $1 and g.status <> 'deleted'
         order by g.updated_at desc, g.id desc
         limit 500"#,
        viewer.user_id.get(),
    )
    .fetch_all(&services.db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(OwnGigCard {
                id: GigId(row.id),
                slug: row.slug,
                title: row.title,
                cover_url: row.cover_key.map(Picture::new),
                category: category_slug(row.category_id),
                status: status(&row.status)?,
                from_price: price(row.from_price, row.currency.as_deref()),
                rating: average(row.rating_sum, row.rating_count),
                reviews: row.rating_count,
                orders: row.orders_count,
                version: row.version,
                updated_at: row.updated_at,
            })
        })
        .collect()
}

/// Those of the gigs that everybody sees, in no order.
pub(crate) async fn list_by_id(services: &Services, ids: &[Uuid]) -> Result<Vec<GigCard>, Error> {
    let rows = cards!(
        ["select g.*, 0::real as rank from gigs g where g.status = 'published' and g.id = any($1)"],
        "g.id",
        ids,
    )
    .fetch_all(&services.db)
    .await?;
    Ok(rows.into_iter().map(GigCard::from).collect())
}

/// What somebody offers, best first.
pub async fn list_of_seller(services: &Services, handle: &str, limit: Limit) -> Result<Vec<GigCard>, Error> {
    let rows = cards!(
        ["select g.*, 0::real as rank from gigs g
         where g.status = 'published'
             and g.seller_id = (select user_id from user_profiles where handle = $1)
         order by g.score desc, g.id desc
         limit $2"],
        "g.score desc, g.id desc",
        handle,
        i64::try_from(limit.get())?,
    )
    .fetch_all(&services.db)
    .await?;
    Ok(rows.into_iter().map(GigCard::from).collect())
}

/// Good gigs of the same category by other people.
pub async fn list_similar(services: &Services, gig: &Gig, limit: Limit) -> Result<Vec<GigCard>, Error> {
    let Some(category) = Category::find_by_slug(&gig.category) else {
        return Ok(Vec::new());
    };
    let rows = cards!(
        ["select g.*, 0::real as rank from gigs g
         where g.status = 'published' and g.category_id = $1
             and g.seller_id <> (select user_id from user_profiles where handle = $2)
         order by g.score desc, g.id desc
         limit $3"],
        "g.score desc, g.id desc",
        category.id,
        gig.seller.handle,
        i64::try_from(limit.get())?,
    )
    .fetch_all(&services.db)
    .await?;
    Ok(rows.into_iter().map(GigCard::from).collect())
}

/// A gig that this viewer may see, whole, in one round trip.
pub(super) async fn find(
    db: impl PgExecutor<'_>,
    id: Option<Uuid>,
    slug: Option<&str>,
    viewer: Option<&Viewer>,
) -> Result<Option<Gig>, Error> {
    let row = sqlx::query!(
        r#"select g.id as "id!", g.slug as "slug!", g.title as "title!", g.description as "description!",
             g.tags as "tags!", g.status as "status!", g.category_id as "category_id!", g.currency,
             g.from_price,
             g.min_delivery_days, g.rating_sum as "rating_sum!", g.rating_count as "rating_count!",
             g.version as "version!", g.created_at as "created_at!", g.updated_at as "updated_at!",
             g.published_at, g.cover_file_id, g.faq as "faq!: Json<Vec<Faq>>",
             c.storage_key as "cover_key?", a.storage_key as "avatar_key?",
             p.handle as "handle!", p.name as "name!", p.rating_sum as "seller_rating_sum!",
             p.rating_count as "seller_rating_count!",
             (select coalesce(jsonb_agg(jsonb_build_object(
                      'tier', k.tier, 'name', k.name, 'description', k.description,
                      'price', jsonb_build_object('amount', k.price, 'currency', k.currency),
                      'delivery_days', k.delivery_days, 'revisions', k.revisions
                  ) order by array_position('{basic,standard,premium}', k.tier)), '[]')
              from gig_packages k where k.gig_id = g.id) as "packages!: Json<Vec<Package>>",
             (select coalesce(jsonb_agg(jsonb_build_object(
                      'file_id', f.id, 'url', '/files/' || f.storage_key || '-400.webp'
                  ) order by picture.position), '[]')
              from unnest(g.gallery_file_ids) with ordinality as picture(id, position)
              join files f on f.id = picture.id) as "gallery!: Json<Vec<GalleryPicture>>"
         from gigs g
         join user_profiles p on p.user_id = g.seller_id
         left join files c on c.id = g.cover_file_id
         left join files a on a.id = p.avatar_file_id
         where (g.id = $1 or g.slug = $2)
             and (g.status = 'published' or (g.seller_id = $3 and g.status <> 'deleted'))"#,
        id,
        slug,
        viewer.map(|viewer| viewer.user_id.get()),
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    Ok(Some(Gig {
        id: GigId(row.id),
        slug: row.slug,
        title: row.title,
        cover_url: row.cover_key.map(Picture::new),
        category: category_slug(row.category_id),
        seller: SellerCard {
            handle: row.handle,
            name: row.name,
            avatar_url: row.avatar_key.map(Picture::new),
            rating: average(row.seller_rating_sum, row.seller_rating_count),
            reviews: row.seller_rating_count,
        },
        from_price: price(row.from_price, row.currency.as_deref()),
        delivery_days: row.min_delivery_days,
        rating: average(row.rating_sum, row.rating_count),
        reviews: row.rating_count,
        created_at: row.created_at,
        description: row.description,
        cover_file_id: row.cover_file_id.map(FileId),
        gallery: row.gallery.0,
        packages: row.packages.0,
        faq: row.faq.0,
        tags: row.tags,
        status: status(&row.status)?,
        version: row.version,
        updated_at: row.updated_at,
        published_at: row.published_at,
    }))
}

/// The slug of a category's id.
pub(super) fn category_slug(id: i32) -> String {
    Category::find(id).map(|category| category.slug.to_owned()).unwrap_or_default()
}

/// A price of two columns.
pub(super) fn price(amount: Option<i64>, currency: Option<&str>) -> Option<Money> {
    let currency: Currency = currency?.parse().ok()?;
    amount.map(|amount| Money::new(amount, currency))
}

pub(super) fn status(name: &str) -> Result<GigStatus, Error> {
    GigStatus::from_name(name).ok_or_else(|| Error::internal(format!("a gig's status is {name}")))
}
