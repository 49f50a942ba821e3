package io.rcsplatform.campaign.books;

import io.rcsplatform.campaign.books.ProviderView.Agreement;
import io.rcsplatform.campaign.progress.CampaignProgress.Standing;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.TenantId;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Compares the ledger with the records of the providers that a campaign was sent through, where they have any. */
@Service
class CompareWithProviders {
    private static final Logger log = LoggerFactory.getLogger(CompareWithProviders.class);
    private static final String ACCOUNTS = """
            select distinct s.provider_account
              from campaign c
              join sender s on s.tenant_id = c.tenant_id and s.id in (c.sender_id, c.fallback_sender_id)
             where c.tenant_id = :tenant and c.id = :campaign
             order by s.provider_account
            """;

    private final JdbcClient jdbc;
    private final ProviderRecords records;

    CompareWithProviders(JdbcClient jdbc, ProviderRecords records) {
        this.jdbc = jdbc;
        this.records = records;
    }

    /** From the campaign's launch on; nothing where that is so long ago that the ledger has not kept it. */
    List<ProviderView> compare(TenantId tenant, CampaignId campaign, Standing standing) {
        if (!standing.isKept()) {
            return List.of();
        }
        return jdbc
                .sql(ACCOUNTS)
                .param("tenant", tenant.value())
                .param("campaign", campaign.value())
                .query((row, _) -> row.getString("provider_account"))
                .list()
                .stream()
                .map(account -> view(record(account, standing.launchedAt())))
                .toList();
    }

    private AccountRecord record(String account, Instant launchedAt) {
        try {
            return records.since(account, launchedAt);
        } catch (Unanswered e) {
            log.warn("Shown without the provider's record: {}", e.getMessage());
            return AccountRecord.notAvailable(account);
        }
    }

    private static ProviderView view(AccountRecord record) {
        return new ProviderView(
                record.account(),
                agreement(record),
                record.accepted(),
                record.acceptedAgain(),
                record.ledgerAccepted(),
                record.ledgerUnknown());
    }

    private static Agreement agreement(AccountRecord record) {
        var theirs = record.accepted();
        var ours = record.ledgerAccepted();
        var unknown = record.ledgerUnknown();
        if (!record.available() || theirs == null || ours == null || unknown == null) {
            return Agreement.NOT_AVAILABLE;
        }
        return ours <= theirs && theirs <= ours + unknown ? Agreement.AGREES : Agreement.DIFFERS;
    }
}
