package io.rcsplatform.campaign.template;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface TemplateVersionRows extends Repository<TemplateVersionRow, TemplateVersionRow.Key> {
    TemplateVersionRow save(TemplateVersionRow row);

    Optional<TemplateVersionRow> findFirstByTenantIdAndTemplateIdOrderByNumberDesc(UUID tenantId, UUID templateId);

    @Query("""
            select version
              from TemplateVersionRow version
             where version.tenantId = :tenantId
               and version.templateId in :templateIds
               and version.number = (select max(other.number)
                                       from TemplateVersionRow other
                                      where other.tenantId = version.tenantId and other.templateId = version.templateId)
            """)
    List<TemplateVersionRow> findNewest(UUID tenantId, Collection<UUID> templateIds);

    List<TemplateVersionRow> findByTenantIdAndTemplateIdAndNumberLessThanOrderByNumberDesc(
            UUID tenantId, UUID templateId, int before, Limit limit);
}
