-- Second factors, the sign-ins and registrations of keys that are under way, and a role that may only add to the audit log.
alter table user_sessions
    -- When password, code or passkey were last given in it; what matters most asks again when that is long ago.
    add column authenticated_at timestamptz,
    -- Whether a second factor was given in it: the powers of admins and moderators ask for one.
    add column has_second_factor boolean not null default false;

create table totp_secrets (
    user_id uuid primary key references users on delete cascade,
    -- Sealed with DATA_KEY.
    secret bytea not null,
    created_at timestamptz not null,
    -- Null until a first code has proved that the app knows it.
    confirmed_at timestamptz,
    -- The half minute of the last code that was taken: neither it nor an earlier one is taken again.
    last_step bigint not null default 0
);

create table recovery_codes (
    user_id uuid not null references users on delete cascade,
    code_hash bytea not null,
    created_at timestamptz not null,
    used_at timestamptz,
    primary key (user_id, code_hash)
);

create table passkeys (
    id uuid primary key,
    user_id uuid not null references users on delete cascade,
    credential_id bytea not null,
    -- As its owner calls it.
    name text not null,
    -- Public key and counter, as webauthn-rs keeps them.
    credential jsonb not null,
    created_at timestamptz not null,
    last_used_at timestamptz,
    constraint passkeys_credential_id_key unique (credential_id),
    constraint passkeys_name_length check (char_length(name) between 1 and 60)
);
create index passkeys_user on passkeys (user_id, created_at);

-- What was begun and waits for its second half: good once, for five minutes. Only the hash of its token is kept.
create table challenges (
    token_hash bytea primary key,
    kind text not null,
    user_id uuid references users on delete cascade,
    state jsonb not null default '{}',
    expires_at timestamptz not null,
    constraint challenges_kind check (kind in ('second_factor', 'passkey_registration', 'passkey_sign_in'))
);
create index challenges_expiry on challenges (expires_at);

-- The server can run as this role (deploy/README.md): it works with all rows, changes no table, and what the audit log
-- says stays said. Roles belong to the whole cluster, so it may be there already, or not ours to make.
do $$ begin
    create role laburemos_server nologin;
exception when duplicate_object or unique_violation or insufficient_privilege then null;
end $$;

do $$ begin
    if not exists (select from pg_roles where rolname = 'laburemos_server') then return; end if;
    grant usage on schema public to laburemos_server;
    grant select, insert, update, delete on all tables in schema public to laburemos_server;
    grant usage, select on all sequences in schema public to laburemos_server;
    -- Of later migrations, and of the job queue, whose schema its library makes.
    alter default privileges grant usage on schemas to laburemos_server;
    alter default privileges grant select, insert, update, delete on tables to laburemos_server;
    alter default privileges grant usage, select on sequences to laburemos_server;
    revoke update, delete, truncate on audit_log from laburemos_server;
end $$;
