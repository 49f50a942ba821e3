package io.rcsplatform.platform.web;

import io.rcsplatform.domain.content.Violation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/** Refuses a request body for all the fields in it that are not known, where the reader alone would stop at the first. */
@RestControllerAdvice
class UnknownFields extends RequestBodyAdviceAdapter {
    private static final String FOUND = UnknownFields.class.getName();

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage body,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        request().setAttribute(FOUND, new ArrayList<Violation>(), RequestAttributes.SCOPE_REQUEST);
        return body;
    }

    @Override
    public Object afterBodyRead(
            Object read,
            HttpInputMessage body,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        var found = found(request());
        request().removeAttribute(FOUND, RequestAttributes.SCOPE_REQUEST);
        if (found != null && !found.isEmpty()) {
            throw ApiProblem.unreadable("unknown_field", "A field is not known", found);
        }
        return read;
    }

    private static RequestAttributes request() {
        return RequestContextHolder.currentRequestAttributes();
    }

    @SuppressWarnings("unchecked")
    private static @Nullable List<Violation> found(RequestAttributes request) {
        return (List<Violation>) request.getAttribute(FOUND, RequestAttributes.SCOPE_REQUEST);
    }

    /** Notes what is not known while a request's body is read, and leaves every other reading to fail. */
    static class Collector extends DeserializationProblemHandler {
        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser json,
                ValueDeserializer<?> reader,
                Object beanOrClass,
                String name) {
            var request = RequestContextHolder.getRequestAttributes();
            var found = request == null ? null : found(request);
            if (found == null) {
                return false;
            }
            found.add(new Violation(pointer(json, name), "unknown_field", "there is no field " + name));
            json.skipChildren();
            return true;
        }

        /** A field that came before its object could be made was put aside; its context is then the object's, as it ended. */
        private static String pointer(JsonParser json, String name) {
            var value = json.streamReadContext();
            var field = json.currentToken().isStructStart() ? value.getParent() : value;
            var object = field.inObject() ? field : field.getParent();
            var owner = object == null ? null : object.getParent();
            return (owner == null ? "" : owner.pathAsPointer().toString()) + "/" + name;
        }
    }
}
