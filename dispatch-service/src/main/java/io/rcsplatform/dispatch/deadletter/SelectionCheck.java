package io.rcsplatform.dispatch.deadletter;

import io.rcsplatform.dispatch.deadletter.DeadLetter.Selection;
import io.rcsplatform.dispatch.deadletter.DeadLetterController.GroupRequest;
import io.rcsplatform.domain.content.Violation;
import io.rcsplatform.domain.id.DeadLetterId;
import io.rcsplatform.platform.messaging.ConsumerQueue;
import io.rcsplatform.platform.web.ApiProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers all that is wrong with a request about dead letters, to refuse it with everything at once. */
class SelectionCheck {
    static final int MOST = 1_000;

    private static final int MAX_TEXT = 500;
    private static final int MAX_TYPE = 200;

    private final List<Violation> violations = new ArrayList<>();

    @Nullable
    String queue(String pointer, @Nullable String name) {
        if (name != null && ConsumerQueue.named(name).isEmpty()) {
            var known = ConsumerQueue.all().stream().map(ConsumerQueue::name).toList();
            refuse(pointer, "unknown_queue", "must be one of " + known);
        }
        return name;
    }

    @Nullable
    State state(String pointer, @Nullable String text) {
        if (text == null) {
            return null;
        }
        var named = Stream.of(State.values())
                .filter(state -> state.text().equals(text))
                .findFirst();
        if (named.isEmpty()) {
            refuse(pointer, "unknown_state", "must be open, replayed or discarded");
        }
        return named.orElse(null);
    }

    @Nullable
    String eventType(String pointer, @Nullable String type) {
        if (type != null && (type.isBlank() || type.length() > MAX_TYPE || hasControls(type))) {
            refuse(pointer, "wrong_form", "must be the schema of an event, such as dispatch.batch.v1");
        }
        return type;
    }

    @Nullable
    String why(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            return null;
        }
        var text = reason.strip();
        if (text.length() > MAX_TEXT) {
            refuse("/reason", "too_long", "at most " + MAX_TEXT + " characters");
        }
        if (hasControls(text)) {
            refuse("/reason", "invalid_character", "must not hold control characters");
        }
        return text;
    }

    @Nullable
    String requiredWhy(@Nullable String reason) {
        var text = why(reason);
        if (text == null) {
            refuse("/reason", "required", "say why: nobody can bring it back");
        }
        return text;
    }

    int limit(@Nullable Integer limit) {
        int most = limit == null ? MOST : limit;
        if (most < 1 || most > MOST) {
            refuse("/limit", "out_of_range", "must be a number from 1 to " + MOST);
        }
        return most;
    }

    Selection group(GroupRequest request) {
        var ids = ids(request.ids());
        var queue = queue("/queue", request.queue());
        var type = eventType("/event_type", request.eventType());
        if (queue == null && type == null && ids.isEmpty()) {
            refuse("", "required", "name the group: queue, event_type or ids");
        }
        return new Selection(queue, State.OPEN, type, request.tenantId(), ids);
    }

    private List<DeadLetterId> ids(@Nullable List<@Nullable DeadLetterId> given) {
        if (given == null) {
            return List.of();
        }
        var distinct = new LinkedHashSet<DeadLetterId>();
        for (int i = 0; i < given.size(); i++) {
            var id = given.get(i);
            if (id == null) {
                refuse("/ids/" + i, "required", "must be the id of a dead letter");
            } else {
                distinct.add(id);
            }
        }
        if (distinct.size() > MOST) {
            refuse("/ids", "wrong_size", "at most " + MOST + " at once");
        }
        return List.copyOf(distinct);
    }

    /** @throws ApiProblem when anything was refused */
    void done() {
        if (!violations.isEmpty()) {
            throw ApiProblem.invalid(violations);
        }
    }

    private void refuse(String pointer, String code, String detail) {
        violations.add(new Violation(pointer, code, detail));
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
