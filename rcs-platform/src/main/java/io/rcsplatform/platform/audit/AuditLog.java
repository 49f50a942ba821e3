package io.rcsplatform.platform.audit;

import io.rcsplatform.domain.event.WriteRecorded;

/** Port: where entries of the audit log are kept. They are there if, and only if, the transaction that appends them commits. */
public interface AuditLog {
    void append(WriteRecorded entry);
}
