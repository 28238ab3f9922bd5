create table notifications (
    id uuid primary key,
    user_id uuid not null references users on delete cascade,
    -- Grows in the order in which one person's notices become visible; sockets and lists go on from it.
    cursor bigint generated always as identity,
    kind text not null,
    -- What the text needs: title, actor, amount, …
    params jsonb not null default '{}',
    -- Where a click leads, inside the site.
    path text not null,
    created_at timestamptz not null,
    read_at timestamptz
);
create unique index notifications_user on notifications (user_id, cursor desc);
create index notifications_unread on notifications (user_id, cursor desc) where read_at is null;
