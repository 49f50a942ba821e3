-- How much is left of a campaign's frozen audience. What became of it stays in the counters and the records of reconciliation.
alter table campaign add column recipients_kept text not null default 'all' check (recipients_kept in ('all', 'some', 'none'));

create index campaign_with_recipients on campaign (coalesce(launched_at, created_at)) where recipients_kept <> 'none';
