-- Local copies of what campaign-service announces.
create table suppression (
    tenant_id uuid        not null,
    address   bigint      not null,
    opted_out boolean     not null,
    at        timestamptz not null,
    primary key (tenant_id, address)
);

create table cancelled_campaign (
    tenant_id    uuid        not null,
    campaign_id  uuid        not null,
    cancelled_at timestamptz not null,
    primary key (tenant_id, campaign_id)
);
