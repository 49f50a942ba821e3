package io.rcsplatform.provider.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes JSON as {@link WireText}. A member whose value is null is left out. */
public final class Json {
    private Json() {}

    public record Member(String name, @Nullable WireText value) {}

    public static Member member(String name, @Nullable WireText value) {
        return new Member(name, value);
    }

    public static WireText object(Member... members) {
        return object(List.of(members));
    }

    public static WireText object(List<Member> members) {
        var present = new ArrayList<WireText>();
        for (var member : members) {
            if (member.value != null) {
                present.add(string(member.name).then(":").then(member.value));
            }
        }
        return WireText.literal("{").then(WireText.join(",", present)).then("}");
    }

    /** Null for no elements: an empty list is left out. */
    public static @Nullable WireText array(List<WireText> elements) {
        return elements.isEmpty()
                ? null
                : WireText.literal("[").then(WireText.join(",", elements)).then("]");
    }

    public static WireText string(String literal) {
        return string(WireText.literal(literal));
    }

    public static WireText string(WireText text) {
        return WireText.literal("\"").then(text.inJson()).then("\"");
    }

    public static WireText number(long number) {
        return WireText.literal(Long.toString(number));
    }

    public static WireText number(double number) {
        return WireText.literal(Double.toString(number));
    }

    public static WireText bool(boolean bool) {
        return WireText.literal(Boolean.toString(bool));
    }

    /** The inside of a JSON string. */
    static String escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isSpecial(text.charAt(i))) {
                return escapeFrom(text, i);
            }
        }
        return text;
    }

    private static String escapeFrom(String text, int first) {
        var escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (c < ' ') {
                        escaped.append(c < 16 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    private static boolean isSpecial(char c) {
        return c < ' ' || c == '"' || c == '\\';
    }
}
