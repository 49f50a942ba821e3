package io.rcsplatform.campaign.orchestration;

import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.content.SmsText;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.template.Variable;
import io.rcsplatform.platform.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** What template versions say. */
@Repository
class Contents {
    private static final String VERSION = """
            select rcs, sms, variables, used_variables
              from template_version
             where tenant_id = :tenant and id = :version
            """;

    private final JdbcClient jdbc;
    private final EventJson json;

    Contents(JdbcClient jdbc, EventJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * @param variables the names used, in the order that values stand in
     * @param inputs those of them that a recipient brings, in the same order; the built-in ones get their values when fed
     */
    record Content(RcsContent rcs, @Nullable SmsText sms, List<String> variables, List<Variable> inputs) {}

    Content of(TenantId tenant, UUID version) {
        return jdbc.sql(VERSION)
                .param("tenant", tenant.value())
                .param("version", version)
                .query((row, _) -> content(row))
                .single();
    }

    private Content content(ResultSet row) throws SQLException {
        var mapper = json.mapper();
        var sms = row.getString("sms");
        Map<String, Variable> declared =
                mapper.readValue(row.getString("variables"), new TypeReference<List<Variable>>() {}).stream()
                        .collect(Collectors.toMap(Variable::name, Function.identity()));
        var used = List.of((String[]) row.getArray("used_variables").getArray());
        return new Content(
                mapper.readValue(row.getString("rcs"), RcsContent.class),
                sms == null ? null : mapper.readValue(sms, SmsText.class),
                used,
                used.stream()
                        .filter(name -> !BuiltIn.isBuiltIn(name))
                        .map(name -> declared.getOrDefault(name, new Variable(name, null)))
                        .toList());
    }
}
