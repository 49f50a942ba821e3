-- When it was last heard that the batch waits for its provider.
alter table campaign_batch add column put_off_at timestamptz;
