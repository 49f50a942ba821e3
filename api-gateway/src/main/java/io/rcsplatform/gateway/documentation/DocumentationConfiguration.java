package io.rcsplatform.gateway.documentation;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Problem;
import io.rcsplatform.platform.web.ProblemCatalogue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

@Configuration(proxyBeanMethods = false)
class DocumentationConfiguration {
    private static final URI BROWSER = URI.create("/docs/index.html");
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    /** Nothing from elsewhere, and no script but what is served here. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";

    /** Before the routes to the services, which would take everything under /v1. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RouterFunction<ServerResponse> documentation() {
        var document = ApiDocument.read();
        var problems = new ProblemPages(ProblemCatalogue.read());
        return route().GET("/v1/openapi.json", _ -> json(document))
                .GET("/openapi.json", _ -> json(document))
                .GET("/docs", _ -> ServerResponse.seeOther(BROWSER).build())
                .GET("/docs/", _ -> ServerResponse.seeOther(BROWSER).build())
                .GET("/swagger-ui/**", _ -> ServerResponse.seeOther(BROWSER).build())
                .GET("/docs/errors", _ -> html(problems.index()))
                .GET(
                        "/docs/errors/{code}",
                        request -> html(problems.of(code(request)).orElseThrow(() -> unknown(code(request)))))
                .build();
    }

    @Bean
    WebMvcConfigurer contentSecurityPolicy() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new Policy()).addPathPatterns("/docs/**", "/webjars/**");
            }
        };
    }

    private static ServerResponse json(String document) {
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(document);
    }

    private static ServerResponse html(String page) {
        return ServerResponse.ok().contentType(HTML).body(page);
    }

    private static String code(ServerRequest request) {
        return request.pathVariable("code");
    }

    private static ApiProblem unknown(String code) {
        return ApiProblem.of(
                HttpStatus.NOT_FOUND,
                "not_found",
                "There is nothing at this path",
                "No error has the code " + code + ".",
                "See " + Problem.TYPES + ".");
    }

    private static final class Policy implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            response.setHeader("Content-Security-Policy", POLICY);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Referrer-Policy", "no-referrer");
            return true;
        }
    }
}
