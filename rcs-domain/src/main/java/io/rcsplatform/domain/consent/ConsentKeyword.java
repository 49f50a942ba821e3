package io.rcsplatform.domain.consent;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a reply that is nothing but a keyword: the set that carriers and the FCC's rule of 2025 name, and the words that Google's
 * RCS uses by country. Case, accents, punctuation and surrounding space do not matter.
 */
public final class ConsentKeyword {
    private static final Set<String> OPT_OUT = Set.of(
            "stop",
            "stopall",
            "stop all",
            "unsubscribe",
            "cancel",
            "end",
            "quit",
            "revoke",
            "optout",
            "opt out",
            "baja",
            "parar");
    private static final Set<String> OPT_IN = Set.of("start", "unstop", "subscribe", "alta", "demarrer", "comecar");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private ConsentKeyword() {}

    public static Optional<ConsentState> read(String reply) {
        var folded =
                MARKS.matcher(Normalizer.normalize(reply, Normalizer.Form.NFD)).replaceAll("");
        var words = NOT_WORDS
                .matcher(folded.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
        if (OPT_OUT.contains(words)) {
            return Optional.of(ConsentState.OPTED_OUT);
        }
        return OPT_IN.contains(words) ? Optional.of(ConsentState.OPTED_IN) : Optional.empty();
    }
}
