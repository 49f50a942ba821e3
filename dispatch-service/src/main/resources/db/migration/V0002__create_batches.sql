-- Work taken over, with its lease. A batch that asked for a fallback keeps its payload until its deadline has passed.
create table batch (
    tenant_id     uuid        not null,
    id            uuid        not null,
    leg           smallint    not null,
    campaign_id   uuid,
    payload       bytea,
    recipients    int         not null,
    first_message uuid        not null,
    last_message  uuid        not null,
    deadline      timestamptz not null,
    created_at    timestamptz not null default clock_timestamp(),
    owner         uuid,
    flush         int         not null default 0,
    lease_until   timestamptz not null,
    duplicates    int         not null default 0,
    done_at       timestamptz,
    primary key (tenant_id, id, leg)
) with (fillfactor = 50);

create index batch_campaign on batch (tenant_id, campaign_id);
create index batch_deadline on batch (deadline);
