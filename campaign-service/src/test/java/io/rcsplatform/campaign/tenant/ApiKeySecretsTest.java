package io.rcsplatform.campaign.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rcsplatform.campaign.tenant.ApiKeyProperties.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeySecretsTest {
    private static final String PEPPER = "p".repeat(32);
    private final ApiKeySecrets secrets = new ApiKeySecrets(new ApiKeyProperties(PEPPER, Environment.LIVE));

    @Test
    void drawsKeysOfThirtyTwoLettersAndDigitsThatTellTheirEnvironment() {
        assertThat(secrets.draw()).matches("rcs_live_[0-9A-Za-z]{32}").isNotEqualTo(secrets.draw());
        assertThat(new ApiKeySecrets(new ApiKeyProperties(PEPPER, Environment.TEST)).draw())
                .startsWith("rcs_test_");
    }

    @Test
    void theHashDependsOnThePepper() {
        var other = new ApiKeySecrets(new ApiKeyProperties("q".repeat(32), Environment.LIVE));

        assertThat(secrets.hash("rcs_live_x"))
                .hasSize(32)
                .isEqualTo(secrets.hash("rcs_live_x"))
                .isNotEqualTo(other.hash("rcs_live_x"));
    }

    @Test
    void theHintGivesTheKeyNotAway() {
        assertThat(ApiKeySecrets.hint("rcs_live_abcdefghijklmnopqrstuvwxyz012345"))
                .isEqualTo("rcs_live_…2345");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "                                        ", "too short to be a secret"})
    void aMissingOrShortPepperKeepsTheServiceFromStarting(String pepper) {
        assertThatThrownBy(() -> new ApiKeyProperties(pepper, Environment.LIVE))
                .hasMessageContaining("RCS_API_KEY_PEPPER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "rcs_live_short", "rcs_prod_0123456789abcdefghijABCDEFGHIJ01"})
    void aBootstrapKeyThatIsNoneKeepsTheServiceFromStarting(String key) {
        assertThatThrownBy(() -> new BootstrapProperties(key)).hasMessageContaining("RCS_BOOTSTRAP_API_KEY");
    }

    @Test
    void settingsDoNotShowTheirSecrets() {
        assertThat(new ApiKeyProperties(PEPPER, Environment.LIVE).toString()).doesNotContain(PEPPER);
        assertThat(new BootstrapProperties("rcs_test_0123456789abcdefghijABCDEFGHIJ01").toString())
                .doesNotContain("0123");
    }
}
