package io.rcsplatform.campaign.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.campaign.audience.PhoneReader.Read;
import io.rcsplatform.campaign.audience.PhoneReader.Refused;
import io.rcsplatform.domain.phone.PhoneNumber;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneReaderTest {
    private final PhoneReader phones = new PhoneReader();

    @ParameterizedTest
    @CsvSource({
        "+919812345678, , 919812345678",
        "+91 98123-45678, , 919812345678",
        "09812345678, IN, 919812345678",
        "9812345678, IN, 919812345678",
        "00919812345678, IN, 919812345678",
        "+919812345678, DE, 919812345678",
        "+39 06 698 12345, , 390669812345",
        "(202) 555-0123, US, 12025550123",
        "+7 701 234 56 78, , 77012345678"
    })
    void readsNumbersAsPeopleWriteThem(String text, @Nullable String country, long digits) {
        assertThat(phones.read(text, country)).isEqualTo(new Read(new PhoneNumber(digits)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', IN, phone_missing",
        "abc, IN, phone_not_a_number",
        "12, IN, phone_invalid",
        "+91981234567, , phone_invalid",
        "+9198123456789, , phone_invalid",
        "+15550000001, , phone_invalid",
        "9812345678, , phone_without_country",
        "+999123456789, , phone_unknown_country",
        "+49 151 12345678 ext. 5, , phone_has_extension",
        "98123456789812345678981234567898123456789, IN, phone_not_a_number"
    })
    void refusesWhatNoNetworkHasAndSaysWhy(String text, @Nullable String country, String code) {
        assertThat(phones.read(text, country)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.action()).isNotBlank();
        });
    }
}
