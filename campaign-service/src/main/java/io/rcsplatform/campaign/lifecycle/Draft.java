package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TemplateId;
import io.rcsplatform.domain.id.TemplateVersionId;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.message.UnknownPolicy;
import org.jspecify.annotations.Nullable;

/** The campaign that a tenant asks for; nothing of it is checked yet. */
record Draft(
        @Nullable String name,
        @Nullable SenderId senderId,
        @Nullable TemplateId templateId,
        @Nullable TemplateVersionId templateVersionId,
        @Nullable AudienceId audienceId,
        @Nullable TrafficClass trafficClass,
        @Nullable Fallback fallback,
        @Nullable Long validityS,
        @Nullable UnknownPolicy unknownPolicy) {
    record Fallback(@Nullable SenderId senderId) {}

    /** Where the template was named. */
    String templatePointer() {
        return templateId == null ? "/template_version_id" : "/template_id";
    }
}
