package io.rcsplatform.platform.test;

import io.rcsplatform.platform.audit.ChangesNothing;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The endpoints of a service's API through which something can be changed, as the audit log names them. */
public final class WritingEndpoints {
    private static final Set<RequestMethod> READS =
            Set.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS);

    private WritingEndpoints() {}

    public static Set<String> of(ApplicationContext service) {
        return service.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(entry -> !entry.getValue().hasMethodAnnotation(ChangesNothing.class))
                .map(entry -> entry.getKey())
                .flatMap(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .filter(method -> !READS.contains(method))
                        .flatMap(method -> mapping.getPatternValues().stream()
                                .filter(pattern -> pattern.startsWith("/v1/"))
                                .map(pattern -> method + " " + pattern)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
