-- Callbacks that were stored together, and later published together.
create table raw_batch (
    id uuid primary key,
    created_at timestamptz not null,
    callbacks integer not null,
    published_at timestamptz
);

create index raw_batch_unpublished on raw_batch (id) where published_at is null;

-- What providers sent, as they sent it. The ids are of version 7 and derived from the batch and the place in it, so that the range of
-- ids of a day is the day, and a batch's rows are found without an index of their own. Partitions are named raw_callback_yyyymmdd.
create table raw_callback (
    id uuid primary key,
    batch_id uuid not null,
    account text not null,
    method text not null,
    content_type text,
    query text,
    headers json not null,
    body bytea not null,
    received_at timestamptz not null
) partition by range (id);

alter table raw_callback alter column body set storage external;

-- Parts of callbacks that no reader understood: the raw callback, and a word on what was odd.
create table unrecognised_callback (
    raw_id uuid not null,
    part integer not null,
    account text not null,
    note text not null,
    noted_at timestamptz not null,
    primary key (raw_id, part)
);
