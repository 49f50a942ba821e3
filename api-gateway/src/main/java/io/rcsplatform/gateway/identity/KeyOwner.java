package io.rcsplatform.gateway.identity;

import java.util.Set;

/** Whom an API key belongs to and what it may do. Ids are passed on as they came. */
record KeyOwner(String tenantId, String keyId, Set<String> scopes) {}
