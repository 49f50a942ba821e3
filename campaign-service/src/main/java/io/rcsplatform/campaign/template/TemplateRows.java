package io.rcsplatform.campaign.template;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

interface TemplateRows extends Repository<TemplateRow, TemplateRow.Key> {
    TemplateRow save(TemplateRow row);

    Optional<TemplateRow> findByTenantIdAndId(UUID tenantId, UUID id);

    /** Held by whoever adds a version, so that numbers have neither gaps nor doubles. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<TemplateRow> findLockedByTenantIdAndId(UUID tenantId, UUID id);

    List<TemplateRow> findByTenantIdAndIdLessThanOrderByIdDesc(UUID tenantId, UUID before, Limit limit);
}
