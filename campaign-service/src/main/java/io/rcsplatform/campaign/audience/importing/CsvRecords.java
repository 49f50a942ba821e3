package io.rcsplatform.campaign.audience.importing;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.rcsplatform.campaign.audience.importing.CsvLines.Line;
import io.rcsplatform.campaign.audience.importing.CsvLines.NotUtf8;
import io.rcsplatform.campaign.audience.importing.CsvLines.Text;
import io.rcsplatform.campaign.audience.importing.CsvLines.TooLong;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file (RFC 4180). A quoted field may run over lines; a quote that is never closed spoils its own line only, and
 * reading goes on with the line after it.
 */
final class CsvRecords {
    private static final int MAX_LINES_OF_A_RECORD = 100;

    private final CsvLines lines;
    private final CsvReader.CsvReaderBuilder csv;

    CsvRecords(CsvLines lines, char separator) {
        this.lines = lines;
        this.csv = CsvReader.builder().fieldSeparator(separator).allowUnclosedQuote(false);
    }

    /** The next record that is not blank; null after the last one. */
    @Nullable
    CsvRow next() throws IOException {
        for (var line = lines.next(); line != null; line = lines.next()) {
            switch (line) {
                case Text text -> {
                    if (!text.text().isBlank()) {
                        return read(text);
                    }
                }
                case NotUtf8 _ -> {
                    return new Unreadable(
                            line.number(),
                            "not_utf8",
                            "The line is not UTF-8 text",
                            "Save the file with the encoding UTF-8");
                }
                case TooLong _ -> {
                    return new Unreadable(
                            line.number(),
                            "line_too_long",
                            "The line is longer than " + CsvLines.MAX_LINE_BYTES / 1024 + " KiB",
                            "Look for missing line ends or a field that does not belong here");
                }
            }
        }
        return null;
    }

    private CsvRow read(Text first) throws IOException {
        var fields = fields(first.text());
        if (fields != null) {
            return new Fields(first.number(), fields);
        }
        if (quotes(first.text()) % 2 == 1) {
            var over = readOverLines(first);
            if (over != null) {
                return over;
            }
        }
        return new Unreadable(
                first.number(),
                "malformed_csv",
                "A quoted field is not closed, or something follows its closing quote",
                "Close the quotes, and write a quote inside a quoted field twice");
    }

    private @Nullable CsvRow readOverLines(Text first) throws IOException {
        var text = new StringBuilder(first.text());
        var taken = new ArrayList<Line>();
        long quotes = quotes(first.text());
        while (taken.size() < MAX_LINES_OF_A_RECORD && text.length() < CsvLines.MAX_LINE_BYTES) {
            var line = lines.next();
            if (line == null) {
                break;
            }
            taken.add(line);
            if (!(line instanceof Text more)) {
                break;
            }
            text.append('\n').append(more.text());
            quotes += quotes(more.text());
            var fields = quotes % 2 == 0 ? fields(text.toString()) : null;
            if (fields != null) {
                return new Fields(first.number(), fields);
            }
        }
        taken.reversed().forEach(lines::giveBack);
        return null;
    }

    private @Nullable List<String> fields(String text) {
        try {
            return text.indexOf('\r') < 0 ? csv.ofSingleCsvRecord(text).getFields() : null;
        } catch (CsvParseException _) {
            return null;
        }
    }

    private static long quotes(String text) {
        return text.chars().filter(c -> c == '"').count();
    }

    sealed interface CsvRow {
        /** The number of its first line in the file, counted from 1. */
        long line();
    }

    record Fields(long line, List<String> values) implements CsvRow {}

    record Unreadable(long line, String code, String detail, String action) implements CsvRow {}
}
