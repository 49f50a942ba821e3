package io.rcsplatform.webhook.intake;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Bounds what callbacks that are not answered yet may hold, counted in kilobytes. */
final class IntakeMemory {
    private static final int KILOBYTE = 1024;
    /** What a request costs beside its body. */
    private static final int OVERHEAD = 2;

    private final Semaphore kilobytes;

    IntakeMemory(long bytes) {
        kilobytes = new Semaphore(Math.toIntExact(bytes / KILOBYTE));
    }

    /** Room for a body of so many bytes; null when there is none. */
    @Nullable
    Room take(long bytes) {
        int size = Math.toIntExact(OVERHEAD + Math.ceilDiv(bytes, KILOBYTE));
        return kilobytes.tryAcquire(size) ? new Room(size) : null;
    }

    /** Given back when closed, or later: when the callback that it was handed over to is answered. */
    final class Room implements AutoCloseable {
        private final int size;
        private boolean handedOver;

        private Room(int size) {
            this.size = size;
        }

        void handOverTo(Waiting callback) {
            handedOver = true;
            var _ = callback.answered().thenRun(() -> kilobytes.release(size));
        }

        @Override
        public void close() {
            if (!handedOver) {
                kilobytes.release(size);
            }
        }
    }
}
