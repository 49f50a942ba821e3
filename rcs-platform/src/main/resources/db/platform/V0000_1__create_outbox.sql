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

create index outbox_unpublished on outbox (id) where published_at is null;
