package io.rcsplatform.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every submission that was accepted, in order: twelve bytes each, and the id and the agent where the caller chooses the id. One thread
 * appends, any may read what has been appended; the ids that a provider gives are a function of the position.
 */
final class SubmissionLog {
    private static final int CHUNK = 1 << 16;
    private static final int CONTRACT_BITS = 2;

    private final long startedAt;
    private final List<Chunk> appended = new ArrayList<>();
    private final Map<Long, Integer> repetitions = new ConcurrentHashMap<>();
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

        /** By the caller, where any of these was; written before the size that makes it visible. */
        private @Nullable CallersChoice[] chosen = new CallersChoice[0];

        void choose(int index, CallersChoice choice) {
            if (chosen.length == 0) {
                chosen = new CallersChoice[CHUNK];
            }
            chosen[index] = choice;
        }

        @Nullable
        CallersChoice chosen(int index) {
            return chosen.length == 0 ? null : chosen[index];
        }
    }

    /** The id that the caller gave a message, and the agent that it is unique for. */
    record CallersChoice(String agent, UUID id) {}

    record Submission(long position, Contract contract, long phone, long at) {}

    long append(Contract contract, long phone, long now) {
        return append(contract, phone, now, null);
    }

    /** Only one thread calls this. */
    long append(Contract contract, long phone, long now, @Nullable CallersChoice choice) {
        long position = size;
        int index = (int) (position % CHUNK);
        if (index == 0) {
            appended.add(new Chunk());
            chunks = appended.toArray(Chunk[]::new);
        }
        var chunk = appended.getLast();
        chunk.words[index] = (phone << CONTRACT_BITS) | contract.code();
        chunk.times[index] = (int) (now - startedAt);
        if (choice != null) {
            chunk.choose(index, choice);
        }
        size = position + 1;
        return position;
    }

    /** Another came under the same id, and was ignored. */
    void repeated(long position) {
        repetitions.merge(position, 1, Integer::sum);
    }

    int repetitions(long position) {
        return repetitions.getOrDefault(position, 0);
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

    @Nullable
    CallersChoice chosen(long position) {
        return chunks[(int) (position / CHUNK)].chosen((int) (position % CHUNK));
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

    /** The caller's, or as Gupshup writes ids at this contract, of which no two runs give the same. */
    String providerId(long position) {
        var chosen = chosen(position);
        if (chosen != null) {
            return chosen.id().toString();
        }
        return contract(position) == Contract.HUB
                ? ProviderIds.hub(startedAt, position)
                : ProviderIds.gateway(startedAt, position);
    }
}
