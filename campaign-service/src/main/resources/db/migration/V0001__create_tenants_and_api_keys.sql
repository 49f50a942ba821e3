create table tenant (
    id         uuid primary key,
    name       text        not null,
    created_at timestamptz not null
);

-- The key itself is kept nowhere: the hash recognises it, the hint lets its owner tell it from others.
create table api_key (
    id         uuid primary key,
    tenant_id  uuid        not null references tenant,
    name       text        not null,
    scopes     text[]      not null,
    hash       bytea       not null unique,
    hint       text        not null,
    created_at timestamptz not null,
    revoked_at timestamptz
);

create index api_key_by_tenant on api_key (tenant_id, id);
