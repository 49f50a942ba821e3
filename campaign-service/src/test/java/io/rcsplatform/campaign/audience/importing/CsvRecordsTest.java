package io.rcsplatform.campaign.audience.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rcsplatform.campaign.audience.importing.CsvRecords.CsvRow;
import io.rcsplatform.campaign.audience.importing.CsvRecords.Fields;
import io.rcsplatform.campaign.audience.importing.CsvRecords.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRecordsTest {
    private static final long NO_LIMIT = Long.MAX_VALUE;

    @Test
    void readsQuotesSeparatorsAndLineEndsOfEveryKind() throws IOException {
        assertThat(read("a,b\r\n\"x, y\",\"say \"\"hi\"\"\"\nlast,one"))
                .containsExactly(row(1, "a", "b"), row(2, "x, y", "say \"hi\""), row(3, "last", "one"));
    }

    @Test
    void aQuotedFieldMayRunOverLinesAndCountsFromItsFirst() throws IOException {
        assertThat(read("1,\"two\nlines\"\n2,after")).containsExactly(row(1, "1", "two\nlines"), row(3, "2", "after"));
    }

    @Test
    void aQuoteThatIsNeverClosedSpoilsItsOwnLineOnly() throws IOException {
        assertThat(read("1,\"open\n2,good\n3,good"))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOfSatisfying(Unreadable.class, bad -> {
                            assertThat(bad.line()).isEqualTo(1);
                            assertThat(bad.code()).isEqualTo("malformed_csv");
                        }),
                        second -> assertThat(second).isEqualTo(row(2, "2", "good")),
                        third -> assertThat(third).isEqualTo(row(3, "3", "good")));
    }

    @Test
    void whatFollowsAClosingQuoteIsMalformed() throws IOException {
        assertThat(read("\"a\"b,c\nfine,row"))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Unreadable.class),
                        second -> assertThat(second).isEqualTo(row(2, "fine", "row")));
    }

    @Test
    void aQuoteInsideAPlainFieldIsAnOrdinaryCharacter() throws IOException {
        assertThat(read("5\" pipe,x\n6,y")).containsExactly(row(1, "5\" pipe", "x"), row(2, "6", "y"));
    }

    @Test
    void skipsBlankLinesAndStillCountsThem() throws IOException {
        assertThat(read("a\n\n   \nb\n\n")).containsExactly(row(1, "a"), row(4, "b"));
    }

    @Test
    void takesAByteOrderMarkAsNoPartOfTheFirstField() throws IOException {
        assertThat(read("\uFEFFphone\n1")).containsExactly(row(1, "phone"), row(2, "1"));
    }

    @Test
    void saysThatAFileIsUtf16() {
        assertThatThrownBy(() -> read("phone\n1".getBytes(StandardCharsets.UTF_16)))
                .isInstanceOf(CsvLines.Utf16.class);
    }

    @Test
    void aLineThatIsNotUtf8IsRefusedAndItsNeighboursAreRead() throws IOException {
        assertThat(read("a\nM\u00FCller\nb".getBytes(StandardCharsets.ISO_8859_1)))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(row(1, "a")),
                        second -> assertThat(second)
                                .isInstanceOfSatisfying(
                                        Unreadable.class,
                                        bad -> assertThat(bad.code()).isEqualTo("not_utf8")),
                        third -> assertThat(third).isEqualTo(row(3, "b")));
    }

    @Test
    void aReplacementCharacterThatStandsInTheFileIsText() throws IOException {
        assertThat(read("a\uFFFDb")).containsExactly(row(1, "a\uFFFDb"));
    }

    @Test
    void anEndlessLineIsSkippedWithoutHoldingIt() throws IOException {
        var endless = "x".repeat(3 * CsvLines.MAX_LINE_BYTES);

        assertThat(read("a\n" + endless + "\nb"))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(row(1, "a")),
                        second -> assertThat(second)
                                .isInstanceOfSatisfying(
                                        Unreadable.class,
                                        bad -> assertThat(bad.code()).isEqualTo("line_too_long")),
                        third -> assertThat(third).isEqualTo(row(3, "b")));
    }

    @Test
    void stopsAtTheLargestSizeAllowed() {
        assertThatThrownBy(
                        () -> read(new ByteArrayInputStream("a,b\n".repeat(100).getBytes(UTF_8)), 99))
                .isInstanceOf(CsvLines.FileTooLarge.class);
    }

    private static List<CsvRow> read(String file) throws IOException {
        return read(file.getBytes(UTF_8));
    }

    private static List<CsvRow> read(byte[] file) throws IOException {
        return read(new ByteArrayInputStream(file), NO_LIMIT);
    }

    private static List<CsvRow> read(InputStream file, long maxBytes) throws IOException {
        var records = new CsvRecords(new CsvLines(file, maxBytes), ',');
        var rows = new ArrayList<CsvRow>();
        for (var row = records.next(); row != null; row = records.next()) {
            rows.add(row);
        }
        return rows;
    }

    private static CsvRow row(long line, String... values) {
        return new Fields(line, List.of(values));
    }
}
