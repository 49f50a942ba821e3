package io.rcsplatform.dispatch.receipt;

import io.rcsplatform.dispatch.ledger.LedgerCodes;
import io.rcsplatform.domain.message.MessageState;
import io.rcsplatform.domain.message.Reason;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.ApiProblem;
import io.rcsplatform.platform.web.Cursor;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For the operator alone: whose receipts these are nobody knows. */
@RestController
class UnmatchedReceiptController {
    private final UnmatchedReceipts unmatched;

    UnmatchedReceiptController(UnmatchedReceipts unmatched) {
        this.unmatched = unmatched;
    }

    /** The newest first. Each is kept for 30 days, or until its message turns up. */
    @GetMapping("/v1/unmatched_receipts")
    @Scope(Scopes.PLATFORM)
    Page<UnmatchedReceipt> list(
            Paging paging,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(name = "provider_message_id", required = false) @Nullable String providerMessageId) {
        require("?account", account);
        require("?provider_message_id", providerMessageId);
        var id = providerMessageId == null ? null : ProviderIds.normal(providerMessageId);
        return Page.of(unmatched.page(account, id, paging), paging, UnmatchedReceipt::place);
    }

    private static void require(String pointer, @Nullable String text) {
        if (text != null && text.chars().anyMatch(Character::isISOControl)) {
            throw ApiProblem.invalid(pointer, "invalid_character", "must not hold control characters");
        }
    }

    /**
     * What a provider reported about an id that no message is known by. Receipts carry no phone number.
     *
     * @param account the provider account that it came in through
     * @param providerMessageId in lower case
     * @param state what it says of the message
     * @param at when that happened, as the provider says
     * @param code the provider's own word for the reason
     */
    record UnmatchedReceipt(
            String account,
            String providerMessageId,
            MessageState state,
            @Nullable Reason reason,
            @Nullable String code,
            Instant at,
            Instant receivedAt) {

        Cursor place() {
            return new UnmatchedPlace(receivedAt, account, LedgerCodes.of(state), providerMessageId).cursor();
        }
    }
}
