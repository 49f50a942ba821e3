create table sender (
    tenant_id        uuid        not null references tenant,
    id               uuid        not null,
    name             text        not null,
    channel          text        not null check (channel in ('rcs', 'sms')),
    provider_account text        not null,
    address          text,
    rate_per_second  int         not null check (rate_per_second between 1 and 10000),
    created_at       timestamptz not null,
    primary key (tenant_id, id)
);

-- Whom an inbound message is for.
create index sender_by_account on sender (provider_account);
