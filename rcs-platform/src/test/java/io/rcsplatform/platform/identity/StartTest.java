package io.rcsplatform.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.platform.test.TestCallers;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class StartTest {
    private final WebApplicationContextRunner service = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class, IdentityAutoConfiguration.class))
            .withBean(Clock.class, Clock::systemUTC)
            .withPropertyValues("rcs.identity.key=" + TestCallers.KEY);

    @Test
    void startsWithHandlersThatSayWhoMayCallThem() {
        service.withBean(Decided.class).run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void refusesToStartWithAHandlerThatDoesNotSay() {
        service.withBean(Undecided.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("@Scope")
                        .hasMessageContaining("Undecided#forgotten"));
    }

    @Test
    void refusesToStartWithoutAKey() {
        service.withPropertyValues("rcs.identity.key=")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("RCS_INTERNAL_TOKEN_KEY"));
    }

    @RestController
    static class Decided {
        @GetMapping("/decided")
        @Scope(Scopes.CAMPAIGNS_READ)
        void decided() {}
    }

    @RestController
    static class Undecided {
        @GetMapping("/forgotten")
        void forgotten() {}
    }
}
