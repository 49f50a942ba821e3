create sequence batch_part as int cycle;

-- Work taken over, with its lease. Part 0 is the batch as it was fed; it keeps its payload until its deadline has passed where it asked
-- for a fallback. Higher parts are recipients of it that are to be tried again once they are due, and are deleted when that is done.
create table batch (
    tenant_id     uuid        not null,
    id            uuid        not null,
    leg           smallint    not null,
    part          int         not null default 0,
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
    lane          text,
    due_at        timestamptz,
    primary key (tenant_id, id, leg, part)
) with (fillfactor = 50);

create index batch_campaign on batch (tenant_id, campaign_id);
create index batch_deadline on batch (deadline);
create index batch_due on batch (due_at) where part > 0;
