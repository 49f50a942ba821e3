package io.rcsplatform.platform.json;

import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.ContactId;
import io.rcsplatform.domain.id.DeadLetterId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.ImportId;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TemplateId;
import io.rcsplatform.domain.id.TemplateVersionId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.util.List;
import java.util.function.Function;

/**
 * A value object that is one string, in bodies as well as in paths and queries.
 *
 * @param read throws {@link IllegalArgumentException} for any other text
 */
public record TextForm<T>(Class<T> type, Function<T, String> write, Function<String, T> read) {
    public static final List<TextForm<?>> ALL = List.of(
            new TextForm<>(ApiKeyId.class, ApiKeyId::toString, ApiKeyId::parse),
            new TextForm<>(AudienceId.class, AudienceId::toString, AudienceId::parse),
            new TextForm<>(BatchId.class, BatchId::toString, BatchId::parse),
            new TextForm<>(CampaignId.class, CampaignId::toString, CampaignId::parse),
            new TextForm<>(ContactId.class, ContactId::toString, ContactId::parse),
            new TextForm<>(DeadLetterId.class, DeadLetterId::toString, DeadLetterId::parse),
            new TextForm<>(EventId.class, EventId::toString, EventId::parse),
            new TextForm<>(ImportId.class, ImportId::toString, ImportId::parse),
            new TextForm<>(MessageId.class, MessageId::toString, MessageId::parse),
            new TextForm<>(SenderId.class, SenderId::toString, SenderId::parse),
            new TextForm<>(TemplateId.class, TemplateId::toString, TemplateId::parse),
            new TextForm<>(TemplateVersionId.class, TemplateVersionId::toString, TemplateVersionId::parse),
            new TextForm<>(TenantId.class, TenantId::toString, TenantId::parse),
            new TextForm<>(PhoneNumber.class, PhoneNumber::e164, PhoneNumber::parse));
}
