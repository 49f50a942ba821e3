package io.rcsplatform.campaign.template;

import io.rcsplatform.campaign.RequestCheck;
import io.rcsplatform.domain.content.ContentCheck;
import io.rcsplatform.domain.content.ContentLimits;
import io.rcsplatform.domain.content.ContentText;
import io.rcsplatform.domain.content.MessageContent;
import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.content.SmsText;
import io.rcsplatform.domain.template.TemplateText;
import io.rcsplatform.domain.template.Variable;
import io.rcsplatform.platform.outbound.OutboundUrl;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one version of a template says, on either channel or both, and the variables in it.
 *
 * @param rcs null where the template is for SMS alone, as {@code sms} is where it is for RCS alone
 */
record TemplateContent(@Nullable RcsContent rcs, @Nullable SmsText sms, List<Variable> variables) {
    /** Values that every message has by itself. */
    static final Set<String> BUILT_IN = Set.of("campaign_id", "message_id");

    private static final int MAX_VARIABLES = 100;
    private static final int MAX_DEFAULT = 1000;
    /** Ten segments of a concatenated message; more is refused or cut by most networks. */
    private static final int MAX_SMS = 1530;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    /** Without a variable in it. */
    private static final Pattern HOST_GIVEN = Pattern.compile("^https?://[^/?#{}]+(?:[/?#]|$)");

    private static final Pattern BRACES = Pattern.compile("\\{\\{|}}");

    /** Those that the texts use, once each, the built-in ones left out. */
    List<String> usedVariables() {
        return contents()
                .flatMap(content -> ContentText.variables(content).stream())
                .filter(name -> !BUILT_IN.contains(name))
                .distinct()
                .toList();
    }

    /** Finds everything that would keep messages made of this from being sent. */
    void check(RequestCheck check) {
        check.require(
                rcs != null || sms != null, "", "required", "Give rcs, sms or both: a template must say something");
        var declared = declared(check);
        if (rcs != null) {
            check.refuse(ContentCheck.violations(rcs, ContentLimits.GOOGLE, "/rcs"));
            texts(check, rcs, "/rcs", declared);
        }
        if (sms != null) {
            check.refuse(ContentCheck.violations(sms, ContentLimits.GOOGLE, "/sms"));
            smsLength(check, sms.text());
            texts(check, sms, "/sms", declared);
        }
    }

    private Stream<MessageContent> contents() {
        return Stream.concat(Stream.ofNullable(rcs), Stream.ofNullable(sms));
    }

    private Set<String> declared(RequestCheck check) {
        check.require(
                variables.size() <= MAX_VARIABLES,
                "/variables",
                "too_many",
                "At most " + MAX_VARIABLES + " variables; there are " + variables.size());
        var names = new HashSet<String>();
        for (int i = 0; i < variables.size(); i++) {
            var variable = variables.get(i);
            var at = "/variables/" + i;
            check.require(
                    NAME.matcher(variable.name()).matches(),
                    at + "/name",
                    "invalid_name",
                    "A name starts with a letter a to z and goes on with at most 63 of a to z, 0 to 9 and _");
            check.require(
                    !BUILT_IN.contains(variable.name()),
                    at + "/name",
                    "reserved",
                    "Every message has " + variable.name() + " by itself: leave it out");
            check.require(
                    names.add(variable.name()), at + "/name", "duplicate", "Declared before: leave one of the two out");
            check.require(
                    variable.defaultValue() == null || variable.defaultValue().length() <= MAX_DEFAULT,
                    at + "/default",
                    "too_long",
                    "At most " + MAX_DEFAULT + " characters");
        }
        return names;
    }

    private static void texts(RequestCheck check, MessageContent content, String pointer, Set<String> declared) {
        for (var place : ContentText.of(content, pointer)) {
            var text = TemplateText.parse(place.text());
            for (var name : Set.copyOf(text.variables())) {
                check.require(
                        declared.contains(name) || BUILT_IN.contains(name),
                        place.pointer(),
                        "unknown_variable",
                        "{{" + name + "}} is not declared: add it to variables, or correct the name");
            }
            check.require(
                    text.literals().stream()
                            .noneMatch(literal -> BRACES.matcher(literal).find()),
                    place.pointer(),
                    "malformed_variable",
                    "Write a variable as {{name}}: a letter a to z, then a to z, 0 to 9 and _");
            if (place.pointer().endsWith("url")) {
                url(check, place);
            }
        }
    }

    /** Who opens it is not us, but people's phones and the provider: neither reaches our machines, nor may it seem so. */
    private static void url(RequestCheck check, ContentText place) {
        if (HOST_GIVEN.matcher(place.text()).find()) {
            OutboundUrl.objection(TemplateText.parse(place.text()).render(_ -> "x"))
                    .ifPresent(objection -> check.refuse(place.pointer(), "url_not_public", "The URL " + objection));
        }
    }

    private static void smsLength(RequestCheck check, String text) {
        int fixed = TemplateText.parse(text).literals().stream()
                .mapToInt(String::length)
                .sum();
        check.require(
                fixed <= MAX_SMS,
                "/sms/text",
                "too_long",
                "At most " + MAX_SMS + " characters, without the variables; there are " + fixed);
    }
}
