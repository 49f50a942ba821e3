create table audit_entry (
    tenant_id   uuid        not null,
    id          uuid        not null,
    occurred_at timestamptz not null,
    actor       text        not null,
    address     text,
    request_id  text,
    action      text        not null,
    path        text        not null,
    resource    text,
    before      jsonb,
    after       jsonb,
    primary key (tenant_id, id)
);

-- Who makes a child tenant writes that into the child's log, too; adding an entry looks whether it is there already.
create policy own_family on audit_entry
    using (nullif(current_setting('rcs.tenant_id', true), '')::uuid
           in (tenant_id, (select t.parent_id from tenant t where t.id = audit_entry.tenant_id)));

alter table audit_entry enable row level security;

create index audit_entry_resource on audit_entry (tenant_id, resource, id);
create index audit_entry_occurred_at on audit_entry (occurred_at);

-- Entries are added and stay as they are. Those of the last year cannot be deleted either, whatever the retention is set to.
create function audit_entry_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.occurred_at < now() - interval '365 days' then
            return old;
        end if;
    end if;
    raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_entry_stays before update or delete on audit_entry for each row execute function audit_entry_stays();
create trigger audit_entry_is_not_emptied before truncate on audit_entry execute function audit_entry_stays();
