package io.rcsplatform.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** What fails outside of any handler, which only a real server shows. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                    + "io.rcsplatform.platform.database.DatabaseAutoConfiguration",
            "management.endpoint.health.group.readiness.include=readinessState"
        })
class ServerTest {
    @LocalServerPort
    int port;

    @Test
    void answersAFailureOutsideOfAnyHandlerAsAProblem() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/anything"))
                    .header(RequestIds.HEADER, "client-4711")
                    .build();

            var answer = http.send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            var problem = new JsonMapper().readTree(answer.body());
            assertThat(problem.get("code").stringValue()).isEqualTo("internal_error");
            assertThat(problem.get("request_id").stringValue()).isEqualTo("client-4711");
            assertThat(answer.body()).doesNotContain("secret");
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class BrokenService {
        @Bean
        Filter broken() {
            return (_, _, _) -> {
                throw new IllegalStateException("secret");
            };
        }
    }
}
