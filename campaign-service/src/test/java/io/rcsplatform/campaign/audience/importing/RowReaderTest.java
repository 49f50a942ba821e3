package io.rcsplatform.campaign.audience.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.campaign.audience.PhoneReader;
import io.rcsplatform.campaign.audience.importing.CsvRecords.Fields;
import io.rcsplatform.campaign.audience.importing.ImportColumns.NotUnderstood;
import io.rcsplatform.campaign.audience.importing.ImportColumns.Understood;
import io.rcsplatform.campaign.audience.importing.RowReader.Bad;
import io.rcsplatform.campaign.audience.importing.RowReader.Good;
import io.rcsplatform.domain.consent.ConsentState;
import io.rcsplatform.domain.content.Violation;
import io.rcsplatform.domain.phone.PhoneNumber;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowReaderTest {
    private static final PhoneReader PHONES = new PhoneReader();
    private static final List<String> HEADER = List.of("Phone", "First Name", "City", "consent");

    @Test
    void everyOtherColumnBecomesAnAttributeNamedAsAVariableCanBe() {
        assertThat(read("9812345678", "Asha", "Pune", "opted_in"))
                .isEqualTo(new Good(
                        7,
                        new PhoneNumber(919812345678L),
                        Map.of("first_name", "Asha", "city", "Pune"),
                        ConsentState.OPTED_IN));
    }

    @Test
    void anEmptyFieldSaysNothing() {
        assertThat(read("+919812345678", " ", "", ""))
                .isEqualTo(new Good(7, new PhoneNumber(919812345678L), Map.of(), null));
    }

    @Test
    void listsAllThatIsWrongWithARow() {
        assertThat(read("abc", "x".repeat(1001), "a\0b", "maybe")).isInstanceOfSatisfying(Bad.class, bad -> {
            assertThat(bad.errors())
                    .extracting(ImportError::row, ImportError::column, ImportError::code)
                    .containsExactlyInAnyOrder(
                            tuple("Phone", "phone_not_a_number"),
                            tuple("First Name", "attribute_too_long"),
                            tuple("City", "invalid_character"),
                            tuple("consent", "consent_unknown"));
            assertThat(bad.errors()).extracting(ImportError::action).doesNotContain("");
        });
    }

    @Test
    void aRowHasAsManyFieldsAsTheHeader() {
        assertThat(read("+919812345678", "Asha"))
                .isInstanceOfSatisfying(
                        Bad.class,
                        bad -> assertThat(bad.errors())
                                .extracting(ImportError::code)
                                .containsExactly("wrong_column_count"));
    }

    @Test
    void theHeaderNeedsThePhoneColumnAndNamesThatCanBeUsed() {
        var header = ImportColumns.read(List.of("mobile", "name", "Name", "", "1st"), null, "ok");

        assertThat(header)
                .isInstanceOfSatisfying(
                        NotUnderstood.class,
                        wrong -> assertThat(wrong.violations())
                                .extracting(Violation::pointer, Violation::code)
                                .containsExactlyInAnyOrder(
                                        org.assertj.core.groups.Tuple.tuple("?phone_column", "column_not_found"),
                                        org.assertj.core.groups.Tuple.tuple("?consent_column", "column_not_found"),
                                        org.assertj.core.groups.Tuple.tuple("/columns/2", "duplicate"),
                                        org.assertj.core.groups.Tuple.tuple("/columns/3", "invalid_name"),
                                        org.assertj.core.groups.Tuple.tuple("/columns/4", "invalid_name")));
    }

    @Test
    void columnsMayBeNamedByTheRequest() {
        var header = ImportColumns.read(List.of("Mobile No.", "Permission"), "Mobile No.", "permission");

        assertThat(header)
                .isInstanceOfSatisfying(
                        Understood.class,
                        understood -> assertThat(understood.columns())
                                .extracting(ImportColumns::phone, ImportColumns::consent)
                                .containsExactly(0, 1));
    }

    private static RowReader.Row read(String... values) {
        var columns = ((Understood) ImportColumns.read(HEADER, null, null)).columns();
        return new RowReader(columns, PHONES, "IN").read(new Fields(7, List.of(values)));
    }

    private static org.assertj.core.groups.Tuple tuple(@Nullable String column, String code) {
        return org.assertj.core.groups.Tuple.tuple(7L, column, code);
    }
}
