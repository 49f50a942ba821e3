package io.rcsplatform.provider.wire;

import io.rcsplatform.domain.template.TemplateText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A text for the wire with slots, each filled per recipient. Escaping applies to the whole: to the literals at once, and to what a
 * slot receives when it receives it; so texts nest, as JSON in a JSON string in a form.
 */
public final class WireText {
    /** One more than there are slots. */
    private final List<String> literals;

    private final List<Slot> slots;

    private WireText(List<String> literals, List<Slot> slots) {
        this.literals = literals;
        this.slots = slots;
    }

    /** @param index of the recipient's value that goes in; below zero for what the contract itself fills in */
    public record Slot(int index, UnaryOperator<String> escape) {
        String fill(String value) {
            return escape.apply(value);
        }
    }

    public static WireText literal(String text) {
        return new WireText(List.of(text), List.of());
    }

    /** A slot for what the contract itself fills in, such as the phone number. */
    public static WireText own(int index) {
        return new WireText(List.of("", ""), List.of(new Slot(-1 - index, UnaryOperator.identity())));
    }

    /**
     * A text of a content: each variable becomes the slot of its place in {@code variables}.
     *
     * @throws IllegalArgumentException for a variable that is not among them
     */
    public static WireText of(String text, List<String> variables) {
        var parsed = TemplateText.parse(text);
        var slots =
                parsed.variables().stream().map(name -> new Slot(indexOf(name, variables), UnaryOperator.identity()));
        return new WireText(parsed.literals(), slots.toList());
    }

    private static int indexOf(String name, List<String> variables) {
        int index = variables.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no variable " + name);
        }
        return index;
    }

    public static WireText join(String between, List<WireText> parts) {
        var joined = literal("");
        for (int i = 0; i < parts.size(); i++) {
            joined = i == 0 ? parts.getFirst() : joined.then(literal(between)).then(parts.get(i));
        }
        return joined;
    }

    public WireText then(WireText next) {
        var joined = new ArrayList<>(literals.subList(0, literals.size() - 1));
        joined.add(literals.getLast() + next.literals.getFirst());
        joined.addAll(next.literals.subList(1, next.literals.size()));
        var all = new ArrayList<>(slots);
        all.addAll(next.slots);
        return new WireText(joined, all);
    }

    public WireText then(String literal) {
        return then(literal(literal));
    }

    /** For the inside of a JSON string. */
    WireText inJson() {
        return escaped(Json::escape);
    }

    /** For a value of an {@code application/x-www-form-urlencoded} body. */
    public WireText inForm() {
        return escaped(WireText::formEncode);
    }

    private WireText escaped(UnaryOperator<String> escape) {
        return new WireText(
                literals.stream().map(escape).toList(),
                slots.stream()
                        .map(slot -> new Slot(slot.index, value -> escape.apply(slot.fill(value))))
                        .toList());
    }

    public static String formEncode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isUnreserved(text.charAt(i))) {
                return URLEncoder.encode(text, StandardCharsets.UTF_8);
            }
        }
        return text;
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.';
    }

    public List<String> literals() {
        return literals;
    }

    public List<Slot> slots() {
        return slots;
    }

    public WireBody toBody() {
        return new WireBody(
                literals.stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new),
                slots.toArray(Slot[]::new));
    }
}
