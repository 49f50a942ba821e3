package io.rcsplatform.platform.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.content.SmsText;
import io.rcsplatform.domain.content.Suggestion;

/** How the domain's types read on the wire; the domain itself knows no JSON. */
final class WireMixins {
    private WireMixins() {}

    @JsonPropertyOrder("schema")
    interface OfEvent {
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        String schema();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = RcsContent.Text.class, name = "text"),
        @JsonSubTypes.Type(value = RcsContent.RichCard.class, name = "rich_card"),
        @JsonSubTypes.Type(value = RcsContent.Carousel.class, name = "carousel"),
        @JsonSubTypes.Type(value = RcsContent.File.class, name = "file"),
        @JsonSubTypes.Type(value = RcsContent.ProviderTemplate.class, name = "provider_template"),
        @JsonSubTypes.Type(value = SmsText.class, name = "sms_text")
    })
    interface OfMessageContent {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = RcsContent.Text.class, name = "text"),
        @JsonSubTypes.Type(value = RcsContent.RichCard.class, name = "rich_card"),
        @JsonSubTypes.Type(value = RcsContent.Carousel.class, name = "carousel"),
        @JsonSubTypes.Type(value = RcsContent.File.class, name = "file"),
        @JsonSubTypes.Type(value = RcsContent.ProviderTemplate.class, name = "provider_template")
    })
    interface OfRcsContent {}

    /** Where a place can only hold an SMS, it needs no type. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
    interface OfSmsText {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Suggestion.Reply.class, name = "reply"),
        @JsonSubTypes.Type(value = Suggestion.OpenUrl.class, name = "open_url"),
        @JsonSubTypes.Type(value = Suggestion.Dial.class, name = "dial"),
        @JsonSubTypes.Type(value = Suggestion.ViewLocation.class, name = "view_location"),
        @JsonSubTypes.Type(value = Suggestion.ShareLocation.class, name = "share_location"),
        @JsonSubTypes.Type(value = Suggestion.CreateCalendarEvent.class, name = "create_calendar_event")
    })
    interface OfSuggestion {}
}
