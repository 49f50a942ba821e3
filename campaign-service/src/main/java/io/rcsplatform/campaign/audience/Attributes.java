package io.rcsplatform.campaign.audience;

import java.util.Locale;
import java.util.regex.Pattern;

/** What is known of a contact beside the number. Names are those that a template's variables can have. */
public final class Attributes {
    public static final int MAX_COUNT = 100;
    public static final int MAX_LENGTH = 1000;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

    private Attributes() {}

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Makes a name of a column's heading: {@code First Name} becomes {@code first_name}. */
    public static String nameOf(String heading) {
        var name = OTHER.matcher(heading.strip().toLowerCase(Locale.ROOT)).replaceAll("_");
        int from = name.startsWith("_") ? 1 : 0;
        int to = name.length() > from && name.endsWith("_") ? name.length() - 1 : name.length();
        return name.substring(from, to);
    }

    /** Whether a value can be kept: no NUL, which PostgreSQL cannot hold, and not too long. */
    public static boolean isStorable(String value) {
        return value.indexOf('\0') < 0 && value.length() <= MAX_LENGTH;
    }
}
