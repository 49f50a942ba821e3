-- Repeatable, since it is younger than the services' own versions.
create table if not exists idempotency_key (
    tenant_id    uuid        not null,
    key          text        not null,
    request_hash bytea       not null,
    status       smallint    not null,
    headers      jsonb       not null,
    body         bytea,
    created_at   timestamptz not null default now(),
    primary key (tenant_id, key)
);

create index if not exists idempotency_key_created_at on idempotency_key (created_at);
