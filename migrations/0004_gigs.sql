-- The two-level tree of domain::categories, kept in the database for joins; `laburemos migrate` fills it.
create table categories (
    id int primary key,
    parent_id int references categories,
    slug text not null unique,
    position int not null
);

-- array_to_string() is only STABLE since element types could print by locale; text does not.
create function words_of(parts text[]) returns text
language sql immutable strict parallel safe
as $$ select array_to_string(parts, ' ') $$;

create table gigs (
    id uuid primary key,
    seller_id uuid not null references users,
    category_id int not null references categories,
    slug text not null unique,
    title text not null,
    description text not null default '',
    tags text[] not null default '{}',
    status text not null default 'draft',
    cover_file_id uuid references files,
    gallery_file_ids uuid[] not null default '{}',
    faq jsonb not null default '[]',
    -- Copied from the packages, so that lists and filters read one row. Null while there is no package.
    currency text,
    from_price bigint,
    min_delivery_days int,
    -- Recomputed from reviews.
    rating_sum int not null default 0,
    rating_count int not null default 0,
    -- The average in hundredths: 487 is 4.87. Whole numbers, so that keyset pages compare exactly.
    rating int not null generated always as
        (case when rating_count = 0 then 0 else (rating_sum * 100 + rating_count / 2) / rating_count end) stored,
    -- The average as if five more people had given 4, in ten-thousandths: one 5 does not beat a hundred of them,
    -- and what is new stands in the middle. The order of "relevance" where no words are searched.
    score int not null generated always as (((rating_sum + 20)::bigint * 10000 / (rating_count + 5))::int) stored,
    -- The seller's, copied by the triggers below.
    languages text[] not null default '{}',
    orders_count int not null default 0,
    version int not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    published_at timestamptz,
    search tsvector not null generated always as (
        setweight(to_tsvector('spanish_folded'::regconfig, title), 'A')
        || setweight(to_tsvector('spanish_folded'::regconfig, words_of(tags)), 'B')
        || setweight(to_tsvector('spanish_folded'::regconfig, description), 'C')
    ) stored,
    constraint gigs_status check (status in ('draft', 'published', 'paused', 'deleted')),
    constraint gigs_published_is_complete check (
        status <> 'published' or (from_price is not null and published_at is not null and description <> '')
    )
);
create index gigs_seller on gigs (seller_id, updated_at desc, id desc);
create index gigs_search on gigs using gin (search) where status = 'published';
-- One per order of the list; each ends with the id that makes its keys unique.
create index gigs_score on gigs (score desc, id desc) where status = 'published';
create index gigs_newest on gigs (published_at desc, id desc) where status = 'published';
create index gigs_price on gigs (currency, from_price, id) where status = 'published';
create index gigs_rating on gigs (rating desc, rating_count desc, id desc) where status = 'published';
create index gigs_category on gigs (category_id, score desc, id desc) where status = 'published';

create index gigs_languages on gigs using gin (languages) where status = 'published';

-- Lists filter and count by language without a join: a copy, right whoever writes.
create function copy_languages_to_gig() returns trigger
language plpgsql
as $$ begin
    new.languages := coalesce((select languages from user_profiles where user_id = new.seller_id), '{}');
    return new;
end $$;
create trigger gigs_languages before insert on gigs for each row execute function copy_languages_to_gig();

create function copy_languages_to_gigs() returns trigger
language plpgsql
as $$ begin
    update gigs set languages = new.languages where seller_id = new.user_id and languages <> new.languages;
    return null;
end $$;
create trigger user_profiles_languages after update of languages on user_profiles
    for each row when (old.languages is distinct from new.languages) execute function copy_languages_to_gigs();

create table gig_packages (
    gig_id uuid not null references gigs on delete cascade,
    -- basic, standard, premium
    tier text not null,
    name text not null,
    description text not null,
    price bigint not null check (price > 0),
    currency text not null check (currency in ('ARS', 'USD')),
    delivery_days int not null check (delivery_days >= 1),
    revisions int not null check (revisions >= 0),
    primary key (gig_id, tier)
);

-- The vocabulary of published gigs. A query word that is not in it is replaced by its nearest neighbour: that
-- forgives typos. Words are only added; `gigs::refresh_vocabulary` counts them anew.
create table search_words (
    -- Folded: diseno.
    word text collate "C" primary key,
    -- As it is written: diseño.
    spelling text not null,
    -- In how many gigs, roughly.
    gigs int not null default 1
);
create index search_words_trigrams on search_words using gin (word gin_trgm_ops);
