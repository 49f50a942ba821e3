create table campaign_counter (
    tenant_id   uuid        not null,
    campaign_id uuid        not null,
    name        text        not null,
    count       bigint      not null,
    updated_at  timestamptz not null default now(),
    primary key (tenant_id, campaign_id, name)
) with (fillfactor = 50);
