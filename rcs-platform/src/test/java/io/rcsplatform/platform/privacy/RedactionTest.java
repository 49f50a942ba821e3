package io.rcsplatform.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 for https://user:pa55@provider/send | 401 for https://***@provider/send",
                "POST ?userid=7&password=s3cret&v=1 | POST ?userid=7&password=***&v=1",
                "{\"api_key\": \"abc\", \"x\": 1} | {\"api_key\": \"***\", \"x\": 1}",
                "Authorization: Bearer abcdefgh.ijk | Authorization: Bearer ***",
                "token eyJhbGciOi.eyJzdWIi.sig-1 | token ***",
                "key rcs_live_9fA8 is unknown | key rcs_live_*** is unknown",
                "no route to +4915123456789 | no route to ***89",
                "(phone)=(4915123456789) | (phone)=(***89)",
                "Failing row contains (1, Ada, +49). | Failing row contains (***)."
            })
    void masksWhatMustNotBeShown(String text, String shown) {
        assertThat(Redaction.of(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "at java.lang.Thread.run(Thread.java:1583)",
        "no campaign cmp_01h455vb4pex5vsknk084sn02q",
        "duplicate key value violates unique constraint inbox_pkey",
        "the token is missing"
    })
    void leavesTheRestAsItIs(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @Test
    void leavesOutAPrivateKeyThatRunsOverSeveralLines() {
        assertThat(Redaction.of("a -----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY----- b"))
                .isEqualTo("a *** b");
    }
}
