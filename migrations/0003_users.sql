-- Every stored file. Public pictures lie in several widths under one key: <key>-400.webp and the others that
-- domain::files::PicturePurpose::widths names.
create table files (
    id uuid primary key,
    owner_id uuid not null references users,
    -- gig_cover, gig_gallery, avatar, delivery
    purpose text not null,
    storage_key text not null unique,
    name text not null,
    content_type text not null,
    bytes bigint not null check (bytes >= 0),
    -- Pictures only.
    width int,
    height int,
    is_public boolean not null,
    created_at timestamptz not null,
    -- Set when a gig, delivery or profile uses it; the orphan sweep takes the others.
    attached_at timestamptz
);
create index files_owner on files (owner_id, created_at desc);
create index files_orphans on files (created_at) where attached_at is null;

create table user_profiles (
    user_id uuid primary key references users on delete cascade,
    handle text not null,
    name text not null,
    title text not null default '',
    bio text not null default '',
    city text not null default '',
    -- ISO 3166-1 alpha-2
    country text not null default '',
    languages text[] not null default '{}',
    skills text[] not null default '{}',
    availability text not null default 'available',
    avatar_file_id uuid references files,
    -- Recomputed from reviews, never typed in. The average is rating_sum / rating_count.
    rating_sum int not null default 0,
    rating_count int not null default 0,
    completed_contracts int not null default 0,
    created_at timestamptz not null,
    constraint user_profiles_handle_format check (handle ~ '^[a-z0-9](-?[a-z0-9]){2,29}$')
);
create unique index user_profiles_handle_key on user_profiles (handle);

create table user_preferences (
    user_id uuid primary key references users on delete cascade,
    locale text not null default 'es-AR',
    theme text not null default 'system',
    currency text not null default 'ARS',
    time_zone text not null default 'America/Argentina/Buenos_Aires'
);
