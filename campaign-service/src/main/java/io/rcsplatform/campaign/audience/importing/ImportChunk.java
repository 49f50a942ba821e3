package io.rcsplatform.campaign.audience.importing;

import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.id.ImportId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Some rows of a file, good and bad, in the text form that PostgreSQL's COPY reads. */
final class ImportChunk {
    private static final int FULL_ROWS = 5_000;
    private static final int FULL_CHARACTERS = 1_000_000;

    private final String key;
    private final StringBuilder rows = new StringBuilder();
    private final StringBuilder errors = new StringBuilder();
    private int good;
    private int bad;

    ImportChunk(TenantId tenant, ImportId job) {
        this.key = tenant.value() + "\t" + job.value() + "\t";
    }

    /** @param attributes as JSON */
    void good(long line, UUID contact, PhoneNumber number, String attributes, @Nullable ConsentState consent) {
        rows.append(key).append(line).append('\t').append(contact).append('\t').append(number.digits());
        field(rows, attributes);
        field(rows, consent == null ? null : consent.name().toLowerCase(Locale.ROOT));
        rows.append('\n');
        good++;
    }

    /** @param found everything that is wrong with one row */
    void bad(List<ImportError> found) {
        for (int i = 0; i < found.size(); i++) {
            var error = found.get(i);
            errors.append(key).append(error.row()).append('\t').append(i + 1);
            field(errors, error.column());
            field(errors, error.code());
            field(errors, error.detail());
            field(errors, error.action());
            errors.append('\n');
        }
        bad++;
    }

    int rows() {
        return good + bad;
    }

    int rejected() {
        return bad;
    }

    boolean isFull() {
        return rows() >= FULL_ROWS || rows.length() + errors.length() >= FULL_CHARACTERS;
    }

    byte[] goodRows() {
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    byte[] errorRows() {
        return errors.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void field(StringBuilder to, @Nullable String value) {
        to.append('\t');
        if (value == null) {
            to.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> to.append("\\\\");
                case '\t' -> to.append("\\t");
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case '\0' -> to.append('\uFFFD');
                default -> to.append(c);
            }
        }
    }
}
