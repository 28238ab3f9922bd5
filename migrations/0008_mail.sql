-- Work that is done after the transaction that asked for it: the outbox of mails, and whatever must not be done while somebody waits.
create table jobs (
    id uuid primary key,
    -- services::jobs::Job; never a secret, never a text.
    job jsonb not null,
    run_at timestamptz not null,
    attempts integer not null default 0,
    last_error text,
    -- Tried often enough; stays for people to look at.
    given_up_at timestamptz,
    created_at timestamptz not null
);
create index jobs_due on jobs (run_at) where given_up_at is null;

-- What a link in a mail entitles to, once. The row goes when it is used.
create table mail_links (
    id uuid primary key,
    user_id uuid not null references users on delete cascade,
    purpose text not null,
    -- Where the link is sent, which is what it proves: to be confirmed, or to be had back.
    email text not null,
    -- Of the token in the mail, made when the mail is; nobody but its reader ever has the token.
    token_hash bytea,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    constraint mail_links_token_key unique (token_hash)
);
create index mail_links_user on mail_links (user_id, purpose);
-- Addresses that their owner can still have back: nobody else gets them meanwhile.
create index mail_links_reserved on mail_links (lower(email)) where purpose = 'undo_email';
