-- What became of campaigns, as it was known when they ended and whenever that changed afterwards. Each tenant's records are a chain:
-- hash = SHA-256(previous_hash, content in UTF-8), the first one's previous_hash being 32 zero bytes. Records are added and never changed.
create table reconciliation_record (
    tenant_id     uuid        not null,
    sequence      bigint      not null,
    campaign_id   uuid        not null,
    cause         text        not null check (cause in ('completed', 'cancelled', 'failed', 'changed')),
    recorded_at   timestamptz not null,
    content       text        not null,
    previous_hash bytea       not null check (length(previous_hash) = 32),
    hash          bytea       not null check (length(hash) = 32),
    primary key (tenant_id, sequence)
);

create index reconciliation_record_of_campaign on reconciliation_record (tenant_id, campaign_id, sequence);

-- Where each tenant's chain ends: the lock that puts its records in order, and the witness of one that was cut off.
create table reconciliation_chain (
    tenant_id uuid   primary key,
    sequence  bigint not null,
    hash      bytea  not null
);

create function refuse_change_of_record() returns trigger language plpgsql as $$
begin
    raise exception 'reconciliation records are never changed or removed' using errcode = 'restrict_violation';
end
$$;

create trigger reconciliation_record_is_final before update or delete on reconciliation_record
    for each row execute function refuse_change_of_record();
create trigger reconciliation_record_is_kept before truncate on reconciliation_record
    for each statement execute function refuse_change_of_record();
