-- The second line behind the tenant in every query. Requests of tenants run in a role that owns nothing, for which every table with a tenant_id
-- holds that tenant's rows only. Tables that a migration adds later are found by their column, so that none can be forgotten.
do $$
declare
    tenant_role constant text := current_user || '_tenant';
    isolated    regclass;
begin
    perform pg_advisory_xact_lock(hashtextextended('rcs isolate tenants', 72));

    begin
        if not exists (select from pg_roles where rolname = tenant_role) then
            execute format('create role %I nologin', tenant_role);
        end if;
        if not pg_has_role(current_user, tenant_role, 'member') then
            execute format('grant %I to %I', tenant_role, current_user);
        end if;
    exception
        when duplicate_object or unique_violation then null; -- another instance came first
        when insufficient_privilege then
            raise exception 'The database role "%" is missing, or "%" is not a member of it. As a superuser: create role "%" nologin; grant "%" to "%";',
                tenant_role, current_user, tenant_role, tenant_role, current_user;
    end;

    if exists (select from pg_roles where rolname = tenant_role and (rolsuper or rolbypassrls)) then
        raise exception 'The database role "%" bypasses row-level security. As a superuser: alter role "%" nosuperuser nobypassrls;',
            tenant_role, tenant_role;
    end if;

    for isolated in
        select c.oid
          from pg_class c
               join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
         where c.relnamespace = current_schema::regnamespace
           and c.relkind in ('r', 'p')
           and not c.relispartition
           and not c.relrowsecurity
    loop
        execute format(
            'create policy own_tenant on %s using (tenant_id = nullif(current_setting(''rcs.tenant_id'', true), '''')::uuid)', isolated);
        execute format('alter table %s enable row level security', isolated);
    end loop;

    for isolated in
        select c.oid
          from pg_class c
         where c.relnamespace = current_schema::regnamespace
           and c.relrowsecurity
           and not has_table_privilege(tenant_role, c.oid, 'delete')
    loop
        execute format('grant select, insert, update, delete on %s to %I', isolated, tenant_role);
    end loop;
end
$$;
