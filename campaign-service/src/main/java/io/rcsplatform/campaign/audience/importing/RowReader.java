package io.rcsplatform.campaign.audience.importing;

import io.rcsplatform.campaign.audience.Attributes;
import io.rcsplatform.campaign.audience.PhoneReader;
import io.rcsplatform.campaign.audience.importing.CsvRecords.Fields;
import io.rcsplatform.campaign.audience.importing.CsvRecords.Unreadable;
import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes contacts of a file's records, or says all that is wrong with them. */
final class RowReader {
    private final ImportColumns columns;
    private final PhoneReader phones;
    private final @Nullable String country;

    RowReader(ImportColumns columns, PhoneReader phones, @Nullable String country) {
        this.columns = columns;
        this.phones = phones;
        this.country = country;
    }

    Row read(CsvRecords.CsvRow row) {
        return switch (row) {
            case Unreadable r -> new Bad(List.of(new ImportError(r.line(), null, r.code(), r.detail(), r.action())));
            case Fields r
            when r.values().size() != columns.count() ->
                new Bad(List.of(new ImportError(
                        r.line(),
                        null,
                        "wrong_column_count",
                        "The row has " + r.values().size() + " fields, the header has " + columns.count(),
                        "Give each column one field; quote a field that holds a separator")));
            case Fields r -> read(r);
        };
    }

    private Row read(Fields row) {
        var errors = new ArrayList<ImportError>();
        var values = row.values();
        var number = number(row, errors);
        var consent = consent(row, errors);
        Map<String, String> attributes = LinkedHashMap.newLinkedHashMap(values.size());
        for (int i = 0; i < values.size(); i++) {
            var name = columns.names().get(i);
            var value = values.get(i);
            if (name == null || value.isBlank()) {
                continue;
            }
            if (Attributes.isStorable(value)) {
                attributes.put(name, value);
            } else {
                errors.add(notStorable(row.line(), columns.headings().get(i), value));
            }
        }
        return errors.isEmpty() && number != null ? new Good(row.line(), number, attributes, consent) : new Bad(errors);
    }

    private @Nullable PhoneNumber number(Fields row, List<ImportError> errors) {
        return switch (phones.read(row.values().get(columns.phone()), country)) {
            case PhoneReader.Read(var number) -> number;
            case PhoneReader.Refused(var code, var detail, var action) -> {
                errors.add(new ImportError(row.line(), columns.headings().get(columns.phone()), code, detail, action));
                yield null;
            }
        };
    }

    private @Nullable ConsentState consent(Fields row, List<ImportError> errors) {
        if (columns.consent() < 0) {
            return null;
        }
        return switch (row.values().get(columns.consent()).strip().toLowerCase(Locale.ROOT)) {
            case "" -> null;
            case "opted_in" -> ConsentState.OPTED_IN;
            case "opted_out" -> ConsentState.OPTED_OUT;
            default -> {
                errors.add(new ImportError(
                        row.line(),
                        columns.headings().get(columns.consent()),
                        "consent_unknown",
                        "This is no state of consent",
                        "Write opted_in, opted_out or nothing"));
                yield null;
            }
        };
    }

    private static ImportError notStorable(long line, String column, String value) {
        return value.length() > Attributes.MAX_LENGTH
                ? new ImportError(
                        line,
                        column,
                        "attribute_too_long",
                        "The value has " + value.length() + " characters",
                        "Shorten it to " + Attributes.MAX_LENGTH)
                : new ImportError(
                        line, column, "invalid_character", "The value holds a NUL character", "Remove the character");
    }

    sealed interface Row {}

    /** @param consent null where the file says nothing */
    record Good(
            long line,
            PhoneNumber number,
            Map<String, String> attributes,
            @Nullable ConsentState consent) implements Row {}

    record Bad(List<ImportError> errors) implements Row {}
}
