package io.rcsplatform.campaign.books;

import io.rcsplatform.domain.id.TenantId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Computes a tenant's chain anew, from its first record on, and says where it breaks. */
@Service
class VerifyChain {
    private static final int AT_ONCE = 500;

    private final ReconciliationChain chain;
    private final CanonicalJson json;

    VerifyChain(ReconciliationChain chain, CanonicalJson json) {
        this.chain = chain;
        this.json = json;
    }

    /** What is not as it was written. */
    enum Flaw {
        /** A record is not there, or its number is not the next one. */
        RECORD_MISSING,
        /** The record does not follow on the one before it. */
        CHAIN_BROKEN,
        /** The content is not what the hash was made of. */
        CONTENT_CHANGED,
        /** What is kept beside the content says something else than the content. */
        LABEL_CHANGED,
        /** The chain is not as long as it was, or ends in another record. */
        END_CHANGED
    }

    /**
     * @param records that are as they were written, one after the other
     * @param hash of the last of these
     * @param brokenAt the number of the first record that is not; null where there is none
     */
    record Verdict(
            boolean intact,
            long records,
            @Nullable String hash,
            @Nullable Long brokenAt,
            @Nullable Flaw flaw) {}

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Verdict verify(TenantId tenant) {
        var head = chain.head(tenant);
        var link = new Link(0, ChainHash.START);
        List<ReconciliationRecord> page;
        do {
            page = chain.after(tenant, link.sequence(), AT_ONCE);
            for (var next : page) {
                var flaw = flaw(link, next);
                if (flaw.isPresent()) {
                    return link.brokenBefore(
                            flaw.get() == Flaw.RECORD_MISSING ? link.sequence() + 1 : next.sequence(), flaw.get());
                }
                link = new Link(next.sequence(), next.hash());
            }
        } while (page.size() == AT_ONCE);
        return link.sequence() == head.sequence() && link.hash().equals(head.hash())
                ? link.intact()
                : link.brokenBefore(link.sequence() + 1, Flaw.END_CHANGED);
    }

    private Optional<Flaw> flaw(Link before, ReconciliationRecord next) {
        if (next.sequence() != before.sequence() + 1) {
            return Optional.of(Flaw.RECORD_MISSING);
        } else if (!next.previousHash().equals(before.hash())) {
            return Optional.of(Flaw.CHAIN_BROKEN);
        } else if (!before.hash().then(next.content()).equals(next.hash())) {
            return Optional.of(Flaw.CONTENT_CHANGED);
        }
        return isLabelled(next) ? Optional.empty() : Optional.of(Flaw.LABEL_CHANGED);
    }

    private boolean isLabelled(ReconciliationRecord record) {
        var content = json.read(record.content());
        return content.path("sequence").asLong() == record.sequence()
                && content.path("tenant_id").asString().equals(record.tenant().toString())
                && content.path("campaign_id")
                        .asString()
                        .equals(record.campaign().toString())
                && content.path("cause")
                        .asString()
                        .equalsIgnoreCase(record.cause().name())
                && content.path("recorded_at").asString().equals(json.text(record.recordedAt()));
    }

    private record Link(long sequence, ChainHash hash) {
        Verdict intact() {
            return new Verdict(true, sequence, lastHash(), null, null);
        }

        Verdict brokenBefore(long record, Flaw flaw) {
            return new Verdict(false, sequence, lastHash(), record, flaw);
        }

        private @Nullable String lastHash() {
            return sequence == 0 ? null : hash.hex();
        }
    }
}
