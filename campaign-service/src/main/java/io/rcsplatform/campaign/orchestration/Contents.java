package io.rcsplatform.campaign.orchestration;

import io.rcsplatform.domain.content.ContentText;
import io.rcsplatform.domain.content.RcsContent;
import io.rcsplatform.domain.content.SmsText;
import io.rcsplatform.domain.id.TenantId;
import io.rcsplatform.domain.template.Variable;
import io.rcsplatform.platform.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static final TypeReference<List<Variable>> VARIABLES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final EventJson json;

    Contents(JdbcClient jdbc, EventJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * @param inputs the variables that recipients bring values for, in the order that the template's version keeps them in
     * @param builtIns the other ones in use
     */
    record Content(RcsContent rcs, @Nullable SmsText sms, List<Variable> inputs, List<BuiltIn> builtIns) {
        /** In the order that values are given in: what recipients bring, then what is built in. */
        List<String> variables() {
            return Stream.concat(
                            inputs.stream().map(Variable::name),
                            builtIns.stream().map(BuiltIn::variable))
                    .toList();
        }
    }

    /** @param withSms whether the text for SMS is in use too */
    Content of(TenantId tenant, UUID version, boolean withSms) {
        return jdbc.sql(VERSION)
                .param("tenant", tenant.value())
                .param("version", version)
                .query((row, _) -> content(row, withSms))
                .single();
    }

    private Content content(ResultSet row, boolean withSms) throws SQLException {
        var mapper = json.mapper();
        var rcs = mapper.readValue(row.getString("rcs"), RcsContent.class);
        var text = row.getString("sms");
        var sms = withSms && text != null ? mapper.readValue(text, SmsText.class) : null;
        var inUse = new HashSet<>(ContentText.variables(rcs));
        if (sms != null) {
            inUse.addAll(ContentText.variables(sms));
        }
        var declared = mapper.readValue(row.getString("variables"), VARIABLES).stream()
                .collect(Collectors.toMap(Variable::name, Function.identity()));
        var inputs = Stream.of((String[]) row.getArray("used_variables").getArray())
                .filter(inUse::contains)
                .map(name -> declared.getOrDefault(name, new Variable(name, null)))
                .toList();
        var builtIns = Stream.of(BuiltIn.values())
                .filter(builtIn -> inUse.contains(builtIn.variable()))
                .toList();
        return new Content(rcs, sms, inputs, builtIns);
    }
}
