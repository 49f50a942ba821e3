-- Launched campaigns that the orchestrator is not finished with. Its row is the lease: whoever works on a campaign locks it, and
-- commands never do, so that a pause does not wait for a round.
create table campaign_work (
    tenant_id   uuid        not null,
    campaign_id uuid        not null,
    sender_id   uuid        not null,
    batches     int         not null default 0,
    next_batch  int         not null default 1,
    fed_at      timestamptz not null,
    attempts    int         not null default 0,
    not_before  timestamptz not null,
    primary key (tenant_id, campaign_id)
) with (fillfactor = 50);

create index campaign_work_by_sender on campaign_work (tenant_id, sender_id);

-- The frozen audience: those who get a message have the sequence numbers from 1 on, those who are skipped the ones after.
-- inputs are the values of the template version's variables, in the order of their use.
create table campaign_recipient (
    tenant_id   uuid   not null,
    campaign_id uuid   not null,
    seq         int    not null,
    contact_id  uuid   not null,
    address     bigint not null,
    inputs      text[] not null,
    skip_reason text,
    primary key (tenant_id, campaign_id, seq)
);

-- settled counts the recipients of the batch that have come to their first outcome.
create table campaign_batch (
    tenant_id   uuid not null,
    campaign_id uuid not null,
    number      int  not null,
    first_seq   int  not null,
    last_seq    int  not null,
    state       text not null default 'pending' check (state in ('pending', 'fed', 'done', 'cancelled')),
    settled     int  not null default 0,
    deferred    int  not null default 0,
    fed_at      timestamptz,
    fed_count   int  not null default 0,
    done_at     timestamptz,
    primary key (tenant_id, campaign_id, number)
) with (fillfactor = 70);

create index campaign_batch_in_flight on campaign_batch (tenant_id, campaign_id, number) where state = 'fed';
