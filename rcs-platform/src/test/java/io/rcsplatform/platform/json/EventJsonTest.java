package io.rcsplatform.platform.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;

class EventJsonTest {
    private final EventJson json = new EventJson();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"fallbacks\":[{\"a\":1}]}                                          | true",
                "{\"changes\":[{\"fallbacks\":[1]},[2]],\"fallbacks\":[{}],\"x\":1}   | true",
                "{\"changes\":[{\"fallbacks\":[1]}],\"fallbacks\":[]}                 | false",
                "{\"completed\":{\"fallbacks\":[1]}}                                  | false",
                "{\"fallbacks\":null}                                                 | false",
                "{}                                                                   | false"
            })
    void looksForItemsInAListOfTheEventItself(String event, boolean found) {
        assertThat(json.hasItems(event.getBytes(UTF_8), "fallbacks")).isEqualTo(found);
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatThrownBy(() -> json.hasItems("{\"changes\":[".getBytes(UTF_8), "fallbacks"))
                .isInstanceOf(JacksonException.class);
    }
}
