/** The audit log: who changed what through the API. Whatever writes is in it, without doing anything for that. */
@NullMarked
package io.rcsplatform.platform.audit;

import org.jspecify.annotations.NullMarked;
