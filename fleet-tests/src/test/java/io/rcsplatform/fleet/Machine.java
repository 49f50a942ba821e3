package io.rcsplatform.fleet;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;

/** PostgreSQL, RabbitMQ and Redis that the tests may use, from the environment that {@code ./rcs test} sets. */
record Machine(Map<String, String> environment) {

    static Machine ofEnvironment() {
        return new Machine(System.getenv());
    }

    String get(String key) {
        var value = environment.get(key);
        if (value == null) {
            throw new IllegalStateException(
                    key + " is not set: run './rcs test', or './rcs infra up' and 'eval \"$(./rcs infra env)\"' first");
        }
        return value;
    }

    void createDatabases(Stream<String> names) {
        execute(names.map(name -> "create database " + name));
    }

    void dropDatabases(Stream<String> names) {
        execute(names.map(name -> "drop database if exists " + name + " with (force)"));
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://" + get("TEST_POSTGRES_HOST") + ":" + get("TEST_POSTGRES_PORT") + "/" + database;
    }

    private void execute(Stream<String> statements) {
        try (var connection = DriverManager.getConnection(
                        jdbcUrl("postgres"), get("TEST_POSTGRES_USER"), get("TEST_POSTGRES_PASSWORD"));
                var statement = connection.createStatement()) {
            for (var sql : statements.toList()) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The tests' PostgreSQL refuses: " + e.getMessage(), e);
        }
    }
}
