package io.rcsplatform.campaign.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.platform.identity.IdentityTokens;
import io.rcsplatform.platform.identity.Scopes;
import io.rcsplatform.platform.test.TestCallers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebMvcTest(ContactController.class)
@Import(PhoneReader.class)
class ContactControllerTest {
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));

    @Autowired
    MockMvcTester http;

    @MockitoBean
    PutContact putContact;

    @MockitoBean
    Contacts contacts;

    @Test
    void listsAllThatIsWrongWithAContact() {
        var tooLong = "x".repeat(Attributes.MAX_LENGTH + 1);

        var answer = http.post()
                .uri("/v1/contacts")
                .header(IdentityTokens.HEADER, TestCallers.token(TENANT, Scopes.AUDIENCES_WRITE))
                .contentType(MediaType.APPLICATION_JSON)
                .content("""
                        {"phone": "+91981", "attributes": {"First/Name": "Asha", "city": "%s", "nothing": null}}
                        """.formatted(tooLong))
                .exchange();

        assertThat(answer)
                .hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
                .bodyJson()
                .extractingPath("$.errors[*].pointer")
                .asArray()
                .containsExactlyInAnyOrder("/phone", "/attributes/First~1Name", "/attributes/city");
    }
}
