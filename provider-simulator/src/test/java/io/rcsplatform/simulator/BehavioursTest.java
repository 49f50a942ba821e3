package io.rcsplatform.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import io.rcsplatform.domain.phone.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BehavioursTest {
    @ParameterizedTest
    @EnumSource
    void everyBehaviourHasValidMobileNumbersOfItsOwn(Behaviour behaviour) throws NumberParseException {
        var phones = PhoneNumberUtil.getInstance();
        int count = Behaviours.count(behaviour);
        for (int index : new int[] {0, 1, 69, 70, 12_345, 500_000, count - 1}) {
            var number = Behaviours.number(behaviour, index);

            assertThat(Behaviours.of(number)).isEqualTo(behaviour);
            var parsed = phones.parse(number.e164(), "ZZ");
            assertThat(phones.isValidNumber(parsed)).as(number.e164()).isTrue();
            assertThat(phones.getNumberType(parsed)).isEqualTo(PhoneNumberType.MOBILE);
        }
        assertThatThrownBy(() -> Behaviours.number(behaviour, count)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "+919800000000,READ",
        "+919869999999,READ",
        "+919870000000,DELIVERED",
        "+919872123456,NOT_RCS",
        "+919885000001,HANGS",
        "+919890000000,STOPS",
        "+919893000000,READ",
        "+919799000000,READ",
        "+14155550123,READ"
    })
    void theRangeIsInTheFifthAndSixthDigit(String number, Behaviour behaviour) {
        assertThat(Behaviours.of(PhoneNumber.parse(number))).isEqualTo(behaviour);
    }

    @Test
    void rangesDoNotOverlap() {
        assertThat(Behaviour.ALL.stream().flatMap(b -> b.ranges().boxed())).doesNotHaveDuplicates();
    }
}
