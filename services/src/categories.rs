//! The category tree, copied from `domain` so that queries can join it.

use domain::{Error, categories::Category};

use crate::Services;

/// Brings the table in line with the code; run after every migration.
pub async fn synchronize(services: &Services) -> Result<(), Error> {
    let all = Category::all();
    let ids: Vec<i32> = all.iter().map(|category| category.id).collect();
    let parents: Vec<Option<i32>> = all.iter().map(|category| category.parent).collect();
    let slugs: Vec<String> = all.iter().map(|category| category.slug.to_owned()).collect();
    sqlx::query!(
        "insert into categories (id, parent_id, slug, position)
         select id, parent_id, slug, position::int
         from unnest($1::int[], $2::int[], $3::text[]) with ordinality as tree(id, parent_id, slug, position)
         on conflict (id) do update
         set parent_id = excluded.parent_id, slug = excluded.slug, position = excluded.position
         where (categories.parent_id, categories.slug, categories.position)
             is distinct from (excluded.parent_id, excluded.slug, excluded.position)",
        &ids,
        &parents as &[Option<i32>],
        &slugs,
    )
    .execute(&services.db)
    .await?;
    Ok(())
}
