create table notifications (
    -- Also the cursor of the WebSocket and of the list.
    id bigint generated always as identity primary key,
    user_id uuid not null references users on delete cascade,
    kind text not null,
    -- What the text needs: title, actor, amount, …
    params jsonb not null default '{}',
    -- Where a click leads, inside the site.
    path text not null,
    created_at timestamptz not null,
    read_at timestamptz
);
create index notifications_user on notifications (user_id, id desc);
create index notifications_unread on notifications (user_id) where read_at is null;
