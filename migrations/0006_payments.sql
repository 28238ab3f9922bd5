-- One payment attempt of a milestone: a hosted checkout and its intent.
create table payments (
    id uuid primary key,
    milestone_id uuid not null references milestones,
    attempt int not null,
    amount bigint not null check (amount > 0),
    currency text not null check (currency in ('ARS', 'USD')),
    -- pending, requires_action, succeeded, failed, cancelled
    status text not null,
    checkout_session_id text unique,
    checkout_url text,
    payment_intent_id text unique,
    failure_code text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (milestone_id, attempt)
);

-- Calls to the provider, made outside the transaction that decided them. op_key is the provider's idempotency key.
create table psp_operations (
    id bigint generated always as identity primary key,
    op_key text not null unique,
    -- create_checkout, expire_checkout, cancel_intent, transfer, refund
    kind text not null,
    milestone_id uuid not null references milestones,
    params jsonb not null,
    status text not null default 'pending',
    attempts int not null default 0,
    next_attempt_at timestamptz not null,
    last_error text,
    provider_id text,
    created_at timestamptz not null,
    done_at timestamptz,
    constraint psp_operations_status check (status in ('pending', 'done', 'failed'))
);
create index psp_operations_pending on psp_operations (next_attempt_at) where status = 'pending';

-- Webhooks as they came; the worker re-fetches the object, so disorder and repeats do no harm.
create table stripe_events (
    id text primary key,
    kind text not null,
    object_id text not null,
    received_at timestamptz not null,
    attempts int not null default 0,
    next_attempt_at timestamptz not null,
    processed_at timestamptz,
    last_error text
);
create index stripe_events_pending on stripe_events (next_attempt_at) where processed_at is null;

create table ledger_entries (
    id bigint generated always as identity primary key,
    -- payment, approval, release, refund
    kind text not null,
    milestone_id uuid references milestones,
    -- One effect per key: the provider operation's, or <kind>:<milestone>.
    op_key text not null unique,
    currency text not null check (currency in ('ARS', 'USD')),
    at timestamptz not null,
    previous_hash bytea not null,
    hash bytea not null unique
);
create index ledger_entries_milestone on ledger_entries (milestone_id, id);

create table ledger_lines (
    entry_id bigint not null references ledger_entries,
    position int not null,
    -- psp_clearing, held:<milestone>, seller_pending:<user>, seller_available:<user>, fee_revenue, …
    account text not null,
    -- Debit positive, credit negative, in minor units.
    amount bigint not null check (amount <> 0),
    primary key (entry_id, position)
);
create index ledger_lines_account on ledger_lines (account);

create trigger ledger_entries_append_only before update or delete on ledger_entries
    for each row execute function refuse_change();
create trigger ledger_lines_append_only before update or delete on ledger_lines
    for each row execute function refuse_change();

-- At commit every entry has at least two lines and they sum to zero.
create function ledger_entry_balances() returns trigger
language plpgsql
as $$
declare
    -- A line names its entry; an entry is its own.
    entry bigint := coalesce(to_jsonb(new) -> 'entry_id', to_jsonb(new) -> 'id');
begin
    if (select coalesce(sum(amount), 0) <> 0 or count(*) < 2 from ledger_lines where entry_id = entry) then
        raise exception 'ledger entry % does not sum to zero', entry using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;
create constraint trigger ledger_entries_balance after insert on ledger_entries
    deferrable initially deferred for each row execute function ledger_entry_balances();
create constraint trigger ledger_lines_balance after insert on ledger_lines
    deferrable initially deferred for each row execute function ledger_entry_balances();

create table payout_accounts (
    id uuid primary key,
    user_id uuid not null references users,
    -- stripe: a connected account; bank: CBU, CVU or alias
    kind text not null,
    provider_account_id text unique,
    is_ready boolean not null default false,
    created_at timestamptz not null
);
create unique index payout_accounts_user_kind on payout_accounts (user_id, kind);
