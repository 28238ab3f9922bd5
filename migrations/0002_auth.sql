create table users (
    id uuid primary key,
    email text not null,
    email_verified_at timestamptz,
    -- Null: a person who must set a new password first.
    password_hash text,
    -- moderator, admin; everybody else has none. Never set from a request body.
    roles text[] not null default '{}',
    suspended_at timestamptz,
    created_at timestamptz not null,
    constraint users_email_length check (length(email) between 3 and 254)
);
create unique index users_email_key on users (lower(email));

create table user_sessions (
    id uuid primary key,
    user_id uuid not null references users on delete cascade,
    user_agent text not null default '',
    address text not null default '',
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    revoked_reason text
);
create index user_sessions_user on user_sessions (user_id, created_at desc);

-- One row per refresh token ever issued in a session (its family). Only the hash is kept.
create table refresh_tokens (
    token_hash bytea primary key,
    session_id uuid not null references user_sessions on delete cascade,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    -- Set when it was exchanged for the next one; a later use is a replay.
    rotated_at timestamptz
);
create index refresh_tokens_session on refresh_tokens (session_id);

create table audit_log (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor_id uuid,
    action text not null,
    subject text not null default '',
    address text not null default '',
    request_id text not null default '',
    details jsonb not null default '{}'
);
create trigger audit_log_append_only before update or delete on audit_log
    for each row execute function refuse_change();
