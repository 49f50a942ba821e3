-- file: the hash of what came in; null until it has come in completely.
create table import_key (
    tenant_id  uuid        not null,
    key        text        not null,
    import_id  uuid        not null,
    parameters bytea       not null,
    file       bytea,
    created_at timestamptz not null default now(),
    primary key (tenant_id, key)
);

create index import_key_created_at on import_key (created_at);
