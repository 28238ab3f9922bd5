//! Portfolios: read and written as a whole list, so that pieces, words and order change in one go.

use domain::{
    Error,
    auth::Viewer,
    files::PicturePurpose,
    ids::{FileId, UserId},
    users::{PortfolioChange, PortfolioEntry, PortfolioItem},
};
use sqlx::{PgConnection, PgExecutor, types::Json};
use uuid::Uuid;

use crate::{Services, files};

/// The viewer's own portfolio.
pub async fn list_portfolio(services: &Services, viewer: &Viewer) -> Result<Vec<PortfolioItem>, Error> {
    list(&services.db, viewer.user_id).await
}

/// Takes all of these steps, or none, and answers the portfolio that they lead to. Pictures must be the viewer's own.
pub async fn change_portfolio(
    services: &Services,
    viewer: &Viewer,
    changes: Vec<PortfolioChange>,
) -> Result<Vec<PortfolioItem>, Error> {
    let mut work = services.begin().await?;
    let before = lock(work.db(), viewer.user_id).await?;
    let mut after = before.clone();
    for change in changes {
        change.apply(&mut after)?;
    }
    let missing_in = |list: &[PortfolioEntry], entry: &PortfolioEntry| {
        !list.iter().any(|other| other.file_id == entry.file_id)
    };
    let added: Vec<FileId> =
        after.iter().filter(|entry| missing_in(&before, entry)).map(|entry| entry.file_id).collect();
    let removed: Vec<Uuid> =
        before.iter().filter(|entry| missing_in(&after, entry)).map(|entry| entry.file_id.get()).collect();
    let (owner, now) = (viewer.user_id, services.clock.now());
    files::attach(work.db(), owner, PicturePurpose::Portfolio, "file_id", &added, now).await?;
    write(work.db(), owner, &after).await?;
    files::detach(work.db(), &removed).await?;
    let items = list(work.db(), owner).await?;
    work.commit().await?;
    Ok(items)
}

/// The pieces of a portfolio whose changes wait for each other.
async fn lock(db: &mut PgConnection, owner: UserId) -> Result<Vec<PortfolioEntry>, Error> {
    sqlx::query!("select handle from user_profiles where user_id = $1 for update", owner.get())
        .fetch_optional(&mut *db)
        .await?
        .ok_or(Error::NotFound)?;
    let rows = sqlx::query!(
        "select file_id, title, alt from portfolio_items where user_id = $1 order by position",
        owner.get()
    )
    .fetch_all(db)
    .await?;
    let entry = |id, title, alt| PortfolioEntry { file_id: FileId(id), title, alt };
    Ok(rows.into_iter().map(|row| entry(row.file_id, row.title, row.alt)).collect())
}

async fn write(db: &mut PgConnection, owner: UserId, entries: &[PortfolioEntry]) -> Result<(), Error> {
    let ids: Vec<Uuid> = entries.iter().map(|entry| entry.file_id.get()).collect();
    let titles: Vec<String> = entries.iter().map(|entry| entry.title.clone()).collect();
    let alts: Vec<String> = entries.iter().map(|entry| entry.alt.clone()).collect();
    sqlx::query!("delete from portfolio_items where user_id = $1 and file_id <> all($2)", owner.get(), &ids)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "insert into portfolio_items (file_id, user_id, position, title, alt)
         select id, $1, position, title, alt
         from unnest($2::uuid[], $3::text[], $4::text[]) with ordinality as given(id, title, alt, position)
         on conflict (file_id) do update
         set position = excluded.position, title = excluded.title, alt = excluded.alt",
        owner.get(),
        &ids,
        &titles,
        &alts,
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn list(db: impl PgExecutor<'_>, owner: UserId) -> Result<Vec<PortfolioItem>, Error> {
    let items =
        sqlx::query_scalar!(r#"select portfolio_of($1) as "items!: Json<Vec<PortfolioItem>>""#, owner.get())
            .fetch_one(db)
            .await?;
    Ok(items.0)
}
