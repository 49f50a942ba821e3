package io.rcsplatform.campaign.audience;

import io.rcsplatform.domain.id.ContactId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.json.EventJson;
import io.rcsplatform.platform.web.Cursor;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

@Repository
class Contacts {
    private static final UUID LAST = new UUID(-1, -1);
    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};
    private static final String PUT = """
            insert into contact (tenant_id, id, address, attributes, created_at, updated_at)
            values (:tenant, :id, :address, :attributes::jsonb, now(), now())
                on conflict (tenant_id, address) do update
               set attributes = excluded.attributes, updated_at = excluded.updated_at
            returning id
            """;
    private static final String FIND = """
            select id, address, attributes, created_at, updated_at,
                   exists (select from suppression
                            where suppression.tenant_id = contact.tenant_id
                              and suppression.address = contact.address) as opted_out
              from contact
             where tenant_id = :tenant and id = :id
            """;
    private static final String PAGE = """
            select id, address, attributes, created_at, updated_at,
                   exists (select from suppression
                            where suppression.tenant_id = contact.tenant_id
                              and suppression.address = contact.address) as opted_out
              from contact
             where tenant_id = :tenant and id < :before
             order by id desc
             limit :limit
            """;
    private static final String DELETE = """
            delete from contact where tenant_id = :tenant and id = :id
            """;
    private static final String LEAVE_AUDIENCES = """
            with gone as (delete from audience_member member
                           using audience
                           where audience.tenant_id = :tenant
                             and member.tenant_id = :tenant
                             and member.audience_id = audience.id
                             and member.contact_id = :id
                       returning member.audience_id)
            update audience
               set contacts = contacts - 1
              from gone
             where audience.tenant_id = :tenant and audience.id = gone.audience_id
            """;

    private final JdbcClient jdbc;
    private final Ids ids;
    private final EventJson json;

    Contacts(JdbcClient jdbc, Ids ids, EventJson json) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.json = json;
    }

    /** Adds a contact, or gives the one that has the number these attributes. */
    Placed put(TenantId tenant, PhoneNumber number, Map<String, String> attributes) {
        var drawn = ids.draw();
        var id = jdbc.sql(PUT)
                .param("tenant", tenant.value())
                .param("id", drawn)
                .param("address", number.digits())
                .param("attributes", json.mapper().writeValueAsString(attributes))
                .query(UUID.class)
                .single();
        return new Placed(new ContactId(id), id.equals(drawn));
    }

    Optional<Contact> find(TenantId tenant, ContactId id) {
        return jdbc.sql(FIND)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(this::contact)
                .optional();
    }

    Page<Contact> page(TenantId tenant, Paging paging) {
        var rows = jdbc.sql(PAGE)
                .param("tenant", tenant.value())
                .param("before", paging.after() == null ? LAST : paging.after().uuid())
                .param("limit", paging.fetch())
                .query(this::contact)
                .list();
        return Page.of(rows, paging, last -> Cursor.at(last.id().value()));
    }

    /** The contact first: whoever adds it to an audience at the same time holds its row, or finds it gone. */
    @Transactional
    public boolean delete(TenantId tenant, ContactId id) {
        int deleted = jdbc.sql(DELETE)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .update();
        if (deleted == 1) {
            jdbc.sql(LEAVE_AUDIENCES)
                    .param("tenant", tenant.value())
                    .param("id", id.value())
                    .update();
        }
        return deleted == 1;
    }

    private Contact contact(ResultSet row, int number) throws SQLException {
        return new Contact(
                new ContactId(row.getObject("id", UUID.class)),
                new PhoneNumber(row.getLong("address")),
                json.mapper().readValue(row.getString("attributes"), ATTRIBUTES),
                row.getBoolean("opted_out"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    /** @param added false where the number was there already */
    record Placed(ContactId id, boolean added) {}
}
