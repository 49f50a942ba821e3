-- One row per message and leg. Codes of leg and state are fixed in LedgerCodes; the order of states is the order of the join.
-- Nothing that an update touches is indexed, and partitions are created with room in their pages, so that updates stay HOT.
create table message (
    tenant_id    uuid        not null,
    id           uuid        not null,
    leg          smallint    not null,
    campaign_id  uuid,
    batch_id     uuid        not null,
    sender_id    uuid        not null,
    account      text        not null,
    address      bigint      not null,
    state        smallint    not null,
    attempts     smallint    not null default 0,
    reason       text,
    detail       text,
    provider_id  text,
    sent_at      timestamptz,
    delivered_at timestamptz,
    read_at      timestamptz,
    ended_at     timestamptz,
    primary key (tenant_id, id, leg)
) partition by range (id);

-- The safety net for ids of days that have no partition.
create table message_default partition of message default with (fillfactor = 50);
