-- What belongs to a person: archives of all of it to take away, and an account that can be left.

create table data_exports (
    id uuid primary key,
    user_id uuid not null references users on delete cascade,
    status text not null default 'pending',
    requested_at timestamptz not null,
    attempts int not null default 0,
    -- While pending: when the next attempt may begin. Whoever works on it moves it ahead, as a lease.
    next_attempt_at timestamptz not null,
    bytes bigint,
    ready_at timestamptz,
    expires_at timestamptz,
    constraint data_exports_status check (status in ('pending', 'ready', 'failed')),
    constraint data_exports_ready check (status <> 'ready' or num_nulls(bytes, ready_at, expires_at) = 0)
);
create index data_exports_user on data_exports (user_id, requested_at desc);
-- One at a time, however often it is asked for.
create unique index data_exports_one_pending on data_exports (user_id) where status = 'pending';
create index data_exports_queue on data_exports (next_attempt_at) where status = 'pending';
create index data_exports_expiry on data_exports (expires_at) where status = 'ready';

alter table users
    -- Set while an account waits to be deleted; signing in clears it.
    add column deletion_due_at timestamptz,
    -- Nobody is behind this account any more; the row stays for the money that it names.
    add column deleted_at timestamptz;
create index users_deletion_due on users (deletion_due_at) where deletion_due_at is not null;

-- Out of the lists because its seller is leaving; comes back if they stay.
alter table gigs add column is_paused_by_deletion boolean not null default false;

-- Deletes every row that belongs to one person alone: the tables that declare it, by `references users on delete cascade`.
-- What is declared without stays, for the law and for the other people in it.
create function forget_person(person uuid) returns void
language plpgsql
as $$
declare
    owned record;
begin
    for owned in
        select key.conrelid::regclass as table_name, owner.attname as column_name
        from pg_constraint key
        join pg_attribute owner on owner.attrelid = key.conrelid and owner.attnum = key.conkey[1]
        where key.contype = 'f' and key.confdeltype = 'c' and key.confrelid = 'users'::regclass
    loop
        execute format('delete from %s where %I = $1', owned.table_name, owned.column_name) using person;
    end loop;
end $$;
