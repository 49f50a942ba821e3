create table template (
    tenant_id  uuid        not null references tenant,
    id         uuid        not null,
    name       text        not null,
    created_at timestamptz not null,
    primary key (tenant_id, id)
);

-- Versions are never changed: a campaign that runs must find what it was launched with.
create table template_version (
    tenant_id      uuid        not null,
    id             uuid        not null,
    template_id    uuid        not null,
    number         int         not null,
    rcs            jsonb,
    sms            jsonb,
    variables      jsonb       not null default '[]',
    used_variables text[]      not null default '{}',
    created_at     timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, template_id) references template,
    unique (tenant_id, template_id, number),
    check (rcs is not null or sms is not null)
);
