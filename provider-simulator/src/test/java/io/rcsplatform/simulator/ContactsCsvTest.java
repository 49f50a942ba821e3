package io.rcsplatform.simulator;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactsCsvTest {
    private static List<String> rows(int count, long seed) throws IOException {
        var out = new StringWriter();
        ContactsCsv.write(out, count, seed);
        return out.toString().lines().toList();
    }

    @Test
    void theDemosContactsAreWhatTheGeneratorWrites() throws IOException {
        assertThat(Files.readAllLines(Path.of("../demo/contacts.csv"))).isEqualTo(rows(10_000, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 10_000, 100_000})
    void everyNumberIsValidAndThereOnce(int count) throws IOException, NumberParseException {
        var rows = rows(count, 1);

        assertThat(rows).hasSize(count + 1);
        assertThat(rows.getFirst()).isEqualTo("phone,first_name,last_name,language,plan,consent");
        assertThat(rows.stream().skip(1).map(row -> row.split(",", -1)[0])).doesNotHaveDuplicates();
        var phones = PhoneNumberUtil.getInstance();
        for (var row : rows.subList(1, Math.min(rows.size(), 10_001))) {
            var cells = row.split(",", -1);
            assertThat(cells).hasSize(6).allSatisfy(cell -> assertThat(cell).isNotBlank());
            assertThat(phones.isValidNumber(phones.parse(cells[0], "ZZ")))
                    .as(row)
                    .isTrue();
        }
    }

    @Test
    void thereIsSomeOfEverything() throws IOException {
        var rows =
                rows(10_000, 1).stream().skip(1).map(row -> row.split(",", -1)).toList();

        var behaviours = rows.stream().collect(groupingBy(row -> Behaviours.of(PhoneNumber.parse(row[0])), counting()));
        assertThat(behaviours).containsOnlyKeys(Behaviour.values());
        assertThat(behaviours.get(Behaviour.HANGS)).isEqualTo(3);
        assertThat(behaviours.get(Behaviour.NOT_RCS)).isEqualTo(280);
        assertThat(rows.stream().filter(row -> row[5].equals("opted_out")).count())
                .isBetween(250L, 350L);
        assertThat(rows.stream().filter(row -> row[5].equals("opted_out")))
                .allSatisfy(row ->
                        assertThat(Behaviours.of(PhoneNumber.parse(row[0]))).isEqualTo(Behaviour.READ));
    }
}
