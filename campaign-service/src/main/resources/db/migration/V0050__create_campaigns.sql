-- The history is the campaign; its key is the lock that tells a second writer.
create table campaign_event (
    tenant_id   uuid        not null,
    campaign_id uuid        not null,
    sequence    bigint      not null,
    type        text        not null,
    payload     jsonb       not null,
    occurred_at timestamptz not null,
    primary key (tenant_id, campaign_id, sequence)
);

-- What the history comes to, written in the transaction that appends to it.
create table campaign (
    tenant_id           uuid        not null references tenant,
    id                  uuid        not null,
    name                text        not null,
    status              text        not null,
    status_reason       text,
    sender_id           uuid        not null,
    template_version_id uuid        not null,
    audience_id         uuid        not null,
    traffic_class       text        not null,
    fallback_sender_id  uuid,
    validity_s          int         not null,
    launch_at           timestamptz,
    launched_at         timestamptz,
    recipients          int         not null,
    skipped             int         not null,
    created_at          timestamptz not null,
    version             bigint      not null,
    primary key (tenant_id, id)
);

create index campaign_scheduled on campaign (launch_at) where status = 'scheduled';
