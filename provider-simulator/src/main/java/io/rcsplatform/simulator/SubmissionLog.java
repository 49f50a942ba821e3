package io.rcsplatform.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Every submission that was accepted, in order: twelve bytes each. One thread appends, any may read what has been appended; the ids that
 * the provider gives are a function of the position.
 */
final class SubmissionLog {
    private static final int CHUNK = 1 << 16;
    private static final int CONTRACT_BITS = 2;

    private final long startedAt;
    private final List<Chunk> appended = new ArrayList<>();
    private volatile Chunk[] chunks = new Chunk[0];
    private volatile long size;

    SubmissionLog(long startedAt) {
        this.startedAt = startedAt;
    }

    private static final class Chunk {
        /** Phone and contract. */
        private final long[] words = new long[CHUNK];

        /** Milliseconds since the start, unsigned. */
        private final int[] times = new int[CHUNK];
    }

    record Submission(long position, Contract contract, long phone, long at) {}

    /** Only one thread calls this. */
    long append(Contract contract, long phone, long now) {
        long position = size;
        int index = (int) (position % CHUNK);
        if (index == 0) {
            appended.add(new Chunk());
            chunks = appended.toArray(Chunk[]::new);
        }
        var chunk = appended.getLast();
        chunk.words[index] = (phone << CONTRACT_BITS) | contract.code();
        chunk.times[index] = (int) (now - startedAt);
        size = position + 1;
        return position;
    }

    long size() {
        return size;
    }

    long phone(long position) {
        return word(position) >>> CONTRACT_BITS;
    }

    Contract contract(long position) {
        return Contract.of((int) (word(position) & ((1 << CONTRACT_BITS) - 1)));
    }

    Submission at(long position) {
        var chunk = chunks[(int) (position / CHUNK)];
        long at = startedAt + Integer.toUnsignedLong(chunk.times[(int) (position % CHUNK)]);
        return new Submission(position, contract(position), phone(position), at);
    }

    private long word(long position) {
        return chunks[(int) (position / CHUNK)].words[(int) (position % CHUNK)];
    }

    /** @param distinct numbers among the accepted */
    record Count(long accepted, long distinct) {
        long duplicates() {
            return accepted - distinct;
        }
    }

    Count count(boolean sms, long since) {
        return count(since, size, contract -> contract.isSms() == sms);
    }

    /** What came in by one contract, from an instant on and before another. */
    Count count(Contract contract, long from, long until) {
        return count(firstAt(from), firstAt(until), contract::equals);
    }

    private Count count(long start, long end, Predicate<Contract> which) {
        int matching = 0;
        for (long position = start; position < end; position++) {
            matching += which.test(contract(position)) ? 1 : 0;
        }
        var phones = new long[matching];
        int filled = 0;
        for (long position = start; position < end; position++) {
            if (which.test(contract(position))) {
                phones[filled++] = phone(position);
            }
        }
        Arrays.sort(phones);
        int distinct = 0;
        for (int i = 0; i < phones.length; i++) {
            distinct += i == 0 || phones[i] != phones[i - 1] ? 1 : 0;
        }
        return new Count(matching, distinct);
    }

    /** The first position at that instant or later. */
    private long firstAt(long instant) {
        long low = 0;
        long high = size;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (at(middle).at() < instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** As Gupshup writes ids at this contract. No two runs give the same. */
    String providerId(long position) {
        return contract(position) == Contract.HUB
                ? ProviderIds.hub(startedAt, position)
                : ProviderIds.gateway(startedAt, position);
    }
}
