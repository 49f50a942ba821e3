-- Since when the broker has not taken this campaign's batches; null where it does.
alter table campaign_work add column feed_failed_at timestamptz;
