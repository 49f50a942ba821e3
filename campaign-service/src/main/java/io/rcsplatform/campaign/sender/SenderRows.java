package io.rcsplatform.campaign.sender;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface SenderRows extends Repository<SenderRow, SenderRow.Key> {
    SenderRow save(SenderRow row);

    Optional<SenderRow> findByTenantIdAndId(UUID tenantId, UUID id);

    List<SenderRow> findByTenantIdAndIdLessThanOrderByIdDesc(UUID tenantId, UUID before, Limit limit);
}
