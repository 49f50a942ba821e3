package io.rcsplatform.domain.consent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentKeywordTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                " stop. ",
                "Stop!",
                "Unsubscribe",
                "opt-out",
                "STOPALL",
                "Baja",
                "PARAR",
                "end",
                "quit",
                "revoke"
            })
    void readsAnOptOut(String reply) {
        assertThat(ConsentKeyword.read(reply)).contains(ConsentState.OPTED_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "Démarrer", "começar", "alta", "unstop"})
    void readsAnOptIn(String reply) {
        assertThat(ConsentKeyword.read(reply)).contains(ConsentState.OPTED_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "don't stop", "when does it start?", "🛑", "stop it"})
    void aSentenceIsNoKeyword(String reply) {
        assertThat(ConsentKeyword.read(reply)).isEmpty();
    }
}
