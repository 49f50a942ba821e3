package io.rcsplatform.provider;

import io.rcsplatform.domain.event.InboundReceived.Inbound;
import io.rcsplatform.domain.event.ReceiptsReceived.Receipt;
import java.util.List;

/**
 * What a callback said.
 *
 * @param unrecognised one line, without personal data, for each part that was not understood
 */
public record CallbackContent(List<Receipt> receipts, List<Inbound> inbound, List<String> unrecognised) {}
