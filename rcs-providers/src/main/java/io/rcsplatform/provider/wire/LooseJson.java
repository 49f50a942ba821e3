package io.rcsplatform.provider.wire;

import static io.rcsplatform.provider.wire.LooseJson.Nothing.NOTHING;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON as providers write it. Beside the standard it takes unquoted words, single and typographic quotes, and stray commas. Every
 * scalar is its text, so that {@code 000} stays {@code 000}; names are found in any case; what is missing is {@link Nothing}.
 */
public sealed interface LooseJson {

    record Text(String text) implements LooseJson {}

    record Items(List<LooseJson> items) implements LooseJson {}

    record Fields(Map<String, LooseJson> fields) implements LooseJson {}

    enum Nothing implements LooseJson {
        NOTHING
    }

    /** @param whole whether all of the text was understood; otherwise the value holds what came before the fault, in whole elements */
    record Parsed(LooseJson value, boolean whole) {}

    static Parsed parse(String text) {
        var parser = new Parser(text);
        var value = parser.value(0);
        parser.skipBlanks();
        boolean whole = parser.intact && parser.at == text.length();
        return new Parsed(parser.intact || value instanceof Items ? value : NOTHING, whole);
    }

    default LooseJson at(String name) {
        return this instanceof Fields(var fields) ? fields.getOrDefault(name, NOTHING) : NOTHING;
    }

    /** The text of the first of these names that is there with one. */
    default @Nullable String first(String... names) {
        for (var name : names) {
            if (at(name) instanceof Text(var text) && !text.isBlank()) {
                return text.strip();
            }
        }
        return null;
    }

    default @Nullable String asText() {
        return this instanceof Text(var text) ? text : null;
    }

    default boolean isPresent() {
        return !(this instanceof Nothing);
    }

    /** Reads on from {@link #at}; after a fault it only unwinds. */
    final class Parser {
        private static final int DEEPEST = 64;
        private static final String DOUBLE = "\"“”„‟";
        private static final String SINGLE = "'‘’‚";

        private final String text;
        private int at;
        private boolean intact = true;

        Parser(String text) {
            this.text = text;
        }

        LooseJson value(int depth) {
            skipBlanks();
            if (at == text.length() || depth > DEEPEST) {
                return fault();
            }
            char c = text.charAt(at);
            return switch (c) {
                case '{' -> fields(depth);
                case '[' -> items(depth);
                default -> isQuote(c) ? new Text(quoted()) : word(",]}\n");
            };
        }

        private LooseJson fields(int depth) {
            at++;
            var fields = new TreeMap<String, LooseJson>(String.CASE_INSENSITIVE_ORDER);
            while (more('}')) {
                var name = isQuote(text.charAt(at)) ? quoted() : word(":,}").asText();
                skipBlanks();
                if (!intact || name == null || at == text.length() || text.charAt(at) != ':') {
                    return fault();
                }
                at++;
                var value = next('}') ? NOTHING : value(depth + 1);
                if (!intact) {
                    return NOTHING;
                }
                fields.putIfAbsent(name, value);
            }
            return new Fields(fields);
        }

        private LooseJson items(int depth) {
            at++;
            var items = new ArrayList<LooseJson>();
            while (more(']')) {
                var item = value(depth + 1);
                if (!intact) {
                    break;
                }
                items.add(item);
            }
            return new Items(items);
        }

        /** Whether another element stands before the closing bracket, which is passed over otherwise. */
        private boolean more(char closing) {
            skipBlanks();
            while (at < text.length() && text.charAt(at) == ',') {
                at++;
                skipBlanks();
            }
            if (at == text.length()) {
                fault();
                return false;
            }
            if (text.charAt(at) == closing) {
                at++;
                return false;
            }
            return true;
        }

        private boolean next(char closing) {
            skipBlanks();
            return at < text.length() && (text.charAt(at) == closing || text.charAt(at) == ',');
        }

        private String quoted() {
            var closing = DOUBLE.indexOf(text.charAt(at)) >= 0 ? closing(DOUBLE) : closing(SINGLE);
            at++;
            var out = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (closing.indexOf(c) >= 0) {
                    return out.toString();
                }
                if (c == '\\' && at < text.length()) {
                    unescape(out);
                } else {
                    out.append(c);
                }
            }
            intact = false;
            return "";
        }

        /** A plain quote is closed by a plain one, a typographic one by any typographic one. */
        private String closing(String quotes) {
            return text.charAt(at) == quotes.charAt(0) ? quotes.substring(0, 1) : quotes.substring(1);
        }

        private void unescape(StringBuilder out) {
            char c = text.charAt(at++);
            switch (c) {
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> {
                    int code = at + 4 <= text.length() ? hex(text.substring(at, at + 4)) : -1;
                    if (code >= 0) {
                        out.append((char) code);
                        at += 4;
                    } else {
                        out.append("\\u");
                    }
                }
                default -> out.append(c);
            }
        }

        private static int hex(String digits) {
            int code = 0;
            for (int i = 0; i < digits.length(); i++) {
                int digit = Character.digit(digits.charAt(i), 16);
                if (digit < 0) {
                    return -1;
                }
                code = code * 16 + digit;
            }
            return code;
        }

        /** Unquoted: a number, a word of the standard, or what should have been quoted. */
        private LooseJson word(String ends) {
            int start = at;
            while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            var word = text.substring(start, at).strip();
            if (word.isEmpty()) {
                return fault();
            }
            return word.equals("null") ? NOTHING : new Text(word);
        }

        private Nothing fault() {
            intact = false;
            return NOTHING;
        }

        private static boolean isQuote(char c) {
            return DOUBLE.indexOf(c) >= 0 || SINGLE.indexOf(c) >= 0;
        }

        void skipBlanks() {
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
        }

        private static boolean isBlank(char c) {
            return c <= ' ' || c == '\u00a0' || c == '\ufeff';
        }
    }
}
