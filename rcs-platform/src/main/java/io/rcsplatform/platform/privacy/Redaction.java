package io.rcsplatform.platform.privacy;

import java.util.List;
import java.util.regex.Pattern;

/** Takes out of failure messages and stack traces what must not be shown: credentials, phone numbers, rows of a table. */
public final class Redaction {
    private static final String MASK = "***";

    private static final List<Rule> RULES = List.of(
            new Rule("-----BEGIN [A-Z ]*PRIVATE KEY-----(?s:.*?)(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)", MASK),
            new Rule("Failing row contains \\(.*\\)", "Failing row contains (" + MASK + ")"),
            new Rule("(://)[^/\\s:@]*:[^/\\s@]+@", "$1" + MASK + "@"),
            new Rule("\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*", MASK),
            new Rule("\\brcs_(live|test)_\\w+", "rcs_$1_" + MASK),
            new Rule("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]{8,}", "$1 " + MASK),
            new Rule(
                    "(?i)((?:password|passwd|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|authorization|signature)"
                            + "[\"']?\\s*[=:]\\s*[\"']?)(?!" + Pattern.quote(MASK) + "|bearer|basic)[^\\s\"',;&)}\\]]+",
                    "$1" + MASK),
            new Rule("(?<![\\w.-])\\+?\\d{6,13}(\\d{2})(?![\\w.-])", MASK + "$1"));

    private Redaction() {}

    /** What the database cannot hold is left out too. */
    public static String of(String text) {
        var shown = clean(text);
        for (var rule : RULES) {
            shown = rule.pattern.matcher(shown).replaceAll(rule.replacement);
        }
        return shown;
    }

    /** Without the one character that PostgreSQL's texts cannot hold. */
    public static String clean(String text) {
        return text.replace("\0", "");
    }

    private record Rule(Pattern pattern, String replacement) {
        Rule(String pattern, String replacement) {
            this(Pattern.compile(pattern), replacement);
        }
    }
}
