-- What is watched of each launched campaign, until long after its end: whether it moves, and whether its counters are what the ledger
-- counts. check_at is the lease of the second: whoever looks puts it off.
create table campaign_watch (
    tenant_id         uuid        not null,
    campaign_id       uuid        not null,
    marker            text        not null default '',
    moved_at          timestamptz not null default now(),
    stalled_reason    text,
    stalled_since     timestamptz,
    check_at          timestamptz not null default now(),
    checked_at        timestamptz,
    seen              text,
    seen_since        timestamptz,
    differs_since     timestamptz,
    events_asked_at   timestamptz,
    decisions_asked_at timestamptz,
    orders_asked_at   timestamptz,
    corrected_at      timestamptz,
    corrections       int         not null default 0,
    primary key (tenant_id, campaign_id)
) with (fillfactor = 50);

create index campaign_watch_due on campaign_watch (check_at);

insert into campaign_watch (tenant_id, campaign_id)
select tenant_id, id
  from campaign
 where launched_at > now() - interval '7 days';
