-- One payment attempt of a milestone: a hosted checkout and its intent.
create table payments (
    id uuid primary key,
    milestone_id uuid not null references milestones,
    attempt int not null,
    amount bigint not null check (amount > 0),
    currency text not null check (currency in ('ARS', 'USD')),
    -- pending, requires_action, authorized, succeeded, failed, cancelled
    status text not null,
    checkout_session_id text unique,
    checkout_url text,
    payment_intent_id text unique,
    -- Why the last card did not go through, and which try that was: one notice per try.
    failure_code text,
    failure_reference text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint payments_attempt unique (milestone_id, attempt)
);
-- Two attempts of one milestone never take money both.
create unique index payments_one_success on payments (milestone_id) where status = 'succeeded';

-- Calls to the provider, made outside the transaction that decided them. op_key is the provider's idempotency key.
create table psp_operations (
    id bigint generated always as identity primary key,
    op_key text not null unique,
    -- create_checkout, close_checkout, capture, cancel_intent, transfer, refund, create_account
    kind text not null,
    milestone_id uuid references milestones,
    -- What leaves our account: transfers and refunds only.
    amount bigint check (amount > 0),
    params jsonb not null,
    status text not null default 'pending',
    attempts int not null default 0,
    -- While it is being worked on, when the lease ends.
    next_attempt_at timestamptz not null,
    last_error text,
    provider_id text,
    created_at timestamptz not null,
    done_at timestamptz,
    constraint psp_operations_status check (status in ('pending', 'done', 'failed')),
    constraint psp_operations_amount check ((amount is not null) = (kind in ('transfer', 'refund')))
);
create index psp_operations_pending on psp_operations (next_attempt_at) where status = 'pending';
create index psp_operations_milestone on psp_operations (milestone_id);

-- What goes out for a milestone, done or on its way, never exceeds what came in.
create function psp_operations_within_captured() returns trigger
language plpgsql
as $$
begin
    if new.amount is null or new.status = 'failed' then
        return new;
    end if;
    perform 1 from milestones where id = new.milestone_id for update;
    if (select coalesce(sum(amount), 0) from psp_operations
            where milestone_id = new.milestone_id and amount is not null and status <> 'failed' and id <> new.id)
        + new.amount
        > (select coalesce(sum(amount), 0) from payments where milestone_id = new.milestone_id and status = 'succeeded')
    then
        raise exception 'milestone % would pay out more than was captured', new.milestone_id
            using errcode = 'integrity_constraint_violation', constraint = 'psp_operations_within_captured';
    end if;
    return new;
end $$;
create trigger psp_operations_within_captured before insert or update of status, amount on psp_operations
    for each row execute function psp_operations_within_captured();

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
    -- payment, approval, release, surplus
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
    -- Why the provider would not open it.
    failure_code text,
    created_at timestamptz not null
);
create unique index payout_accounts_user_kind on payout_accounts (user_id, kind);

-- What a person has to look at: money that is not what we asked for, and the like.
create table payment_alerts (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    kind text not null,
    milestone_id uuid references milestones,
    details jsonb not null,
    constraint payment_alerts_once unique (kind, details)
);
