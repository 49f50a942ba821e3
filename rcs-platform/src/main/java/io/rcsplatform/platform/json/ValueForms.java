package io.rcsplatform.platform.json;

import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.content.Suggestion;
import java.time.Instant;
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
        TextForm.ALL.forEach(this::text);
        addDeserializer(Instant.class, new TextDeserializer<>(Instant.class, InstantText::parse, null));
        withDefault(RcsContent.MediaHeight.MEDIUM);
        withDefault(RcsContent.Orientation.VERTICAL);
        withDefault(Suggestion.Application.BROWSER);
    }

    private <T> void text(TextForm<T> form) {
        addSerializer(form.type(), new TextSerializer<>(form.type(), form.write()));
        addDeserializer(form.type(), new TextDeserializer<>(form.type(), form.read(), null));
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
