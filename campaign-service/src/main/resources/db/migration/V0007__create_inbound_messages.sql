-- What people wrote to us, once each. tenant_id is null where the account and agent do not tell one tenant from another.
create table inbound_message (
    id                  uuid primary key,
    tenant_id           uuid,
    account             text        not null,
    provider_message_id text        not null,
    kind                text        not null,
    address             bigint      not null,
    text                text,
    postback            text,
    at                  timestamptz not null,
    received_at         timestamptz not null,
    unique (account, provider_message_id, kind)
);

create index inbound_message_by_tenant on inbound_message (tenant_id, id);
