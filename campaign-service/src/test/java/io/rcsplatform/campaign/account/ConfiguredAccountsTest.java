package io.rcsplatform.campaign.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rcsplatform.domain.content.ContentCheck;
import io.rcsplatform.domain.content.RcsContent.ProviderTemplate;
import io.rcsplatform.domain.content.RcsContent.Text;
import io.rcsplatform.domain.message.Channel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/** The accounts files as they are shipped. */
class ConfiguredAccountsTest {
    private static ConfiguredAccounts accounts(String file, Map<String, Object> environment) throws IOException {
        var sources = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("accounts", new FileSystemResource("../config/" + file))
                .forEach(sources.getPropertySources()::addFirst);
        sources.getPropertySources().addFirst(new MapPropertySource("environment", environment));
        return new ConfiguredAccounts(Binder.get(sources).bindOrCreate("rcs", AccountProperties.class));
    }

    private static ConfiguredAccounts demo() throws IOException {
        return accounts("accounts-demo.yml", Map.of("RCS_SIMULATOR_URL", "http://127.0.0.1:8090"));
    }

    @Test
    void theDemosAccountsAreComplete() throws IOException {
        var accounts = demo();

        assertThat(List.of("gupshup-rcs", "gupshup-gateway", "google-rbm"))
                .allSatisfy(name -> assertThat(accounts.channel(name)).contains(Channel.RCS));
        assertThat(accounts.channel("gupshup-sms")).contains(Channel.SMS);
    }

    @Test
    void googleTakesFreeFormAndNoProviderTemplates() throws IOException {
        var limits = demo().of("google-rbm").orElseThrow();

        assertThat(ContentCheck.violations(new Text("t", List.of()), limits, "/rcs"))
                .isEmpty();
        assertThat(ContentCheck.violations(new ProviderTemplate("t", Map.of()), limits, "/rcs"))
                .isNotEmpty();
    }

    @Test
    void anAccountThatIsHalfFilledInStopsTheStart() {
        assertThatThrownBy(() -> accounts(
                        "accounts.yml",
                        Map.of(
                                "GOOGLE_RBM_CLIENT_EMAIL", "sender@brand.example",
                                "GOOGLE_RBM_PRIVATE_KEY", "secret-but-no-key",
                                "GOOGLE_RBM_CALLBACK_TOKEN", "a-callback-token-0001")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rcs.accounts.google-rbm.credentials.private_key: ")
                .hasMessageContaining("rcs.accounts.google-rbm.credentials.client_token: is missing")
                .hasMessageNotContaining("secret-but-no-key");
    }
}
