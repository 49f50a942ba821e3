package io.rcsplatform.platform.json;

import io.rcsplatform.domain.event.Event;
import tools.jackson.core.JacksonException;
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

    /** For other values in the same forms, such as a content that is kept in a column. */
    public JsonMapper mapper() {
        return mapper;
    }
}
