package io.rcsplatform.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.provider.gupshup.GupshupProvider;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final Providers PROVIDERS = new Providers(new GupshupProvider());
    private static final Map<String, String> USER = Map.of("userid", "1", "password", "geheim");

    private static AccountSettings sms(@Nullable String token, Map<String, String> credentials) {
        return new AccountSettings(
                "gupshup",
                Channel.SMS,
                "sms",
                URI.create("https://sms.example/rest"),
                null,
                credentials,
                token,
                null,
                null);
    }

    @Test
    void fillsInWhatTheOperatorLeavesOut() {
        var account = Accounts.of(Map.of("my-sms", sms("token-0123456789", USER)), PROVIDERS)
                .find("my-sms")
                .orElseThrow();

        assertThat(account.maxConnections()).isEqualTo(64);
        assertThat(account.responseTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(account.credentials()).isEqualTo(USER);
        assertThat(account.toString()).doesNotContain("geheim", "token-0123456789");
    }

    @Test
    void namesEveryKeyThatIsMissingOrWrong() {
        var nothing = new AccountSettings(null, null, null, null, null, USER, "short", 0, Duration.ZERO);
        var hub = new AccountSettings(
                "gupshup",
                Channel.SMS,
                "hub",
                URI.create("ftp://x"),
                null,
                Map.of("client_id", "c", "client_secret", " ", "send_message_id", "yes"),
                "-rcs",
                null,
                null);
        var strange = new AccountSettings(
                "nobody",
                Channel.RCS,
                "x",
                URI.create("https://x.example"),
                null,
                USER,
                "token-9876543210",
                null,
                null);

        assertThatThrownBy(() -> Accounts.of(Map.of("a", nothing, "b", hub, "c", strange, "D d", nothing), PROVIDERS))
                .isInstanceOf(IllegalArgumentException.class)
                .extracting(Throwable::getMessage)
                .satisfies(message -> assertThat(message.lines().map(line -> line.substring(0, line.indexOf(": "))))
                        .containsExactlyInAnyOrder(
                                "rcs.accounts.a.provider",
                                "rcs.accounts.a.contract",
                                "rcs.accounts.a.channel",
                                "rcs.accounts.a.base-url",
                                "rcs.accounts.a.callback-token",
                                "rcs.accounts.a.max-connections",
                                "rcs.accounts.a.response-timeout",
                                "rcs.accounts.b.channel",
                                "rcs.accounts.b.base-url",
                                "rcs.accounts.b.callback-token",
                                "rcs.accounts.b.auth-url",
                                "rcs.accounts.b.credentials.client_secret",
                                "rcs.accounts.b.credentials.send_message_id",
                                "rcs.accounts.c.provider",
                                "rcs.accounts.D d"));
    }

    @Test
    void leavesOutAnAccountWithoutAnyCredentials() {
        var accounts = Accounts.of(
                Map.of(
                        "one", sms("token-0123456789", USER),
                        "two", sms("-x", Map.of("userid", "", "password", " "))),
                PROVIDERS);

        assertThat(accounts.all()).extracting(ProviderAccount::name).containsExactly("one");
        assertThat(accounts.unconfigured()).containsExactly("two");
    }

    @Test
    void refusesToStartWithoutAnyAccount() {
        assertThatThrownBy(() -> Accounts.of(Map.of("two", sms("-x", Map.of())), PROVIDERS))
                .hasMessageContaining("rcs.accounts")
                .hasMessageContaining("two");
    }

    @Test
    void aCallbackAddressBelongsToOneAccount() {
        var accounts = Accounts.of(
                Map.of("one", sms("token-0123456789", USER), "two", sms("token-9876543210", USER)), PROVIDERS);

        assertThat(accounts.byCallback("gupshup", "token-9876543210"))
                .map(ProviderAccount::name)
                .contains("two");
        assertThat(accounts.byCallback("gupshup", "token-987654321")).isEmpty();
        assertThat(accounts.byCallback("other", "token-9876543210")).isEmpty();

        assertThatThrownBy(() -> Accounts.of(
                        Map.of("one", sms("token-0123456789", USER), "two", sms("token-0123456789", USER)), PROVIDERS))
                .hasMessageContaining("rcs.accounts.two.callback-token");
    }
}
