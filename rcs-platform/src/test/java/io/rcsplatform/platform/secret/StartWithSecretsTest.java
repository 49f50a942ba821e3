package io.rcsplatform.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** With which secrets a service starts. */
class StartWithSecretsTest {
    private static final String MASTER = "m1:" + Base64.getEncoder().encodeToString(SealingKey.draw());
    private static final String STRONG = "9fK2rXq7LmB4vT1zWc8NpYd5Hs3GjAe6";

    @Test
    void aSealedValueIsOpened() throws IOException {
        var sealed = MasterKeys.parse("test", MASTER).seal(STRONG);

        var environment = start(account("password: " + sealed), Map.of("RCS_MASTER_KEYS", MASTER));

        assertThat(environment.getProperty("rcs.accounts.a.credentials.password"))
                .isEqualTo(STRONG);
    }

    @Test
    void aSealedValueMayComeFromTheEnvironment() throws IOException {
        var sealed = MasterKeys.parse("test", MASTER).seal(STRONG);

        var environment = start(account("password: ${WORD:}"), Map.of("RCS_MASTER_KEYS", MASTER, "WORD", sealed));

        assertThat(environment.getProperty("rcs.accounts.a.credentials.password"))
                .isEqualTo(STRONG);
    }

    @Test
    void aSealedValueThatCannotBeOpenedIsNamed() {
        var sealed = MasterKeys.parse("test", MASTER).seal(STRONG);

        assertThatThrownBy(() -> start(account("password: " + sealed), Map.of()))
                .hasMessageContaining("rcs.accounts.a.credentials.password")
                .hasMessageContaining("m1")
                .hasMessageNotContaining(STRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "client_secret", "client_token", "private_key"})
    void aPlainSecretInTheFileIsRefusedByName(String credential) {
        assertThatThrownBy(() -> start(account(credential + ": " + STRONG), Map.of()))
                .hasMessageContaining("rcs.accounts.a.credentials." + credential)
                .hasMessageNotContaining(STRONG);
    }

    @Test
    void aPlainDefaultOfAReferenceIsRefusedToo() {
        assertThatThrownBy(() -> start(account("password: ${WORD:" + STRONG + "}"), Map.of()))
                .hasMessageContaining("rcs.accounts.a.credentials.password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"userid: '2000000001'", "password: ${WORD:}", "send_message_id: 'true'", "password: ''"})
    void whatIsNoSecretOrComesFromElsewhereIsNot(String credential) throws IOException {
        start(account(credential), Map.of("WORD", STRONG));
    }

    @ParameterizedTest
    @CsvSource({
        "rcs.identity.key, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "rcs.identity.key, ZGVtby1vbi10aGlzLW1hY2hpbmUtbm90LWEtc2VjcmV0IQ==",
        "rcs.api-keys.pepper, demo-on-this-machine-which-is-no-secret-yet",
        "rcs.bootstrap.api-key, rcs_test_DemoOnThisMachineIsNoSecretAtAll",
        "spring.datasource.password, demo-on-this-machine",
        "spring.data.redis.password, changeme",
        "rcs.accounts.a.credentials.client_secret, demo",
        "rcs.accounts.a.callback-token, demo-callbacks-gupshup-rcs"
    })
    void aSecretThatEverybodyKnowsIsRefusedByName(String name, String value) {
        assertThatThrownBy(() -> start(account("userid: a"), Map.of(name, value)))
                .hasMessageContaining(name);
        assertThat(started(account("userid: a"), Map.of(name, value, "RCS_DEMO", "true")))
                .isTrue();
    }

    @Test
    void theBrokersOwnDefaultIsGoodOnThisMachineOnly() throws IOException {
        start(account("userid: a"), Map.of("spring.rabbitmq.password", "guest", "spring.rabbitmq.host", "localhost"));

        assertThatThrownBy(() -> start(
                        account("userid: a"),
                        Map.of("spring.rabbitmq.password", "guest", "spring.rabbitmq.host", "mq.example.org")))
                .hasMessageContaining("spring.rabbitmq.password");
    }

    @Test
    void theDemosAccountsAreForTheDemoOnly() {
        var demo = new FileSystemResource(Path.of("..", "config", "accounts-demo.yml"));

        assertThatThrownBy(() -> start(demo, Map.of()))
                .hasMessageContaining("rcs.accounts.google-rbm.credentials.private_key")
                .hasMessageContaining("rcs.accounts.gupshup-rcs.credentials.client_secret")
                .hasMessageContaining("rcs.accounts.gupshup-sms.callback-token");
        assertThat(started(demo, Map.of("RCS_DEMO", "true"))).isTrue();
    }

    @Test
    void theDemosPrivateKeyIsKnownWhereverItComesFrom() throws IOException {
        var file = Files.readString(Path.of("..", "config", "accounts-demo.yml"));
        var key = file.substring(file.indexOf("-----BEGIN"), file.indexOf("-----END")) + "-----END PRIVATE KEY-----";

        assertThatThrownBy(() -> start(account("private_key: ${KEY:}"), Map.of("KEY", key)))
                .hasMessageContaining("rcs.accounts.a.credentials.private_key");
    }

    @Test
    void theAccountsThatShipHoldNoSecret() throws IOException {
        start(new FileSystemResource(Path.of("..", "config", "accounts.yml")), Map.of());
    }

    private static Resource account(String credential) {
        return new ByteArrayResource("""
                rcs:
                  accounts:
                    a:
                      provider: gupshup
                      credentials:
                        %s
                """.formatted(credential).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean started(Resource accounts, Map<String, String> settings) {
        try {
            start(accounts, settings);
            return true;
        } catch (IOException | IllegalStateException _) {
            return false;
        }
    }

    private static StandardEnvironment start(Resource accounts, Map<String, String> settings) throws IOException {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", new HashMap<>(settings)));
        new YamlPropertySourceLoader()
                .load("Config resource 'file [accounts.yml]' via location", accounts)
                .forEach(environment.getPropertySources()::addLast);
        var application = new SpringApplication();
        new OpenSealed().postProcessEnvironment(environment, application);
        new RefuseWeakSecrets().postProcessEnvironment(environment, application);
        return environment;
    }
}
