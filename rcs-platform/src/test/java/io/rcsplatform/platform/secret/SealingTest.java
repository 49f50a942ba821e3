package io.rcsplatform.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SealingTest {
    private static final String OLD = "old:" + Base64.getEncoder().encodeToString(SealingKey.draw());
    private static final String NEW = "new:" + Base64.getEncoder().encodeToString(SealingKey.draw());

    private final MasterKeys keys = MasterKeys.parse("test", OLD);

    @Test
    void whatIsSealedOpensAgain() {
        var sealed = keys.seal("s3cret and ünïcode\n");

        assertThat(sealed).startsWith("sealed:v1:old:").doesNotContain("s3cret");
        assertThat(keys.open(sealed)).isEqualTo("s3cret and ünïcode\n");
    }

    @Test
    void theSameSecretIsSealedDifferentlyEachTime() {
        assertThat(keys.seal("s3cret")).isNotEqualTo(keys.seal("s3cret"));
    }

    @Test
    void whatWasChangedDoesNotOpen() {
        var sealed = keys.seal("s3cret");
        var changed = sealed.substring(0, sealed.length() - 6) + (sealed.endsWith("AAAAAA") ? "BBBBBB" : "AAAAAA");

        assertThatThrownBy(() -> keys.open(changed))
                .hasMessageContaining("changed")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void anotherMasterKeyOfTheSameNameDoesNotOpenIt() {
        var sealed = keys.seal("s3cret");

        assertThatThrownBy(() ->
                        MasterKeys.parse("test", NEW.replace("new:", "old:")).open(sealed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatWasSealedForOnePurposeDoesNotOpenForAnother() {
        var key = SealingKey.derivedFrom("a secret", "test");
        var sealed = key.seal("key one", new byte[] {1, 2, 3});

        assertThat(key.open("key one", sealed)).hasValue(new byte[] {1, 2, 3});
        assertThat(key.open("key two", sealed)).isEmpty();
    }

    @Test
    void anUnknownMasterKeyIsNamed() {
        var sealed = keys.seal("s3cret");

        assertThatThrownBy(() -> MasterKeys.parse("test", NEW).open(sealed)).hasMessageContaining("master key old");
    }

    @Test
    void afterResealingTheOldMasterKeyIsNotNeededAnyMore() {
        var file = "password: " + keys.seal("one") + "\ntoken: " + keys.seal("two") + "\nplain: three\n";

        var resealed = MasterKeys.parse("test", NEW + "," + OLD).reseal(file);

        var alone = MasterKeys.parse("test", NEW);
        assertThat(resealed.lines().map(line -> line.substring(line.indexOf(' ') + 1)))
                .satisfiesExactly(
                        one -> assertThat(alone.open(one)).isEqualTo("one"),
                        two -> assertThat(alone.open(two)).isEqualTo("two"),
                        three -> assertThat(three).isEqualTo("three"));
    }

    @Test
    void theCommandReadsSecretsFromItsInputOnly() throws IOException {
        assertThat(keys.open(run("seal", "s3cret\n").strip())).isEqualTo("s3cret");
    }

    @Test
    void noKeyShowsItself() {
        assertThat(keys.toString()).isEqualTo("MasterKeys[old]");
    }

    private static String run(String command, String input) throws IOException {
        var out = new ByteArrayOutputStream();
        int status = SealCommand.run(
                new String[] {command},
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                Map.of(MasterKeys.VARIABLE, OLD)::get);
        assertThat(status).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
