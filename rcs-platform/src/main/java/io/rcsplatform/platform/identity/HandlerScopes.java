package io.rcsplatform.platform.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Refuses to start with a handler of ours that says neither which scope it asks for nor that it is open. */
public class HandlerScopes implements SmartInitializingSingleton {
    private static final String OURS = "io.rcsplatform.";

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    HandlerScopes(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var undecided = mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                .filter(method -> method.getBeanType().getName().startsWith(OURS))
                .filter(method -> !isOpen(method) && scopeOf(method) == null)
                .map(HandlerMethod::getShortLogMessage)
                .sorted()
                .toList();
        if (!undecided.isEmpty()) {
            throw new IllegalStateException("annotate with @Scope(...) or @Open: " + String.join(", ", undecided));
        }
    }

    public static @Nullable Scope scopeOf(HandlerMethod method) {
        var onMethod = method.getMethodAnnotation(Scope.class);
        return onMethod != null
                ? onMethod
                : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Scope.class);
    }

    public static boolean isOpen(HandlerMethod method) {
        return ErrorController.class.isAssignableFrom(method.getBeanType())
                || method.hasMethodAnnotation(Open.class)
                || (!method.hasMethodAnnotation(Scope.class)
                        && AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Open.class));
    }
}
