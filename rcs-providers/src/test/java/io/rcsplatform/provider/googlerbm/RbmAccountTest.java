package io.rcsplatform.provider.googlerbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rcsplatform.domain.content.ContentCheck;
import io.rcsplatform.domain.content.RcsContent.ProviderTemplate;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.provider.AccountSettings;
import io.rcsplatform.provider.Accounts;
import io.rcsplatform.provider.Providers;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RbmAccountTest {
    private static final URI HOST = URI.create("https://rbm.example");
    private static final String KEY = "rcs.accounts.google-rbm.credentials.private_key";

    private final GoogleRbmProvider provider = new GoogleRbmProvider();

    @Test
    void takesTheKeyWithItsLineBreaksOrAsTheKeyFileWritesThem() {
        assertThatCode(() -> provider.check(RbmFixture.account(HOST))).doesNotThrowAnyException();
        assertThatCode(() -> provider.check(
                        RbmFixture.account(HOST, "private_key", RbmFixture.PRIVATE_KEY.replaceAll("\r?\n", "\\\\n"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/key.json",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nbm8ga2V5\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n*\n-----END PRIVATE KEY-----"
            })
    void aKeyThatCannotBeReadIsNamedAndNotRepeated(String key) {
        assertThatThrownBy(() -> provider.sender(RbmFixture.account(HOST, "private_key", key)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(KEY + ": ")
                .hasMessageNotContaining("bm8ga2V5")
                .hasMessageNotContaining("MIIE");
    }

    @Test
    void namesEveryKeyThatIsMissingOrWrongAtStartUp() {
        var settings = settings("v2", null, Map.of("agent_id", "a", "send_traffic_type", "perhaps"));

        assertThatThrownBy(() -> Accounts.of(Map.of("google-rbm", settings), new Providers(provider)))
                .isInstanceOf(IllegalArgumentException.class)
                .extracting(Throwable::getMessage)
                .satisfies(message -> assertThat(message.lines().map(line -> line.substring(0, line.indexOf(": "))))
                        .containsExactlyInAnyOrder(
                                "rcs.accounts.google-rbm.contract",
                                "rcs.accounts.google-rbm.auth-url",
                                "rcs.accounts.google-rbm.credentials.client_email",
                                KEY,
                                "rcs.accounts.google-rbm.credentials.client_token",
                                "rcs.accounts.google-rbm.credentials.send_traffic_type"));
    }

    private static AccountSettings settings(String contract, @Nullable URI authUrl, Map<String, String> credentials) {
        return new AccountSettings(
                "google-rbm", Channel.RCS, contract, HOST, authUrl, credentials, "token-0123456789", null, null);
    }

    @Test
    void secretsStayOutOfEveryTextForm() {
        var account = RbmFixture.account(HOST);
        var settings = settings("v1", HOST, account.credentials());
        var secret = RbmFixture.PRIVATE_KEY.substring(40, 80);

        assertThat(account + " " + settings + " " + ServiceAccount.of(account))
                .doesNotContain(secret, RbmFixture.CLIENT_TOKEN, "callback-token-0001");
        try (var sender = provider.sender(account)) {
            assertThat(sender.toString() + provider.callbacks(account)).doesNotContain(secret, RbmFixture.CLIENT_TOKEN);
        }
    }

    @Test
    void carriesWhatGoogleDoesAndNoProviderTemplates() {
        var limits = provider.limits(RbmFixture.account(HOST));

        assertThat(limits.text()).isEqualTo(3072);
        assertThat(ContentCheck.violations(new ProviderTemplate("t", Map.of()), limits, "/rcs"))
                .isNotEmpty();
    }
}
