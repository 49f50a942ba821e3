package io.rcsplatform.campaign.lifecycle;

import io.rcsplatform.campaign.RequestCheck;
import io.rcsplatform.campaign.lifecycle.CampaignReferences.SenderFacts;
import io.rcsplatform.campaign.lifecycle.CampaignReferences.VersionFacts;
import io.rcsplatform.domain.campaign.CampaignSettings;
import io.rcsplatform.domain.content.ContentCheck;
import io.rcsplatform.domain.content.ContentLimits;
import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.id.AudienceId;
import io.rcsplatform.domain.id.SenderId;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.message.Channel;
import io.rcsplatform.domain.message.UnknownPolicy;
import io.rcsplatform.platform.web.ApiProblem;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds everything that is wrong with a draft: what is missing, what is not there, what does not fit together. */
@Component
class DraftCheck {
    private static final Duration SHORTEST_VALIDITY = Duration.ofMinutes(1);
    private static final Duration LONGEST_VALIDITY = Duration.ofDays(14);
    private static final Duration USUAL_VALIDITY = Duration.ofDays(1);

    private final CampaignReferences references;
    private final AccountLimits limits;

    DraftCheck(CampaignReferences references, AccountLimits limits) {
        this.references = references;
        this.limits = limits;
    }

    /** @throws ApiProblem listing all that is wrong */
    CampaignSettings settings(TenantId tenant, Draft draft) {
        var check = new RequestCheck();
        var name = check.name("/name", draft.name());
        var carries = sender(check, tenant, draft.senderId(), Channel.RCS, "/sender_id");
        var version = version(check, tenant, draft);
        var audience = audience(check, tenant, draft);
        check.require(draft.trafficClass() != null, "/traffic_class", "required", "Must be given");
        var fallback = fallback(check, tenant, draft, version);
        var validity = validity(check, draft);
        if (carries != null && version != null && version.rcs() != null) {
            fits(check, draft, version.rcs(), carries);
        }
        check.done();
        if (draft.senderId() == null || version == null || audience == null || draft.trafficClass() == null) {
            throw new IllegalStateException("a draft without all its parts passed its check");
        }
        return new CampaignSettings(
                name,
                draft.senderId(),
                version.id(),
                audience,
                draft.trafficClass(),
                fallback,
                validity,
                draft.unknownPolicy() == null ? UnknownPolicy.usualFor(draft.trafficClass()) : draft.unknownPolicy());
    }

    /** @return what the sender's account carries; null where the sender is refused */
    private @Nullable ContentLimits sender(
            RequestCheck check, TenantId tenant, @Nullable SenderId id, Channel channel, String pointer) {
        if (id == null) {
            check.refuse(pointer, "required", "Must be given");
            return null;
        }
        var found = references.sender(tenant, id);
        if (found.isEmpty()) {
            check.refuse(pointer, "not_found", "There is no sender " + id);
            return null;
        }
        if (found.get().channel() != channel) {
            check.refuse(
                    pointer,
                    "wrong_channel",
                    "Must be a sender of the channel " + channel.name().toLowerCase(Locale.ROOT));
            return null;
        }
        return carried(check, found.get(), pointer);
    }

    private @Nullable ContentLimits carried(RequestCheck check, SenderFacts sender, String pointer) {
        var carried = limits.of(sender.account());
        check.require(
                carried.isPresent(),
                pointer,
                "account_not_configured",
                "The sender's provider account " + sender.account()
                        + " is not configured: ask the operator, or choose another sender");
        return carried.orElse(null);
    }

    private @Nullable VersionFacts version(RequestCheck check, TenantId tenant, Draft draft) {
        var version = draft.templateVersionId();
        var template = draft.templateId();
        if (version != null && template != null) {
            check.refuse("/template_version_id", "not_allowed", "Give this or template_id, not both");
            return null;
        }
        if (version != null) {
            return usable(check, references.version(tenant, version), "/template_version_id");
        }
        if (template != null) {
            return usable(check, references.newestVersion(tenant, template), "/template_id");
        }
        check.refuse(
                "/template_version_id", "required", "Give this, or template_id for the newest version of a template");
        return null;
    }

    private static @Nullable VersionFacts usable(RequestCheck check, Optional<VersionFacts> found, String pointer) {
        check.require(found.isPresent(), pointer, "not_found", "There is no such template");
        check.require(
                found.isEmpty() || found.get().rcs() != null,
                pointer,
                "no_rcs_content",
                "The template has no rcs content: add a version that has");
        return found.orElse(null);
    }

    private @Nullable AudienceId audience(RequestCheck check, TenantId tenant, Draft draft) {
        var audience = draft.audienceId();
        if (audience == null) {
            check.refuse("/audience_id", "required", "Must be given");
        } else {
            check.require(
                    references.hasAudience(tenant, audience),
                    "/audience_id",
                    "not_found",
                    "There is no audience " + audience);
        }
        return audience;
    }

    private @Nullable SenderId fallback(
            RequestCheck check, TenantId tenant, Draft draft, @Nullable VersionFacts version) {
        if (draft.fallback() == null) {
            return null;
        }
        sender(check, tenant, draft.fallback().senderId(), Channel.SMS, "/fallback/sender_id");
        check.require(
                version == null || version.sms() != null,
                "/fallback",
                "no_sms_text",
                "The template has no sms text to fall back to: add a version that has, or leave fallback out");
        return draft.fallback().senderId();
    }

    private static Duration validity(RequestCheck check, Draft draft) {
        if (draft.validityS() == null) {
            return USUAL_VALIDITY;
        }
        long seconds = draft.validityS();
        check.require(
                seconds >= SHORTEST_VALIDITY.toSeconds() && seconds <= LONGEST_VALIDITY.toSeconds(),
                "/validity_s",
                "out_of_range",
                "Must be from " + SHORTEST_VALIDITY.toSeconds() + " to " + LONGEST_VALIDITY.toSeconds());
        return Duration.ofSeconds(seconds);
    }

    private static void fits(RequestCheck check, Draft draft, RcsContent content, ContentLimits carried) {
        for (var violation : ContentCheck.violations(content, carried, "/rcs")) {
            check.refuse(
                    draft.templatePointer(),
                    violation.code(),
                    "The template does not fit what the sender's account can carry, at " + violation.pointer() + ": "
                            + violation.detail());
        }
    }
}
