package io.rcsplatform.platform.web;

import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Open;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An API with one handler for each thing that the platform does for all of them. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(TestApi.Controller.class)
class TestApi {
    @RestController
    static class Controller {
        @PostMapping("/things")
        @Scope(Scopes.CAMPAIGNS_WRITE)
        Thing create(@RequestBody @Valid Thing thing) {
            return thing;
        }

        @PostMapping("/contents")
        @Scope(Scopes.CAMPAIGNS_WRITE)
        RcsContent content(@RequestBody RcsContent content) {
            return content;
        }

        @GetMapping("/campaigns/{id}")
        @Scope(Scopes.CAMPAIGNS_READ)
        Thing missing(@PathVariable CampaignId id) {
            throw ApiProblem.notFound("campaign", id);
        }

        @GetMapping("/whoami")
        @Scope({Scopes.CAMPAIGNS_READ, Scopes.AUDIENCES_READ})
        Caller whoami(Caller caller) {
            return caller;
        }

        @GetMapping("/platform")
        @Scope(Scopes.PLATFORM)
        void platform() {}

        @GetMapping("/internal")
        @Scope(Scopes.INTERNAL)
        void internal() {}

        @GetMapping("/open")
        @Open
        void open() {}

        @GetMapping("/numbers")
        @Open
        Page<Integer> numbers(Paging paging) {
            long after = paging.after() == null ? 0 : paging.after().number();
            var rows = IntStream.rangeClosed((int) after + 1, 5)
                    .limit(paging.fetch())
                    .boxed()
                    .toList();
            return Page.of(rows, paging, Cursor::at);
        }

        @GetMapping("/ranged")
        @Open
        void ranged(@RequestParam @Min(1) @Max(10) int limit, @RequestParam @Nullable Instant since) {}

        @GetMapping("/broken")
        @Open
        void broken() {
            throw new IllegalStateException("jdbc:postgresql://secret");
        }

        @GetMapping("/outage")
        @Open
        void outage() {
            throw new DataAccessResourceFailureException("no connection to 10.0.0.1");
        }
    }

    record Thing(
            @NotBlank String displayName,
            @NotNull SenderId senderId,
            @Positive int ratePerSecond,
            TrafficClass trafficClass,
            @Nullable PhoneNumber phone,
            List<@Valid Part> parts,
            Map<String, String> attributes) {}

    record Part(@NotBlank String partName) {}
}
