create table contracts (
    id uuid primary key,
    client_id uuid not null references users,
    seller_id uuid not null references users,
    gig_id uuid references gigs,
    -- Frozen when it begins: title, package, price, fee, criteria, timers.
    title text not null,
    snapshot jsonb not null,
    currency text not null check (currency in ('ARS', 'USD')),
    -- Taken at release.
    fee_basis_points int not null check (fee_basis_points between 0 and 10000),
    created_at timestamptz not null,
    closed_at timestamptz,
    constraint contracts_two_people check (client_id <> seller_id)
);
create index contracts_client on contracts (client_id, created_at desc, id desc);
create index contracts_seller on contracts (seller_id, created_at desc, id desc);
create index contracts_gig on contracts (gig_id);

create table milestones (
    id uuid primary key,
    contract_id uuid not null references contracts,
    number int not null,
    title text not null,
    amount bigint not null check (amount > 0),
    delivery_days int not null check (delivery_days >= 1),
    revisions_left int not null check (revisions_left >= 0),
    -- The two machines of domain::contracts.
    work_state text not null,
    money_state text not null,
    version int not null default 1,
    -- Until when it must be paid, delivered, judged; when the approved money clears.
    payment_due_at timestamptz,
    due_at timestamptz,
    review_ends_at timestamptz,
    clears_at timestamptz,
    delivered_at timestamptz,
    approved_at timestamptz,
    -- The next timer transition, null when none runs. The sweep takes what is due.
    timer_event text,
    timer_at timestamptz,
    is_review_extended boolean not null default false,
    -- Counts payment attempts; part of the provider's idempotency key.
    payment_attempt int not null default 0,
    -- Counts transfers to the seller; a refused one is followed by the next.
    transfer_attempt int not null default 0,
    constraint milestones_number unique (contract_id, number),
    constraint milestones_timer_complete check ((timer_event is null) = (timer_at is null))
);
create index milestones_timers on milestones (timer_at) where timer_at is not null;

-- What happened, in order; the room's timeline.
create table contract_events (
    id bigint generated always as identity primary key,
    contract_id uuid not null references contracts,
    milestone_id uuid references milestones,
    at timestamptz not null,
    -- client, seller, admin, timer, provider
    actor text not null,
    actor_id uuid references users,
    event text not null,
    from_state text not null,
    to_state text not null,
    details jsonb not null default '{}'
);
create index contract_events_contract on contract_events (contract_id, id);
create trigger contract_events_append_only before update or delete on contract_events
    for each row execute function refuse_change();

create table deliveries (
    id uuid primary key,
    milestone_id uuid not null references milestones,
    number int not null,
    message text not null,
    file_ids uuid[] not null default '{}',
    links text[] not null default '{}',
    -- One per criterion of the snapshot, in its order.
    answers text[] not null default '{}',
    created_at timestamptz not null,
    constraint deliveries_number unique (milestone_id, number)
);
create index deliveries_files on deliveries using gin (file_ids);

create table reviews (
    id uuid primary key,
    contract_id uuid not null references contracts,
    author_id uuid not null references users,
    subject_id uuid not null references users,
    -- Set when the client reviews a gig order; counts for the gig.
    gig_id uuid references gigs,
    rating int not null check (rating between 1 and 5),
    comment text not null,
    reply text,
    created_at timestamptz not null,
    -- Hidden until both are in or the window ends.
    published_at timestamptz,
    constraint reviews_once unique (contract_id, author_id),
    constraint reviews_of_somebody_else check (author_id <> subject_id)
);
create index reviews_subject on reviews (subject_id, published_at desc) where published_at is not null;
create index reviews_gig on reviews (gig_id, published_at desc) where published_at is not null;
create index reviews_hidden on reviews (contract_id) where published_at is null;

-- Answers of commands, replayed for 48 h when the same key comes again. Written in the command's own transaction:
-- a key is there if and only if its effect is.
create table idempotency_keys (
    user_id uuid not null references users,
    key text not null,
    request_hash bytea not null,
    answer jsonb,
    created_at timestamptz not null,
    primary key (user_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
