package io.rcsplatform.platform.database;

import io.rcsplatform.domain.id.TenantId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Gives whoever is {@linkplain WorkingFor working for} a tenant a connection in the role that row-level security holds for. */
class TenantConnections extends DelegatingDataSource {
    private static final String ENTER =
            "select set_config('role', session_user || '_tenant', false), set_config('rcs.tenant_id', ?, false)";
    private static final String LEAVE =
            "select set_config('role', 'none', false), set_config('rcs.tenant_id', '', false)";

    TenantConnections(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        var tenant = WorkingFor.confinedTo();
        return tenant == null ? connection : enter(connection, tenant);
    }

    private static Connection enter(Connection connection, TenantId tenant) throws SQLException {
        try (var enter = connection.prepareStatement(ENTER)) {
            enter.setString(1, tenant.value().toString());
            enter.execute();
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (_, method, arguments) -> call(connection, method, arguments));
    }

    private static @Nullable Object call(Connection connection, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("close") && !connection.isClosed()) {
            leave(connection);
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** A connection that cannot be made nobody's again is not used again. */
    private static void leave(Connection connection) throws SQLException {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            try (var leave = connection.prepareStatement(LEAVE)) {
                leave.execute();
            }
        } catch (SQLException _) {
            connection.abort(Runnable::run);
        }
    }
}
