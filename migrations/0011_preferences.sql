-- What people choose, the document that says who they are, and what they keep.
alter table user_preferences
    -- By kind of notice what a person chose: {"order_paid": {"in_app": true, "email": "now"}}. What is missing is as
    -- domain::preferences says.
    add column notices jsonb not null default '{}',
    -- On the person's clock; the end may be on the next day. Both or none.
    add column quiet_from time,
    add column quiet_to time,
    add column digest text not null default 'daily',
    add constraint user_preferences_quiet_hours check ((quiet_from is null) = (quiet_to is null));

-- Notices that wait for their e-mail: each at its moment, those of a digest together. Gone once they are sent.
create table notice_mails (
    id uuid primary key,
    user_id uuid not null references users on delete cascade,
    kind text not null,
    params jsonb not null default '{}',
    path text not null,
    is_digest boolean not null,
    created_at timestamptz not null,
    due_at timestamptz not null
);
create index notice_mails_due on notice_mails (due_at);
create index notice_mails_user on notice_mails (user_id);

create table user_documents (
    user_id uuid primary key references users on delete cascade,
    -- Encrypted with the data key.
    document bytea not null,
    -- Keyed hash: one document, one account, without anybody reading it.
    document_hash bytea not null,
    created_at timestamptz not null,
    constraint user_documents_hash unique (document_hash)
);

create table favorite_lists (
    id uuid primary key,
    user_id uuid not null references users on delete cascade,
    name text not null,
    created_at timestamptz not null,
    constraint favorite_lists_owner unique (user_id, id)
);
create unique index favorite_lists_name on favorite_lists (user_id, fold(name));

create table favorites (
    id uuid primary key,
    user_id uuid not null references users on delete cascade,
    gig_id uuid references gigs on delete cascade,
    person_id uuid references users on delete cascade,
    list_id uuid,
    created_at timestamptz not null,
    constraint favorites_one_thing check (num_nonnulls(gig_id, person_id) = 1),
    constraint favorites_gig unique (user_id, gig_id),
    constraint favorites_person unique (user_id, person_id),
    -- A list of the same person's; when it goes, what was in it stays.
    constraint favorites_list foreign key (user_id, list_id) references favorite_lists (user_id, id)
        on delete set null (list_id)
);
create index favorites_user on favorites (user_id, id desc);
create index favorites_gig_id on favorites (gig_id);
create index favorites_person_id on favorites (person_id);
