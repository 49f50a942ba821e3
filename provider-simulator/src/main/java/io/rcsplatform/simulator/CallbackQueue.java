package io.rcsplatform.simulator;

/** Callbacks that are due, first in first out, as plain numbers. Not safe for concurrent use. */
final class CallbackQueue {
    private long[] ring = new long[1024];
    private int head;
    private int size;

    void add(long event, long at) {
        if (size * 2 == ring.length) {
            grow();
        }
        int end = (head + size * 2) % ring.length;
        ring[end] = event;
        ring[end + 1] = at;
        size++;
    }

    int size() {
        return size;
    }

    /** Moves up to {@code most} pairs of event and time into the array. */
    int take(long[] into, int most) {
        int taken = Math.min(most, size);
        for (int i = 0; i < taken * 2; i++) {
            into[i] = ring[(head + i) % ring.length];
        }
        head = (head + taken * 2) % ring.length;
        size -= taken;
        return taken;
    }

    private void grow() {
        var larger = new long[ring.length * 2];
        for (int i = 0; i < size * 2; i++) {
            larger[i] = ring[(head + i) % ring.length];
        }
        ring = larger;
        head = 0;
    }
}
