package io.rcsplatform.domain.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
    @ParameterizedTest
    @ValueSource(strings = {"+919892488888", "919892488888"})
    void readsE164WithAndWithoutPlus(String text) {
        assertThat(PhoneNumber.parse(text).e164()).isEqualTo("+919892488888");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "+0123456789",
                "+12345",
                "+1234567890123456",
                "+44 7700900123",
                "++447700900123",
                "+٤٤٧٧٠٠٩٠٠١٢"
            })
    void refusesWhatIsNoNumber(String text) {
        assertThatThrownBy(() -> PhoneNumber.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itsTextFormHidesAllButTheLastDigits() {
        assertThat(PhoneNumber.parse("+447700900007")).hasToString("+***007");
    }
}
