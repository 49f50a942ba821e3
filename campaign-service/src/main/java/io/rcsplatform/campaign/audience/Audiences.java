package io.rcsplatform.campaign.audience;

import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.ContactId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.web.Cursor;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Audiences and who is in them. Whoever changes the members changes the count in the same transaction. */
@Repository
public class Audiences {
    private static final UUID LAST = new UUID(-1, -1);
    private static final String ADD = """
            insert into audience (tenant_id, id, name, created_at) values (:tenant, :id, :name, :created_at)
            """;
    private static final String FIND = """
            select id, name, contacts, created_at from audience where tenant_id = :tenant and id = :id
            """;
    private static final String PAGE = """
            select id, name, contacts, created_at
              from audience
             where tenant_id = :tenant and id < :before
             order by id desc
             limit :limit
            """;
    private static final String LOCK_CONTACT = """
            select true from contact where tenant_id = :tenant and id = :contact for key share
            """;
    private static final String JOIN = """
            with joined as (insert into audience_member (tenant_id, audience_id, contact_id)
                            values (:tenant, :audience, :contact)
                                on conflict do nothing
                         returning 1)
            update audience
               set contacts = contacts + 1
             where tenant_id = :tenant and id = :audience and exists (select from joined)
            """;
    private static final String LEAVE = """
            with gone as (delete from audience_member
                           where tenant_id = :tenant and audience_id = :audience and contact_id = :contact
                       returning 1)
            update audience
               set contacts = contacts - 1
             where tenant_id = :tenant and id = :audience and exists (select from gone)
            """;

    private final JdbcClient jdbc;

    Audiences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(TenantId tenant, Audience audience) {
        jdbc.sql(ADD)
                .param("tenant", tenant.value())
                .param("id", audience.id().value())
                .param("name", audience.name())
                .param("created_at", audience.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    public boolean exists(TenantId tenant, AudienceId id) {
        return find(tenant, id).isPresent();
    }

    Optional<Audience> find(TenantId tenant, AudienceId id) {
        return jdbc.sql(FIND)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(Audiences::audience)
                .optional();
    }

    Page<Audience> page(TenantId tenant, Paging paging) {
        var rows = jdbc.sql(PAGE)
                .param("tenant", tenant.value())
                .param("before", paging.after() == null ? LAST : paging.after().uuid())
                .param("limit", paging.fetch())
                .query(Audiences::audience)
                .list();
        return Page.of(rows, paging, last -> Cursor.at(last.id().value()));
    }

    /** @return false when there is no such contact */
    @Transactional
    public boolean join(TenantId tenant, AudienceId audience, ContactId contact) {
        return changed(JOIN, tenant, audience, contact);
    }

    /** @return false when there is no such contact */
    @Transactional
    public boolean leave(TenantId tenant, AudienceId audience, ContactId contact) {
        return changed(LEAVE, tenant, audience, contact);
    }

    private boolean changed(String sql, TenantId tenant, AudienceId audience, ContactId contact) {
        var there = jdbc.sql(LOCK_CONTACT)
                .param("tenant", tenant.value())
                .param("contact", contact.value())
                .query(Boolean.class)
                .optional();
        if (there.isEmpty()) {
            return false;
        }
        change(sql, tenant, audience, contact);
        return true;
    }

    private void change(String sql, TenantId tenant, AudienceId audience, ContactId contact) {
        jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("audience", audience.value())
                .param("contact", contact.value())
                .update();
    }

    private static Audience audience(ResultSet row, int number) throws SQLException {
        return new Audience(
                new AudienceId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getLong("contacts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
