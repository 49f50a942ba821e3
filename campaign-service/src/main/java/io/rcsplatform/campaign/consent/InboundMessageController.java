package io.rcsplatform.campaign.consent;

import io.rcsplatform.campaign.consent.InboundMessages.Received;
import io.rcsplatform.domain.event.InboundReceived.Kind;
import io.rcsplatform.domain.id.TypeId;
import io.rcsplatform.domain.phone.PhoneNumber;
import io.rcsplatform.platform.identity.Caller;
import io.rcsplatform.platform.identity.Scope;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.web.Page;
import io.rcsplatform.platform.web.Paging;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/inbound_messages")
class InboundMessageController {
    private final InboundMessages messages;

    InboundMessageController(InboundMessages messages) {
        this.messages = messages;
    }

    @GetMapping
    @Scope(Scopes.AUDIENCES_READ)
    Page<InboundMessage> list(Caller caller, Paging paging) {
        return messages.page(caller.tenant(), paging).map(InboundMessage::of);
    }

    record InboundMessage(
            String id,
            Kind kind,
            PhoneNumber from,
            @Nullable String text,
            @Nullable String postback,
            Instant at) {
        static InboundMessage of(Received message) {
            return new InboundMessage(
                    TypeId.format("inb", message.id()),
                    message.kind(),
                    message.from(),
                    message.text(),
                    message.postback(),
                    message.at());
        }
    }
}
