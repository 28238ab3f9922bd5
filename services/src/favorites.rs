//! Favourites: what one person keeps. Every function touches the viewer's rows alone; somebody else's id is not found.

use std::collections::{BTreeSet, HashMap};

use domain::{
    Error,
    auth::Viewer,
    favorites::{Favorite, FavoriteList, Keepable, ListName, MAX_FAVORITES, MAX_LISTS, PersonCard},
    files::Picture,
    gigs::{GigCard, average},
    ids::{FavoriteId, FavoriteListId, GigId},
    paging::{Limit, Page},
};
use uuid::Uuid;

use crate::{Services, errors::OnConstraint as _, gigs};

#[cfg(test)]
mod tests;

/// What the viewer keeps, newest first: all of it, or one list. What its owner took down is left out until it is back.
/// Field: `cursor`.
pub async fn list(
    services: &Services,
    viewer: &Viewer,
    list: Option<FavoriteListId>,
    cursor: Option<&str>,
    limit: Limit,
) -> Result<Page<Favorite>, Error> {
    if let Some(list) = list {
        get_list(services, viewer, list).await?;
    }
    let cursor: Option<Uuid> = cursor
        .map(|cursor| cursor.parse().map_err(|_| Error::field("cursor", "invalid_cursor")))
        .transpose()?;
    let rows = sqlx::query!(
        r#"select f.id as "id!", f.list_id, f.gig_id, f.person_id, f.created_at as "created_at!"
         from favorites f
         left join gigs g on g.id = f.gig_id
         join users u on u.id = coalesce(g.seller_id, f.person_id)
         where f.user_id = $1 and ($2::uuid is null or f.list_id = $2) and ($3::uuid is null or f.id < $3)
             and (f.gig_id is null or g.status = 'published') and u.suspended_at is null
         order by f.id desc
         limit $4"#,
        viewer.user_id.get(),
        list.map(FavoriteListId::get),
        cursor,
        limit.rows(),
    )
    .fetch_all(&services.db)
    .await?;
    let page = Page::cut(rows, limit.get(), |row| row.id.to_string());
    let gig_ids: Vec<Uuid> = page.items.iter().filter_map(|row| row.gig_id).collect();
    let person_ids: Vec<Uuid> = page.items.iter().filter_map(|row| row.person_id).collect();
    let mut gigs = gigs_by_id(services, &gig_ids).await?;
    let mut people = people_by_id(services, &person_ids).await?;
    Ok(page.map(|row| Favorite {
        id: row.id.into(),
        list_id: row.list_id.map(Into::into),
        created_at: row.created_at,
        gig: row.gig_id.and_then(|id| gigs.remove(&id)),
        person: row.person_id.and_then(|id| people.remove(&id)),
    }))
}

async fn gigs_by_id(services: &Services, ids: &[Uuid]) -> Result<HashMap<Uuid, GigCard>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let cards = gigs::list_by_id(services, ids).await?;
    Ok(cards.into_iter().map(|card| (card.id.get(), card)).collect())
}

async fn people_by_id(services: &Services, ids: &[Uuid]) -> Result<HashMap<Uuid, PersonCard>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = sqlx::query!(
        r#"select p.user_id as "user_id!", p.handle as "handle!", p.name as "name!", p.title as "title!",
             p.rating_sum as "rating_sum!", p.rating_count as "rating_count!", a.storage_key as "avatar_key?"
         from user_profiles p left join files a on a.id = p.avatar_file_id
         where p.user_id = any($1)"#,
        ids
    )
    .fetch_all(&services.db)
    .await?;
    let cards = rows.into_iter().map(|row| {
        let card = PersonCard {
            handle: row.handle,
            name: row.name,
            title: row.title,
            avatar_url: row.avatar_key.map(Picture::new),
            rating: average(row.rating_sum, row.rating_count),
            reviews: row.rating_count,
        };
        (row.user_id, card)
    });
    Ok(cards.collect())
}

/// Keeps a gig or a person; kept already, it stays as it is, in the list that is named now. Answers with its id and
/// whether it is new. Field: `list_id`.
pub async fn keep(
    services: &Services,
    viewer: &Viewer,
    what: &Keepable,
    list: Option<FavoriteListId>,
) -> Result<(FavoriteId, bool), Error> {
    let (id, user, now) = (Uuid::now_v7(), viewer.user_id.get(), services.clock.now());
    let list = list.map(FavoriteListId::get);
    let kept = sqlx::query_scalar!("select count(*) as \"count!\" from favorites where user_id = $1", user)
        .fetch_one(&services.db)
        .await?;
    if kept >= MAX_FAVORITES {
        return Err(Error::conflict("too_many_favorites"));
    }
    // The row that was there is written again so that it comes back; it stays the one it was.
    let found = match what {
        Keepable::Gig(gig) => {
            sqlx::query_scalar!(
                "insert into favorites (id, user_id, gig_id, list_id, created_at)
                 select $1, $2, id, $4, $5 from gigs where id = $3 and status = 'published'
                 on conflict (user_id, gig_id) do update
                     set list_id = coalesce(excluded.list_id, favorites.list_id)
                 returning id",
                id,
                user,
                gig.get(),
                list,
                now,
            )
            .fetch_optional(&services.db)
            .await
        }
        Keepable::Person(handle) => {
            sqlx::query_scalar!(
                "insert into favorites (id, user_id, person_id, list_id, created_at)
                 select $1, $2, p.user_id, $4, $5
                 from user_profiles p join users u on u.id = p.user_id
                 where p.handle = $3 and u.suspended_at is null
                 on conflict (user_id, person_id) do update
                     set list_id = coalesce(excluded.list_id, favorites.list_id)
                 returning id",
                id,
                user,
                handle,
                list,
                now,
            )
            .fetch_optional(&services.db)
            .await
        }
    };
    let found = found
        .on_constraint("favorites_list", || Error::field("list_id", "unknown_list"))?
        .ok_or(Error::NotFound)?;
    Ok((found.into(), found == id))
}

/// Keeps it no longer, once or again.
pub async fn drop(services: &Services, viewer: &Viewer, what: &Keepable) -> Result<(), Error> {
    let (gig, handle) = match what {
        Keepable::Gig(gig) => (Some(gig.get()), None),
        Keepable::Person(handle) => (None, Some(handle)),
    };
    sqlx::query!(
        "delete from favorites where user_id = $1
             and (gig_id = $2 or person_id = (select user_id from user_profiles where handle = $3))",
        viewer.user_id.get(),
        gig,
        handle,
    )
    .execute(&services.db)
    .await?;
    Ok(())
}

/// One of the viewer's favourites.
pub async fn get(services: &Services, viewer: &Viewer, id: FavoriteId) -> Result<Favorite, Error> {
    // A page that begins right after it has it first.
    let next = Uuid::from_u128(id.get().as_u128().saturating_add(1)).to_string();
    let page = list(services, viewer, None, Some(&next), Limit::from_wish(Some(1))).await?;
    page.items.into_iter().find(|favorite| favorite.id == id).ok_or(Error::NotFound)
}

/// Takes one of the viewer's favourites away.
pub async fn delete(services: &Services, viewer: &Viewer, id: FavoriteId) -> Result<(), Error> {
    let deleted =
        sqlx::query!("delete from favorites where id = $1 and user_id = $2", id.get(), viewer.user_id.get())
            .execute(&services.db)
            .await?;
    if deleted.rows_affected() == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Puts one of the viewer's favourites into one of their lists, or into none. Field: `list_id`.
pub async fn move_to(
    services: &Services,
    viewer: &Viewer,
    id: FavoriteId,
    list: Option<FavoriteListId>,
) -> Result<(), Error> {
    let moved = sqlx::query!(
        "update favorites set list_id = $3 where id = $1 and user_id = $2",
        id.get(),
        viewer.user_id.get(),
        list.map(FavoriteListId::get),
    )
    .execute(&services.db)
    .await
    .on_constraint("favorites_list", || Error::field("list_id", "unknown_list"))?;
    if moved.rows_affected() == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Which of these gigs the viewer keeps.
pub async fn kept_gigs(
    services: &Services,
    viewer: &Viewer,
    gigs: impl IntoIterator<Item = GigId>,
) -> Result<BTreeSet<GigId>, Error> {
    let ids: Vec<Uuid> = gigs.into_iter().map(GigId::get).collect();
    let kept = sqlx::query_scalar!(
        r#"select gig_id as "gig_id!" from favorites where user_id = $1 and gig_id = any($2)"#,
        viewer.user_id.get(),
        &ids,
    )
    .fetch_all(&services.db)
    .await?;
    Ok(kept.into_iter().map(GigId).collect())
}

/// Whether the viewer keeps a person.
pub async fn is_kept_person(services: &Services, viewer: &Viewer, handle: &str) -> Result<bool, Error> {
    let is_kept = sqlx::query_scalar!(
        r#"select exists(
             select 1 from favorites f join user_profiles p on p.user_id = f.person_id
             where f.user_id = $1 and p.handle = $2
         ) as "kept!""#,
        viewer.user_id.get(),
        handle,
    )
    .fetch_one(&services.db)
    .await?;
    Ok(is_kept)
}

/// The viewer's lists by name, with how much is in each.
pub async fn list_lists(services: &Services, viewer: &Viewer) -> Result<Vec<FavoriteList>, Error> {
    lists(services, viewer, None).await
}

/// One of the viewer's lists.
pub async fn get_list(
    services: &Services,
    viewer: &Viewer,
    id: FavoriteListId,
) -> Result<FavoriteList, Error> {
    lists(services, viewer, Some(id)).await?.pop().ok_or(Error::NotFound)
}

async fn lists(
    services: &Services,
    viewer: &Viewer,
    id: Option<FavoriteListId>,
) -> Result<Vec<FavoriteList>, Error> {
    let lists = sqlx::query_as!(
        FavoriteList,
        r#"select l.id as "id!", l.name as "name!",
             (select count(*) from favorites f where f.user_id = $1 and f.list_id = l.id) as "favorites!"
         from favorite_lists l
         where l.user_id = $1 and ($2::uuid is null or l.id = $2)
         order by fold(l.name)"#,
        viewer.user_id.get(),
        id.map(FavoriteListId::get),
    )
    .fetch_all(&services.db)
    .await?;
    Ok(lists)
}

/// A new, empty list. Field: `name`.
pub async fn create_list(
    services: &Services,
    viewer: &Viewer,
    name: &ListName,
) -> Result<FavoriteList, Error> {
    let id = Uuid::now_v7();
    let made = sqlx::query!(
        "insert into favorite_lists (id, user_id, name, created_at)
         select $1, $2, $3, $4 where (select count(*) from favorite_lists where user_id = $2) < $5",
        id,
        viewer.user_id.get(),
        name.as_str(),
        services.clock.now(),
        MAX_LISTS,
    )
    .execute(&services.db)
    .await
    .on_constraint("favorite_lists_name", || Error::field("name", "list_exists"))?;
    if made.rows_affected() == 0 {
        return Err(Error::conflict("too_many_lists"));
    }
    Ok(FavoriteList { id: id.into(), name: name.as_str().to_owned(), favorites: 0 })
}

/// Gives a list another name. Field: `name`.
pub async fn rename_list(
    services: &Services,
    viewer: &Viewer,
    id: FavoriteListId,
    name: &ListName,
) -> Result<FavoriteList, Error> {
    let renamed = sqlx::query!(
        "update favorite_lists set name = $3 where id = $1 and user_id = $2",
        id.get(),
        viewer.user_id.get(),
        name.as_str(),
    )
    .execute(&services.db)
    .await
    .on_constraint("favorite_lists_name", || Error::field("name", "list_exists"))?;
    if renamed.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    get_list(services, viewer, id).await
}

/// Takes a list away; what was in it stays kept, in no list.
pub async fn delete_list(services: &Services, viewer: &Viewer, id: FavoriteListId) -> Result<(), Error> {
    let deleted = sqlx::query!(
        "delete from favorite_lists where id = $1 and user_id = $2",
        id.get(),
        viewer.user_id.get()
    )
    .execute(&services.db)
    .await?;
    if deleted.rows_affected() == 1 { Ok(()) } else { Err(Error::NotFound) }
}
