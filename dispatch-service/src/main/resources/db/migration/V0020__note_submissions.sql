-- When a message was last handed over, as far as is certain: a submission follows within milliseconds.
alter table message add column submitted_at timestamptz;

-- When a change of consent was stored by campaign-service, which may be long after it was said.
alter table suppression add column stored_at timestamptz;

-- Submissions of messages whose answer had been lost, to a provider that may take them for second ones.
alter table batch add column resent int not null default 0;
