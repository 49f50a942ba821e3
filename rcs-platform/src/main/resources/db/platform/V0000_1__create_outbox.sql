create table outbox (
    id           bigint generated always as identity primary key,
    destination  text        not null,
    event_id     uuid        not null,
    event_type   text        not null,
    tenant_id    uuid,
    traceparent  text,
    payload      bytea       not null,
    created_at   timestamptz not null default now(),
    due_at       timestamptz not null default now(),
    attempts     integer     not null default 0,
    published_at timestamptz
)
with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05);

-- A fifth of the processor time of the default compression; a server that was built without it keeps the default.
do $$
begin
    alter table outbox alter column payload set compression lz4;
exception
    when feature_not_supported then null;
end
$$;

create index outbox_unpublished on outbox (id) where published_at is null;
