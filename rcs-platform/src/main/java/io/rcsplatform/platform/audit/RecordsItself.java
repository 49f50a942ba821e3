package io.rcsplatform.platform.audit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a handler that writes in transactions of its own, since it takes too long for a single one. It must call {@link AuditTrail#record} in the
 * transaction that its work begins with; one that does not answers with an error.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RecordsItself {}
