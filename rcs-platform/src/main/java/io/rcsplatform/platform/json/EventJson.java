package io.rcsplatform.platform.json;

import io.rcsplatform.domain.event.Event;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** Events as they travel. Reading ignores what it does not know, so that a producer may be newer than its consumers. */
public final class EventJson {
    private final JsonMapper mapper;

    public EventJson() {
        var builder = JsonMapper.builder();
        JsonForms.applyTo(builder);
        JsonForms.leaveOutNulls(builder);
        mapper = builder.build();
    }

    public byte[] write(Event event) {
        return mapper.writeValueAsBytes(event);
    }

    /** @throws JacksonException when it is no such event: not JSON, a field of the wrong kind, a required one missing */
    public <E extends Event> E read(byte[] json, Class<E> type) {
        E event = mapper.readValue(json, type);
        if (event == null) {
            throw MismatchedInputException.from(null, type, "null is no event");
        }
        return event;
    }

    /**
     * Whether an event's list has anything in it: for those that most events do not concern, at a fraction of what reading them costs.
     *
     * @throws JacksonException when it is not JSON
     */
    public boolean hasItems(byte[] json, String list) {
        try (var parser = mapper.createParser(json)) {
            parser.nextToken();
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                var value = parser.nextToken();
                if (name.equals(list)) {
                    return value == JsonToken.START_ARRAY && parser.nextToken() != JsonToken.END_ARRAY;
                }
                parser.skipChildren();
            }
            return false;
        }
    }

    /** For other values in the same forms, such as a content that is kept in a column. */
    public JsonMapper mapper() {
        return mapper;
    }
}
