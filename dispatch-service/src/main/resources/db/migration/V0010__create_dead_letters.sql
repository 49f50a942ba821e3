-- Messages that a consumer could not handle. One row per message and queue, however often it fails again: the fingerprint is the event's
-- id, or a hash of a message that carries none. Attempts counts the times that it was dead-lettered.
create table dead_letter (
    id            uuid        primary key,
    queue         text        not null collate "C",
    fingerprint   text        not null collate "C",
    state         text        not null default 'open' check (state in ('open', 'replayed', 'discarded')),
    event_id      uuid,
    event_type    text,
    tenant_id     uuid,
    reason        text        not null,
    stack         text,
    headers       jsonb       not null,
    content_type  text,
    payload       bytea       not null,
    attempts      int         not null,
    first_dead_at timestamptz not null default clock_timestamp(),
    dead_at       timestamptz not null default clock_timestamp(),
    decided_by    uuid,
    decided_at    timestamptz,
    decided_why   text,
    unique (queue, fingerprint)
);

create index dead_letter_open on dead_letter (queue, id) where state = 'open';
create index dead_letter_decided on dead_letter (decided_at) where state <> 'open';
