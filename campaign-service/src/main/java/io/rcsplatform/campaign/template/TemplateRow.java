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
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.data.domain.Persistable;

@Entity
@Table(name = "template")
@IdClass(TemplateRow.Key.class)
@NullUnmarked
class TemplateRow implements Persistable<TemplateRow.Key> {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    UUID tenantId;

    @Id
    UUID id;

    String name;

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
