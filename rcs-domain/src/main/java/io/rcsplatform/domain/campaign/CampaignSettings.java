package io.rcsplatform.domain.campaign;

import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TemplateVersionId;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.message.UnknownPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign sends, to whom and how.
 *
 * @param fallbackSender the SMS sender for those whom RCS does not reach; null for none
 * @param validity how long after launch a message may still be submitted
 */
public record CampaignSettings(
        String name,
        SenderId sender,
        TemplateVersionId templateVersion,
        AudienceId audience,
        TrafficClass trafficClass,
        @Nullable SenderId fallbackSender,
        Duration validity,
        UnknownPolicy unknownPolicy) {}
