package io.rcsplatform.domain.sms;

import static io.rcsplatform.domain.sms.SmsParts.Encoding.GSM_7;
import static io.rcsplatform.domain.sms.SmsParts.Encoding.UCS_2;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsPartsTest {
    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "160,1", "161,2", "306,2", "307,3", "459,3", "460,4"})
    void aPlainTextHas160SeptetsAloneAnd153PerPart(int characters, int parts) {
        assertThat(SmsParts.of("a".repeat(characters))).isEqualTo(new SmsParts(GSM_7, characters, parts));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "70,1", "71,2", "134,2", "135,3"})
    void anyOtherTextHas70UnitsAloneAnd67PerPart(int characters, int parts) {
        assertThat(SmsParts.of("я".repeat(characters))).isEqualTo(new SmsParts(UCS_2, characters, parts));
    }

    @Test
    void oneForeignCharacterTurnsTheWholeMessage() {
        assertThat(SmsParts.of("a".repeat(70) + "ç")).isEqualTo(new SmsParts(UCS_2, 71, 2));
        assertThat(SmsParts.of("a".repeat(70) + "Ç")).isEqualTo(new SmsParts(GSM_7, 71, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"€", "[", "]", "{", "}", "\\", "^", "~", "|", "\f"})
    void theExtensionTableTakesTwoSeptets(String character) {
        assertThat(SmsParts.of(character)).isEqualTo(new SmsParts(GSM_7, 2, 1));
        assertThat(SmsParts.of(character.repeat(80)).parts()).isEqualTo(1);
        assertThat(SmsParts.of("a" + character.repeat(80)).parts()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"“", "”", "’", "–", "\u00a0", "…", "`", "ç", "😀", "अ"})
    void whatEditorsSlipInIsNotInTheAlphabet(String character) {
        assertThat(Gsm7.encodes(character)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ΔΦΓΛΩΠΨΣΘΞ", "ÄÖÑÜäöñüàèéùìò", "¡¿§£¥¤Øø\r\n@_"})
    void theAlphabetHasMoreThanAscii(String text) {
        assertThat(SmsParts.of(text)).isEqualTo(new SmsParts(GSM_7, text.length(), 1));
    }

    @Test
    void anEscapeSequenceIsNotTornApart() {
        var text = "a".repeat(152) + "€" + "a".repeat(152);

        assertThat(SmsParts.of(text)).isEqualTo(new SmsParts(GSM_7, 306, 3));
    }

    @Test
    void aSurrogatePairIsNotTornApart() {
        var text = "я".repeat(66) + "😀" + "я".repeat(66);

        assertThat(SmsParts.of(text)).isEqualTo(new SmsParts(UCS_2, 134, 3));
    }

    @Property
    void partsHoldAllUnitsAndAreNotHalfEmpty(@ForAll String text) {
        var parts = SmsParts.of(text);
        int perPart = parts.encoding() == GSM_7 ? 153 : 67;

        if (parts.parts() > 1) {
            assertThat(parts.units()).isBetween((parts.parts() - 1) * (perPart - 1) + 1, parts.parts() * perPart);
        }
    }
}
