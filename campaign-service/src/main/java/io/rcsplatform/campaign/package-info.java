/** Tenants, templates, audiences, consent, campaigns and their orchestration. */
@NullMarked
package io.rcsplatform.campaign;

import org.jspecify.annotations.NullMarked;
