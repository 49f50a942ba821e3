package io.rcsplatform.domain.id;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** UUIDs of version 7 (RFC 9562): 48 bits of Unix milliseconds, then 74 bits that are drawn or derived. */
public final class Uuid7 {
    /** Sequence numbers that a derived id can carry: 30 bits, a little over a billion. */
    public static final int MAX_SEQUENCE = (1 << 30) - 1;

    private static final int LOW_SEQUENCE_BITS = 18;
    private static final int FINGERPRINT_BITS = 62 - LOW_SEQUENCE_BITS;

    private Uuid7() {}

    public static UUID draw(Instant at, RandomGenerator random) {
        return assemble(at, random.nextLong() & 0xFFF, random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL);
    }

    /**
     * The one id of the sequence-th item of an owner at an instant: the sequence stands before the owner's fingerprint, so ids of
     * one instant sort by sequence.
     */
    public static UUID derive(Instant at, int sequence, long fingerprint) {
        if (sequence < 0 || sequence > MAX_SEQUENCE) {
            throw new IllegalArgumentException("sequence out of bounds: " + sequence);
        }
        int randA = sequence >>> LOW_SEQUENCE_BITS;
        long lowSequence = sequence & ((1L << LOW_SEQUENCE_BITS) - 1);
        long randB = (lowSequence << FINGERPRINT_BITS) | (fingerprint & ((1L << FINGERPRINT_BITS) - 1));
        return assemble(at, randA, randB);
    }

    /** The sequence number that {@link #derive} put in. */
    public static int sequenceOf(UUID derived) {
        long randA = derived.getMostSignificantBits() & 0xFFF;
        long lowSequence = (derived.getLeastSignificantBits() >>> FINGERPRINT_BITS) & ((1L << LOW_SEQUENCE_BITS) - 1);
        return (int) ((randA << LOW_SEQUENCE_BITS) | lowSequence);
    }

    public static Instant instantOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** The smallest UUID of version 7 at an instant: a partition's bound. */
    public static UUID lowest(Instant at) {
        return new UUID(at.toEpochMilli() << 16, 0);
    }

    /** 64 bits of a SHA-256 over the owner's id: the same everywhere and for ever. */
    public static long fingerprint(UUID owner) {
        try {
            var bytes = ByteBuffer.allocate(16)
                    .putLong(owner.getMostSignificantBits())
                    .putLong(owner.getLeastSignificantBits())
                    .array();
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static UUID assemble(Instant at, long randA, long randB) {
        long high = (at.toEpochMilli() << 16) | 0x7000L | randA;
        return new UUID(high, 0x8000_0000_0000_0000L | randB);
    }
}
