create table contact (
    tenant_id  uuid        not null,
    id         uuid        not null,
    address    bigint      not null,
    attributes jsonb       not null default '{}',
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, address)
);

-- The count is kept with each change of the members, since counting a million of them on each read is slow.
create table audience (
    tenant_id  uuid        not null references tenant,
    id         uuid        not null,
    name       text        not null,
    contacts   bigint      not null default 0,
    created_at timestamptz not null,
    primary key (tenant_id, id)
);

-- Without foreign keys: an import adds members by the hundred thousand, and whoever deletes a contact locks its row first.
create table audience_member (
    tenant_id   uuid not null,
    audience_id uuid not null,
    contact_id  uuid not null,
    primary key (tenant_id, audience_id, contact_id)
);
