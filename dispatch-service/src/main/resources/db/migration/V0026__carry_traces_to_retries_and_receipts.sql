-- The trace of a submission, for what is done about the message later: only where it is sampled.
alter table batch add column traceparent text;
alter table provider_reference add column traceparent text;
