package io.rcsplatform.campaign.books;

import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.web.Cursor;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/reconciliations")
class ChainController {
    private final ReconciliationChain chain;
    private final VerifyChain verification;

    ChainController(ReconciliationChain chain, VerifyChain verification) {
        this.chain = chain;
        this.verification = verification;
    }

    /** Newest first. */
    @GetMapping
    @Scope("campaigns:read")
    Page<RecordView> list(Caller caller, Paging paging) {
        long before = paging.after() == null ? Long.MAX_VALUE : paging.after().number();
        var records = chain.before(caller.tenant(), before, paging.fetch());
        return Page.of(records, paging, record -> Cursor.at(record.sequence())).map(RecordView::of);
    }

    @GetMapping("/verification")
    @Scope("campaigns:read")
    VerifyChain.Verdict verify(Caller caller) {
        return verification.verify(caller.tenant());
    }

    /**
     * @param content the canonical JSON, as it was hashed
     * @param hash SHA-256 over the 32 bytes of {@code previousHash} and the content in UTF-8, in hexadecimal
     */
    record RecordView(
            long sequence,
            CampaignId campaignId,
            Cause cause,
            Instant recordedAt,
            String content,
            String previousHash,
            String hash) {

        static RecordView of(ReconciliationRecord record) {
            return new RecordView(
                    record.sequence(),
                    record.campaign(),
                    record.cause(),
                    record.recordedAt(),
                    record.content(),
                    record.previousHash().hex(),
                    record.hash().hex());
        }
    }
}
