-- The provider's id of a message, in lower case, to ours. Compared as bytes: a language's order costs several times more.
create table provider_reference (
    account     text        not null collate "C",
    provider_id text        not null collate "C",
    tenant_id   uuid        not null,
    message_id  uuid        not null,
    leg         smallint    not null,
    created_at  timestamptz not null,
    primary key (account, provider_id, created_at)
) partition by range (created_at);

create table provider_reference_default partition of provider_reference default;

-- Receipts for ids that nobody has a reference for, yet.
create table unmatched_receipt (
    account     text        not null collate "C",
    provider_id text        not null collate "C",
    state       smallint    not null,
    at          timestamptz not null,
    reason      text,
    code        text,
    received_at timestamptz not null default clock_timestamp(),
    primary key (account, provider_id, state)
);

create index unmatched_receipt_received on unmatched_receipt (received_at);
