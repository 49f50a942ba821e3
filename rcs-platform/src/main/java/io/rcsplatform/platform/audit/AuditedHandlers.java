package io.rcsplatform.platform.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/** Calls handlers under the eyes of the audit log, once their arguments are there. */
class AuditedHandlers extends RequestMappingHandlerAdapter {
    private final AuditTrail trail;

    AuditedHandlers(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod handler) {
        return new Audited(handler, trail);
    }

    private static final class Audited extends ServletInvocableHandlerMethod {
        private final AuditTrail trail;

        Audited(HandlerMethod handler, AuditTrail trail) {
            super(handler);
            this.trail = trail;
        }

        @Override
        protected @Nullable Object doInvoke(@Nullable Object... arguments) throws Exception {
            return trail.recording(this, () -> super.doInvoke(arguments));
        }
    }
}
