create table plan (
    name              text primary key,
    reads_per_second  integer not null check (reads_per_second > 0),
    writes_per_second integer not null check (writes_per_second > 0),
    sends_per_second  integer not null check (sends_per_second > 0)
);

insert into plan values ('standard', 500, 200, 200);

alter table tenant add column plan text not null default 'standard' references plan;

-- A key's own limits, within its tenant's; all three or none.
alter table api_key
    add column reads_per_second  integer check (reads_per_second > 0),
    add column writes_per_second integer check (writes_per_second > 0),
    add column sends_per_second  integer check (sends_per_second > 0),
    add constraint limits_are_whole check (num_nulls(reads_per_second, writes_per_second, sends_per_second) in (0, 3));
