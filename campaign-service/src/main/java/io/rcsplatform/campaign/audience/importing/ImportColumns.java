package io.rcsplatform.campaign.audience.importing;

import io.rcsplatform.campaign.audience.Attributes;
import io.rcsplatform.domain.content.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a file are, by its header row.
 *
 * @param consent index of the column, -1 where the file has none
 * @param names of the attributes, by index; null for the columns that are none
 */
record ImportColumns(List<String> headings, int phone, int consent, List<@Nullable String> names) {
    private static final String DEFAULT_PHONE = "phone";
    private static final String DEFAULT_CONSENT = "consent";

    sealed interface Header {}

    record Understood(ImportColumns columns) implements Header {}

    record NotUnderstood(List<Violation> violations) implements Header {}

    /** @param phone the name of the column, {@code phone} where null; likewise {@code consent}, which only has to be there if named */
    static Header read(List<String> headings, @Nullable String phone, @Nullable String consent) {
        var violations = new ArrayList<Violation>();
        int phoneIndex = indexOf(headings, phone == null ? DEFAULT_PHONE : phone);
        int consentIndex = indexOf(headings, consent == null ? DEFAULT_CONSENT : consent);
        if (phoneIndex < 0) {
            violations.add(missing("?phone_column", phone == null ? DEFAULT_PHONE : phone, headings));
        }
        if (consentIndex < 0 && consent != null) {
            violations.add(missing("?consent_column", consent, headings));
        }
        var names = names(headings, phoneIndex, consentIndex, violations);
        return violations.isEmpty()
                ? new Understood(new ImportColumns(List.copyOf(headings), phoneIndex, consentIndex, names))
                : new NotUnderstood(violations);
    }

    /** Whether the header row, split by this separator, makes sense at all. */
    static boolean hasColumn(List<String> headings, @Nullable String phone) {
        return indexOf(headings, phone == null ? DEFAULT_PHONE : phone) >= 0;
    }

    int count() {
        return headings.size();
    }

    private static List<@Nullable String> names(
            List<String> headings, int phone, int consent, List<Violation> violations) {
        List<@Nullable String> names = new ArrayList<>(Collections.<@Nullable String>nCopies(headings.size(), null));
        var seen = new HashSet<String>();
        for (int i = 0; i < headings.size(); i++) {
            if (i == phone || i == consent) {
                continue;
            }
            var name = Attributes.nameOf(headings.get(i));
            var at = "/columns/" + i;
            if (!Attributes.isName(name)) {
                violations.add(new Violation(
                        at,
                        "invalid_name",
                        "Column " + (i + 1) + " needs a heading that starts with a letter a to z and makes a name of at"
                                + " most 64 characters: rename or remove it"));
            } else if (!seen.add(name)) {
                violations.add(new Violation(
                        at, "duplicate", "Two columns are named '" + name + "': rename or remove one of them"));
            }
            names.set(i, name);
        }
        if (seen.size() > Attributes.MAX_COUNT) {
            violations.add(new Violation(
                    "/columns",
                    "too_many",
                    "A contact has at most " + Attributes.MAX_COUNT + " attributes; this file has " + seen.size()
                            + ": remove columns"));
        }
        return names;
    }

    private static Violation missing(String pointer, String column, List<String> headings) {
        return new Violation(
                pointer,
                "column_not_found",
                "The header row has no column '" + column + "', it has " + shown(headings)
                        + ": add it as the file's first row, or name the right column in "
                        + pointer.substring(1));
    }

    private static String shown(List<String> headings) {
        var shown = String.join(", ", headings.subList(0, Math.min(headings.size(), 20)));
        return shown.length() <= 300 ? shown : shown.substring(0, 300) + "…";
    }

    private static int indexOf(List<String> headings, String column) {
        var name = Attributes.nameOf(column);
        for (int i = 0; i < headings.size(); i++) {
            if (headings.get(i).strip().equals(column.strip())
                    || (!name.isEmpty() && Attributes.nameOf(headings.get(i)).equals(name))) {
                return i;
            }
        }
        return -1;
    }
}
