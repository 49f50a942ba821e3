-- Those who send ask several times a second what people said lately.
create index outbox_recent on outbox (destination, created_at);
