package io.rcsplatform.gateway.identity;

/** How many requests of each kind a tenant or a key may make in a second. */
public record Limits(int readsPerSecond, int writesPerSecond, int sendsPerSecond) {}
