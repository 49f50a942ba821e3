package io.rcsplatform.platform.logging;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * Hides all but the last three digits of whatever looks like a phone number. Our own words hold none; those of libraries and servers might.
 */
public class MaskedNumbers implements StructuredLoggingJsonMembersCustomizer<Object> {
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.:-])\\+?[1-9]\\d{6,11}(\\d{3})(?![\\w:-]|[.]\\w)");

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor(ValueProcessor.of(String.class, MaskedNumbers::masked));
    }

    private static @Nullable String masked(@Nullable String text) {
        return text == null ? null : NUMBER.matcher(text).replaceAll("+***$1");
    }
}
