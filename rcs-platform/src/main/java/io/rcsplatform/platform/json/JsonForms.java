package io.rcsplatform.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.rcsplatform.domain.content.MessageContent;
import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.content.SmsText;
import io.rcsplatform.domain.content.Suggestion;
import io.rcsplatform.domain.event.Event;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The forms that events and API bodies share. */
public final class JsonForms {
    private static final List<Class<?>> EMPTY_WHEN_ABSENT = List.of(Collection.class, List.class, Set.class, Map.class);

    private JsonForms() {}

    public static void applyTo(JsonMapper.Builder builder) {
        builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .annotationIntrospector(new ContractIntrospector())
                .addModule(new ValueForms())
                .addMixIn(Event.class, WireMixins.OfEvent.class)
                .addMixIn(MessageContent.class, WireMixins.OfMessageContent.class)
                .addMixIn(RcsContent.class, WireMixins.OfRcsContent.class)
                .addMixIn(SmsText.class, WireMixins.OfSmsText.class)
                .addMixIn(Suggestion.class, WireMixins.OfSuggestion.class)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        for (var type : EMPTY_WHEN_ABSENT) {
            builder.withConfigOverride(
                    type, override -> override.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)));
        }
    }

    static void leaveOutNulls(JsonMapper.Builder builder) {
        builder.changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL));
    }
}
