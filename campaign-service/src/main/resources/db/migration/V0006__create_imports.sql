create table import_job (
    tenant_id    uuid        not null references tenant,
    id           uuid        not null,
    audience_id  uuid,
    status       text        not null check (status in ('receiving', 'merging', 'completed', 'failed')),
    rows         bigint      not null default 0,
    imported     bigint      not null default 0,
    rejected     bigint      not null default 0,
    opted_out    bigint      not null default 0,
    failure      text,
    attempts     int         not null default 0,
    seen_at      timestamptz not null,
    retry_at     timestamptz not null,
    created_at   timestamptz not null,
    completed_at timestamptz,
    primary key (tenant_id, id)
);

create index import_job_unfinished on import_job (id) where status in ('receiving', 'merging');

-- Rows as they came in, until they are merged; line is the line's number in the file.
create table import_row (
    tenant_id  uuid   not null,
    import_id  uuid   not null,
    line       bigint not null,
    contact_id uuid   not null,
    address    bigint not null,
    attributes jsonb  not null,
    consent    text
);

create index import_row_by_import on import_row (tenant_id, import_id);

-- A line can have several things wrong with it; number tells them apart.
create table import_error (
    tenant_id   uuid   not null,
    import_id   uuid   not null,
    line        bigint not null,
    number      int    not null,
    column_name text,
    code        text   not null,
    detail      text   not null,
    action      text   not null,
    primary key (tenant_id, import_id, line, number)
);
