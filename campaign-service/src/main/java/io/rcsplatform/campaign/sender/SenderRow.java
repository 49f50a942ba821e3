package io.rcsplatform.campaign.sender;

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
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

@Entity
@Table(name = "sender")
@IdClass(SenderRow.Key.class)
@NullUnmarked
class SenderRow implements Persistable<SenderRow.Key> {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    UUID tenantId;

    @Id
    UUID id;

    String name;
    String channel;

    @Column(name = "provider_account")
    String providerAccount;

    @Nullable
    String address;

    @Column(name = "rate_per_second")
    int ratePerSecond;

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
