-- The trace that launched the campaign, for whoever plans and feeds it.
alter table campaign_work add column traceparent text;
