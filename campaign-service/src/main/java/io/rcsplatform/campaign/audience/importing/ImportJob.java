package io.rcsplatform.campaign.audience.importing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.ImportId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file and what became of it. When it is completed, {@code rows = imported + rejected}.
 *
 * @param audienceId the audience that its contacts join; null where they join none
 * @param rows of the file that were read, without the header
 * @param failure why nothing of it was applied; only of a failed one
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ImportJob(
        ImportId id,
        @Nullable AudienceId audienceId,
        Status status,
        long rows,
        long imported,
        long rejected,
        long optedOut,
        @Nullable String failure,
        Instant createdAt,
        @Nullable Instant completedAt) {

    public enum Status {
        RECEIVING,
        MERGING,
        COMPLETED,
        FAILED
    }
}
