-- The proof of who said what, when, and by which way it came. Rows are only ever added.
create table consent_event (
    tenant_id   uuid        not null,
    id          bigint generated always as identity,
    address     bigint      not null,
    state       text        not null check (state in ('opted_in', 'opted_out')),
    source      text        not null,
    at          timestamptz not null,
    recorded_at timestamptz not null,
    primary key (tenant_id, id)
);

create index consent_event_by_address on consent_event (tenant_id, address, id);

create function refuse_change_of_consent_event() returns trigger language plpgsql as $$
begin
    raise exception 'consent_event is append-only';
end $$;

create trigger consent_event_is_append_only before update or delete on consent_event
    for each statement execute function refuse_change_of_consent_event();

-- What holds now for each number: the last word by its own time, whatever order the words came in.
create table consent (
    tenant_id uuid        not null,
    address   bigint      not null,
    state     text        not null,
    source    text        not null,
    at        timestamptz not null,
    primary key (tenant_id, address)
);

create table suppression (
    tenant_id uuid        not null,
    address   bigint      not null,
    at        timestamptz not null,
    primary key (tenant_id, address)
);
