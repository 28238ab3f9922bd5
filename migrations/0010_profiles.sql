-- What a profile tells beside its texts: handles that lead on, skills with levels, a rate, links, a portfolio; and
-- what vanishes with a person who is suspended.

-- Every handle that somebody has or had: the old ones lead to the new one and are nobody else's to take.
create table handles (
    handle text collate "C" primary key,
    -- Deferred, so that one statement may insert a person with a profile, whose trigger writes here.
    user_id uuid not null references users on delete cascade deferrable initially deferred,
    claimed_at timestamptz not null default now()
);
create index handles_user on handles (user_id, claimed_at);
insert into handles (handle, user_id, claimed_at) select handle, user_id, created_at from user_profiles;

-- A copy, right whoever writes: no profile carries a handle that is another person's, even a former one.
create function claim_handle() returns trigger
language plpgsql
as $$ begin
    insert into handles (handle, user_id) values (new.handle, new.user_id)
    on conflict (handle) do update set user_id = handles.user_id where handles.user_id = excluded.user_id;
    if not found then
        raise unique_violation using
            message = format('the handle %s is taken', new.handle),
            constraint = 'user_profiles_handle_key', table = 'user_profiles';
    end if;
    return new;
end $$;
create trigger user_profiles_handle before insert or update of handle on user_profiles
    for each row execute function claim_handle();

alter table user_profiles
    -- Minor units, for an hour of work; both or none.
    add column hourly_rate bigint,
    add column rate_currency text,
    -- https addresses of work that is shown elsewhere.
    add column links text[] not null default '{}',
    add constraint user_profiles_rate check (
        (hourly_rate is null) = (rate_currency is null) and hourly_rate > 0 and rate_currency in ('ARS', 'USD')
    );

create table user_skills (
    user_id uuid not null references users on delete cascade,
    -- The most important first.
    position smallint not null,
    name text not null,
    -- basic, intermediate, advanced, expert; null where it is not told.
    level text,
    primary key (user_id, position)
);
create index user_skills_name on user_skills (fold(name));
insert into user_skills (user_id, position, name)
    select p.user_id, skill.position, skill.name
    from user_profiles p, unnest(p.skills) with ordinality as skill (name, position);
alter table user_profiles drop column skills;

create table portfolio_items (
    -- A picture is one piece of one portfolio.
    file_id uuid primary key references files,
    user_id uuid not null references users on delete cascade,
    position smallint not null,
    title text not null default '',
    -- What the picture shows, for those who do not see it.
    alt text not null default ''
);
create index portfolio_items_user on portfolio_items (user_id, position);

-- As domain::users::PortfolioItem reads it.
create function portfolio_of(owner uuid) returns jsonb
language sql stable parallel safe
as $$
    select coalesce(jsonb_agg(jsonb_build_object(
        'id', f.id, 'url', '/files/' || f.storage_key || '-400.webp', 'title', i.title, 'alt', i.alt,
        'width', f.width, 'height', f.height
    ) order by i.position), '[]')
    from portfolio_items i join files f on f.id = i.file_id
    where i.user_id = owner
$$;

-- Published, but its seller is suspended: out of every list and page, and back with its seller.
alter table gigs drop constraint gigs_status;
alter table gigs add constraint gigs_status
    check (status in ('draft', 'published', 'paused', 'deleted', 'withheld'));

create function withhold_gigs() returns trigger
language plpgsql
as $$ begin
    if new.suspended_at is null then
        update gigs set status = 'published' where seller_id = new.id and status = 'withheld';
    else
        update gigs set status = 'withheld' where seller_id = new.id and status = 'published';
    end if;
    return null;
end $$;
create trigger users_suspended after update of suspended_at on users
    for each row when ((old.suspended_at is null) <> (new.suspended_at is null)) execute function withhold_gigs();

update gigs set status = 'withheld'
    where status = 'published' and seller_id in (select id from users where suspended_at is not null);
