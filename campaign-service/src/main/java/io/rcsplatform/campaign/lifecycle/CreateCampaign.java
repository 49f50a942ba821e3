package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.campaign.lifecycle.CampaignReferences.SenderFacts;
import io.rcsplatform.campaign.lifecycle.CampaignReferences.VersionFacts;
import io.rcsplatform.domain.campaign.Campaign;
import io.rcsplatform.domain.campaign.CampaignSettings;
import io.rcsplatform.domain.content.ContentCheck;
import io.rcsplatform.domain.content.Violation;
import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.CampaignId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TemplateId;
import io.rcsplatform.domain.id.TemplateVersionId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.TrafficClass;
import io.rcsplatform.platform.id.Ids;
import io.rcsplatform.platform.web.ApiProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes a new draft down, once everything that it refers to is there and fits together. */
@Service
class CreateCampaign {
    private static final int LONGEST_NAME = 200;
    private static final Duration SHORTEST_VALIDITY = Duration.ofMinutes(1);
    private static final Duration LONGEST_VALIDITY = Duration.ofDays(14);
    private static final Duration USUAL_VALIDITY = Duration.ofDays(1);

    private final Campaigns campaigns;
    private final CampaignReferences references;
    private final AccountLimits limits;
    private final Ids ids;
    private final Clock clock;

    CreateCampaign(Campaigns campaigns, CampaignReferences references, AccountLimits limits, Ids ids, Clock clock) {
        this.campaigns = campaigns;
        this.references = references;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a tenant asks for; nothing of it is checked yet. */
    record Draft(
            @Nullable String name,
            @Nullable SenderId senderId,
            @Nullable TemplateId templateId,
            @Nullable TemplateVersionId templateVersionId,
            @Nullable AudienceId audienceId,
            @Nullable TrafficClass trafficClass,
            @Nullable Fallback fallback,
            @Nullable Long validityS) {
        record Fallback(@Nullable SenderId senderId) {}
    }

    record Created(Campaign campaign, Instant at) {}

    @Transactional
    public Created create(TenantId tenant, Draft draft) {
        var settings = new Check(tenant, draft).settings();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var campaign = campaigns.create(Campaign.create(new CampaignId(ids.draw()), tenant, settings, now));
        return new Created(campaign, now);
    }

    /** Finds everything that is wrong with one draft. */
    private final class Check {
        private final TenantId tenant;
        private final Draft draft;
        private final List<Violation> violations = new ArrayList<>();

        private Check(TenantId tenant, Draft draft) {
            this.tenant = tenant;
            this.draft = draft;
        }

        private CampaignSettings settings() {
            var name = name();
            var sender = sender();
            var version = version();
            var audience = audience();
            var trafficClass = required(draft.trafficClass(), "/traffic_class");
            var fallback = fallbackSender(version);
            var validity = validity();
            content(sender, version);
            if (!violations.isEmpty()
                    || name == null
                    || draft.senderId() == null
                    || version == null
                    || audience == null
                    || trafficClass == null) {
                throw ApiProblem.invalid(violations);
            }
            return new CampaignSettings(
                    name, draft.senderId(), version.id(), audience, trafficClass, fallback, validity);
        }

        private @Nullable String name() {
            var name = draft.name() == null ? "" : draft.name().strip();
            if (name.isEmpty()) {
                missing("/name");
                return null;
            }
            if (name.length() > LONGEST_NAME) {
                wrong("/name", "too_long", "must be at most " + LONGEST_NAME + " characters long");
            }
            return name;
        }

        private @Nullable SenderFacts sender() {
            if (draft.senderId() == null) {
                missing("/sender_id");
                return null;
            }
            return sender(draft.senderId(), Channel.RCS, "/sender_id");
        }

        private @Nullable SenderFacts sender(SenderId id, Channel channel, String pointer) {
            var found = references.sender(tenant, id).orElse(null);
            if (found == null) {
                wrong(pointer, "not_found", "There is no sender " + id);
            } else if (found.channel() != channel) {
                wrong(
                        pointer,
                        "wrong_channel",
                        "must be a sender of the channel " + channel.name().toLowerCase(Locale.ROOT));
            } else {
                return found;
            }
            return null;
        }

        private @Nullable VersionFacts version() {
            if ((draft.templateId() == null) == (draft.templateVersionId() == null)) {
                wrong(
                        "/template_version_id",
                        draft.templateId() == null ? "required" : "not_allowed",
                        "Give either template_id, for its newest version, or template_version_id");
                return null;
            }
            var pointer = draft.templateId() == null ? "/template_version_id" : "/template_id";
            var found = draft.templateId() == null
                    ? references.version(tenant, draft.templateVersionId())
                    : references.newestVersion(tenant, draft.templateId());
            if (found.isEmpty()) {
                wrong(pointer, "not_found", "There is no such template");
                return null;
            }
            if (found.get().rcs() == null) {
                wrong(pointer, "no_rcs_content", "The template has no rcs content: add a version that has");
                return null;
            }
            return found.get();
        }

        private @Nullable AudienceId audience() {
            var audience = required(draft.audienceId(), "/audience_id");
            if (audience != null && !references.hasAudience(tenant, audience)) {
                wrong("/audience_id", "not_found", "There is no audience " + audience);
            }
            return audience;
        }

        private @Nullable SenderId fallbackSender(@Nullable VersionFacts version) {
            if (draft.fallback() == null) {
                return null;
            }
            var id = required(draft.fallback().senderId(), "/fallback/sender_id");
            if (id == null) {
                return null;
            }
            sender(id, Channel.SMS, "/fallback/sender_id");
            if (version != null && version.sms() == null) {
                wrong(
                        "/fallback",
                        "no_sms_text",
                        "The template has no sms text to fall back to: add a version that has, or leave fallback out");
            }
            return id;
        }

        private Duration validity() {
            if (draft.validityS() == null) {
                return USUAL_VALIDITY;
            }
            long seconds = draft.validityS();
            if (seconds < SHORTEST_VALIDITY.toSeconds() || seconds > LONGEST_VALIDITY.toSeconds()) {
                wrong(
                        "/validity_s",
                        "out_of_range",
                        "must be from " + SHORTEST_VALIDITY.toSeconds() + " to " + LONGEST_VALIDITY.toSeconds());
                return USUAL_VALIDITY;
            }
            return Duration.ofSeconds(seconds);
        }

        private void content(@Nullable SenderFacts sender, @Nullable VersionFacts version) {
            if (sender == null || version == null || version.rcs() == null) {
                return;
            }
            var limitsOfAccount = limits.of(sender.account());
            if (limitsOfAccount.isEmpty()) {
                wrong(
                        "/sender_id",
                        "account_not_configured",
                        "The sender's provider account " + sender.account() + " is not configured: ask the operator");
                return;
            }
            var pointer = draft.templateId() == null ? "/template_version_id" : "/template_id";
            for (var violation : ContentCheck.violations(version.rcs(), limitsOfAccount.get(), "/rcs")) {
                wrong(
                        pointer,
                        violation.code(),
                        "The template does not fit what the sender's account can carry, at " + violation.pointer()
                                + ": " + violation.detail());
            }
        }

        private <T> @Nullable T required(@Nullable T value, String pointer) {
            if (value == null) {
                missing(pointer);
            }
            return value;
        }

        private void missing(String pointer) {
            wrong(pointer, "required", "must be given");
        }

        private void wrong(String pointer, String code, String detail) {
            violations.add(new Violation(pointer, code, detail));
        }
    }
}
