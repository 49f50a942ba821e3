-- An agency's tenants; they have none of their own.
alter table tenant add column parent_id uuid references tenant check (parent_id <> id);

create index tenant_by_parent on tenant (parent_id, id) where parent_id is not null;

create policy own_family on tenant
    using (nullif(current_setting('rcs.tenant_id', true), '')::uuid in (id, parent_id))
    with check (parent_id = nullif(current_setting('rcs.tenant_id', true), '')::uuid);

alter table tenant enable row level security;
