package io.rcsplatform.platform.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.rcsplatform.platform.logging.LogFields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogFormatTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void isReadableUnlessTheOperatorWantsAnother() {
        assertThat(environment(Map.of()).getProperty("logging.structured.format.console"))
                .isEmpty();
        assertThat(environment(Map.of("RCS_LOG_FORMAT", "ecs")).getProperty("logging.structured.format.console"))
                .isEqualTo("ecs");
    }

    @Test
    void aLineSaysWhatHappenedAndToWhom() {
        var event = event("tnt_1 is new");
        event.setKeyValuePairs(List.of(new KeyValuePair(LogFields.EVENT, "tenant.made")));
        event.setMDCPropertyMap(Map.of(
                LogFields.TENANT, "tnt_1", LogFields.REQUEST, "req_1", "traceId", "4bf92f3577b34da6a3ce929d0e0e4736"));

        var line = written(event);

        assertThat(line.at("/event/action").asString()).isEqualTo("tenant.made");
        assertThat(line.at("/tenant_id").asString()).isEqualTo("tnt_1");
        assertThat(line.path("http.request.id").asString()).isEqualTo("req_1");
        assertThat(line.path("trace.id").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(line.at("/service/name").asString()).isEqualTo("campaign-service");
    }

    @Test
    void aNumberThatSlippedIntoALineIsMasked() {
        assertThat(written(event("address 919876543210 and +14155550123."))
                        .path("message")
                        .asString())
                .isEqualTo("address +***210 and +***123.");
    }

    @Test
    void whatIsNoPhoneNumberStaysReadable() {
        var text = "msg_01k3v5w7q9 batch 12345 took 3456 ms at 2026-11-27T12:00:00.123456789Z on 127.0.0.1:5432";

        assertThat(written(event(text)).path("message").asString()).isEqualTo(text);
    }

    private LoggingEvent event(String text) {
        var logger = context.getLogger("io.rcsplatform.Test");
        return new LoggingEvent("", logger, Level.INFO, text, null, null);
    }

    private JsonNode written(LoggingEvent event) {
        var environment = environment(Map.of("spring.application.name", "campaign-service"));
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putObject(Environment.class.getName(), environment);
        var encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat("ecs");
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        return JsonMapper.shared().readTree(new String(encoder.encode(event), StandardCharsets.UTF_8));
    }

    private static StandardEnvironment environment(Map<String, Object> given) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));
        new PlatformDefaults().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
