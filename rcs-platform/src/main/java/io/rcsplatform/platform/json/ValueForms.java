package io.rcsplatform.platform.json;

import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.content.Suggestion;
import io.rcsplatform.domain.id.ApiKeyId;
import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.BatchId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.ContactId;
import io.rcsplatform.domain.id.EventId;
import io.rcsplatform.domain.id.ImportId;
import io.rcsplatform.domain.id.MessageId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TemplateId;
import io.rcsplatform.domain.id.TemplateVersionId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Value objects that are one string on the wire, and enums that may be left out. */
class ValueForms extends SimpleModule {
    static final Map<Class<?>, Enum<?>> DEFAULTS = Map.of(
            RcsContent.MediaHeight.class, RcsContent.MediaHeight.MEDIUM,
            RcsContent.Orientation.class, RcsContent.Orientation.VERTICAL,
            Suggestion.Application.class, Suggestion.Application.BROWSER);

    ValueForms() {
        super("rcs-values");
        text(ApiKeyId.class, ApiKeyId::toString, ApiKeyId::parse);
        text(AudienceId.class, AudienceId::toString, AudienceId::parse);
        text(BatchId.class, BatchId::toString, BatchId::parse);
        text(CampaignId.class, CampaignId::toString, CampaignId::parse);
        text(ContactId.class, ContactId::toString, ContactId::parse);
        text(EventId.class, EventId::toString, EventId::parse);
        text(ImportId.class, ImportId::toString, ImportId::parse);
        text(MessageId.class, MessageId::toString, MessageId::parse);
        text(SenderId.class, SenderId::toString, SenderId::parse);
        text(TemplateId.class, TemplateId::toString, TemplateId::parse);
        text(TemplateVersionId.class, TemplateVersionId::toString, TemplateVersionId::parse);
        text(TenantId.class, TenantId::toString, TenantId::parse);
        text(PhoneNumber.class, PhoneNumber::e164, PhoneNumber::parse);
        withDefault(RcsContent.MediaHeight.MEDIUM);
        withDefault(RcsContent.Orientation.VERTICAL);
        withDefault(Suggestion.Application.BROWSER);
    }

    private <T> void text(Class<T> type, Function<T, String> write, Function<String, T> read) {
        addSerializer(type, new TextSerializer<>(type, write));
        addDeserializer(type, new TextDeserializer<>(type, read, null));
    }

    private <E extends Enum<E>> void withDefault(E value) {
        var type = value.getDeclaringClass();
        addDeserializer(type, new TextDeserializer<>(type, text -> valueOf(type, text), value));
    }

    private static <E extends Enum<E>> E valueOf(Class<E> type, String text) {
        for (var constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("expected one of "
                + java.util.Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT));
    }

    private static final class TextSerializer<T> extends StdSerializer<T> {
        private final Function<T, String> write;

        TextSerializer(Class<T> type, Function<T, String> write) {
            super(type);
            this.write = write;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializationContext context) {
            json.writeString(write.apply(value));
        }
    }

    private static final class TextDeserializer<T> extends StdDeserializer<T> {
        private final Function<String, T> read;
        private final @Nullable T absent;

        TextDeserializer(Class<T> type, Function<String, T> read, @Nullable T absent) {
            super(type);
            this.read = read;
            this.absent = absent;
        }

        @Override
        @SuppressWarnings("unchecked")
        public @Nullable T deserialize(JsonParser json, DeserializationContext context) {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return (T) context.handleUnexpectedToken(handledType(), json);
            }
            var text = json.getString();
            try {
                return read.apply(text);
            } catch (IllegalArgumentException e) {
                return (T) context.handleWeirdStringValue(handledType(), text, "%s", e.getMessage());
            }
        }

        @Override
        public @Nullable T getNullValue(DeserializationContext context) {
            return absent;
        }

        @Override
        public @Nullable T getAbsentValue(DeserializationContext context) {
            return absent;
        }
    }
}
