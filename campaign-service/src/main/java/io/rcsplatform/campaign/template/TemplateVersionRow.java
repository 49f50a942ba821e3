package io.rcsplatform.campaign.template;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.data.domain.Persistable;

/** Contents are JSON in the form of the events, since that is how they leave this service. */
@Entity
@Immutable
@Table(name = "template_version")
@IdClass(TemplateVersionRow.Key.class)
@NullUnmarked
class TemplateVersionRow implements Persistable<TemplateVersionRow.Key> {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    UUID tenantId;

    @Id
    UUID id;

    @Column(name = "template_id")
    UUID templateId;

    int number;

    @ColumnTransformer(write = "?::jsonb")
    String rcs;

    @ColumnTransformer(write = "?::jsonb")
    String sms;

    @ColumnTransformer(write = "?::jsonb")
    String variables;

    @Column(name = "used_variables")
    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> usedVariables;

    @Column(name = "created_at")
    Instant createdAt;

    @Transient
    private boolean stored;

    @Override
    public Key getId() {
        return new Key(tenantId, id);
    }

    @Override
    public boolean isNew() {
        return !stored;
    }

    @PostLoad
    @PostPersist
    void isStored() {
        stored = true;
    }

    record Key(UUID tenantId, UUID id) implements Serializable {}
}
