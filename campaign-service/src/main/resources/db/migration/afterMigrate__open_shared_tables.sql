-- What tenants' requests need of the tables that belong to no tenant.
do $$
declare
    tenant_role constant text := current_user || '_tenant';
begin
    perform pg_advisory_xact_lock(hashtextextended('rcs isolate tenants', 72));
    if not has_table_privilege(tenant_role, 'plan', 'select') then
        execute format('grant select on plan to %I', tenant_role);
        execute format('grant select, insert, delete on signing_key to %I', tenant_role);
    end if;
end
$$;
