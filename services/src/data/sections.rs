//! What stands in an archive: everything that we keep of a person, without secrets and without what is another one's.

use domain::{Error, ids::UserId};
use futures_util::{TryStreamExt, stream};
use object_store::path::Path as Location;
use serde_json::json;
use uuid::Uuid;

use super::archive::Archive;
use crate::{Services, documents, files};

/// Writes all of it, one file of JSON per kind of thing and the stored files beside.
pub(super) async fn write(services: &Services, archive: &mut Archive, person: UserId) -> Result<(), Error> {
    write_person(services, archive, person).await?;
    write_kept(services, archive, person.get()).await?;
    write_work(services, archive, person.get()).await?;
    write_account_history(services, archive, person.get()).await?;
    write_files(services, archive, person.get()).await
}

/// Who they are.
async fn write_person(services: &Services, archive: &mut Archive, user: UserId) -> Result<(), Error> {
    let (db, person) = (&services.db, user.get());
    let account = sqlx::query_scalar!(
        "select (jsonb_build_object('id', id, 'email', email, 'email_verified_at', email_verified_at,
             'roles', roles, 'suspended_at', suspended_at, 'created_at', created_at,
             'handles', (select jsonb_agg(handle order by claimed_at) from handles where user_id = $1)))::text as \"row!\"
         from users where id = $1",
        person
    );
    archive.add_rows("account.json", account.fetch(db)).await?;
    let profile = sqlx::query_scalar!(
        "select (to_jsonb(p) - 'user_id' || jsonb_build_object('skills', (
             select coalesce(jsonb_agg(to_jsonb(s) - 'user_id' order by s.position), '[]') from user_skills s where s.user_id = $1
         )))::text as \"row!\"
         from user_profiles p where user_id = $1",
        person
    );
    archive.add_rows("profile.json", profile.fetch(db)).await?;
    let portfolio = sqlx::query_scalar!(
        "select (to_jsonb(i) - 'user_id')::text as \"row!\" from portfolio_items i where user_id = $1 order by position",
        person
    );
    archive.add_rows("portfolio.json", portfolio.fetch(db)).await?;
    let document = documents::open(services, user).await?;
    let document = document.map(|it| Ok(json!({ "document": it.expose() }).to_string()));
    archive.add_rows("identity_document.json", stream::iter(document)).await
}

/// What they chose and keep.
async fn write_kept(services: &Services, archive: &mut Archive, person: Uuid) -> Result<(), Error> {
    let db = &services.db;
    let preferences = sqlx::query_scalar!(
        "select (to_jsonb(p) - 'user_id')::text as \"row!\" from user_preferences p where user_id = $1",
        person
    );
    archive.add_rows("preferences.json", preferences.fetch(db)).await?;
    let lists = sqlx::query_scalar!(
        "select (to_jsonb(l) - 'user_id')::text as \"row!\" from favorite_lists l where user_id = $1 order by created_at",
        person
    );
    archive.add_rows("favorite_lists.json", lists.fetch(db)).await?;
    let favorites = sqlx::query_scalar!(
        "select (to_jsonb(f) - 'user_id' || jsonb_build_object('gig', g.slug, 'person', p.handle))::text as \"row!\"
         from favorites f left join gigs g on g.id = f.gig_id left join user_profiles p on p.user_id = f.person_id
         where f.user_id = $1 order by f.created_at",
        person
    );
    archive.add_rows("favorites.json", favorites.fetch(db)).await
}

/// What they offer, do and are paid.
async fn write_work(services: &Services, archive: &mut Archive, person: Uuid) -> Result<(), Error> {
    let db = &services.db;
    let gigs = sqlx::query_scalar!(
        "select (to_jsonb(g) - 'search' - 'seller_id' || jsonb_build_object('packages', (
             select coalesce(jsonb_agg(to_jsonb(k) - 'gig_id' order by k.price), '[]') from gig_packages k where k.gig_id = g.id
         )))::text as \"row!\"
         from gigs g where seller_id = $1 order by created_at",
        person
    );
    archive.add_rows("gigs.json", gigs.fetch(db)).await?;
    let contracts = sqlx::query_scalar!(
        "select (to_jsonb(c) - 'client_id' - 'seller_id' || jsonb_build_object(
             'my_side', case when c.client_id = $1 then 'client' else 'seller' end,
             'milestones', (select jsonb_agg(to_jsonb(m) - 'contract_id' order by m.number) from milestones m where m.contract_id = c.id),
             'events', (select coalesce(jsonb_agg(to_jsonb(e) - 'contract_id' - 'actor_id' order by e.id), '[]')
                 from contract_events e where e.contract_id = c.id),
             'deliveries', (select coalesce(jsonb_agg(to_jsonb(d) order by d.created_at), '[]')
                 from deliveries d join milestones m on m.id = d.milestone_id where m.contract_id = c.id)
         ))::text as \"row!\"
         from contracts c where $1 in (client_id, seller_id) order by created_at",
        person
    );
    archive.add_rows("contracts.json", contracts.fetch(db)).await?;
    let payments = sqlx::query_scalar!(
        "select (to_jsonb(p) - 'checkout_url' || jsonb_build_object('contract_id', c.id))::text as \"row!\"
         from payments p join milestones m on m.id = p.milestone_id join contracts c on c.id = m.contract_id
         where c.client_id = $1 or c.seller_id = $1 and p.status = 'succeeded' order by p.created_at",
        person
    );
    archive.add_rows("payments.json", payments.fetch(db)).await?;
    let ledger = sqlx::query_scalar!(
        "select (jsonb_build_object('entry', e.id, 'at', e.at, 'kind', e.kind, 'milestone_id', e.milestone_id,
             'account', l.account, 'amount', l.amount, 'currency', e.currency, 'hash', encode(e.hash, 'hex')))::text as \"row!\"
         from ledger_entries e join ledger_lines l on l.entry_id = e.id
         where l.account like '%:' || $1::uuid
             or l.account in (select 'held:' || m.id from milestones m join contracts c on c.id = m.contract_id
                 where $1 in (c.client_id, c.seller_id))
         order by e.id, l.position",
        person
    );
    archive.add_rows("ledger.json", ledger.fetch(db)).await?;
    let accounts = sqlx::query_scalar!(
        "select (to_jsonb(p) - 'user_id')::text as \"row!\" from payout_accounts p where user_id = $1",
        person
    );
    archive.add_rows("payout_accounts.json", accounts.fetch(db)).await?;
    let reviews = sqlx::query_scalar!(
        "select (to_jsonb(r) - 'author_id' - 'subject_id' || jsonb_build_object('is_mine', r.author_id = $1))::text as \"row!\"
         from reviews r where author_id = $1 or subject_id = $1 and published_at is not null order by created_at",
        person
    );
    archive.add_rows("reviews.json", reviews.fetch(db)).await?;
    let stored = sqlx::query_scalar!(
        "select (to_jsonb(f) - 'owner_id' - 'storage_key')::text as \"row!\" from files f where owner_id = $1 order by created_at",
        person
    );
    archive.add_rows("files.json", stored.fetch(db)).await
}

/// What happened in their account.
async fn write_account_history(
    services: &Services,
    archive: &mut Archive,
    person: Uuid,
) -> Result<(), Error> {
    let db = &services.db;
    let notices = sqlx::query_scalar!(
        "select (to_jsonb(n) - 'user_id' - 'cursor')::text as \"row!\" from notifications n where user_id = $1 order by cursor",
        person
    );
    archive.add_rows("notifications.json", notices.fetch(db)).await?;
    let sessions = sqlx::query_scalar!(
        "select (to_jsonb(s) - 'user_id')::text as \"row!\" from user_sessions s where user_id = $1 order by created_at",
        person
    );
    archive.add_rows("sessions.json", sessions.fetch(db)).await?;
    let passkeys = sqlx::query_scalar!(
        "select (jsonb_build_object('name', name, 'created_at', created_at, 'last_used_at', last_used_at))::text as \"row!\"
         from passkeys where user_id = $1 order by created_at",
        person
    );
    archive.add_rows("passkeys.json", passkeys.fetch(db)).await?;
    let log = sqlx::query_scalar!(
        "select (jsonb_build_object('at', at, 'action', action, 'address', address))::text as \"row!\"
         from audit_log where actor_id = $1 order by id",
        person
    );
    archive.add_rows("activity.json", log.fetch(db)).await
}

/// Pictures in their largest width, documents as they were sent.
async fn write_files(services: &Services, archive: &mut Archive, person: Uuid) -> Result<(), Error> {
    let mut files = sqlx::query!(
        "select id, purpose, storage_key, name, content_type from files where owner_id = $1 order by created_at",
        person
    )
    .fetch(&services.db);
    while let Some(file) = files.try_next().await? {
        let locations: Vec<Location> = files::locations(&file.purpose, &file.storage_key);
        let Some(largest) = locations.into_iter().next_back() else { continue };
        match files::open(services, largest, file.name.clone(), file.content_type).await {
            Ok(open) => archive.add_file(&format!("files/{}-{}", file.id, file.name), open).await?,
            // An upload that did not come to its end: the sweep takes its row.
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
