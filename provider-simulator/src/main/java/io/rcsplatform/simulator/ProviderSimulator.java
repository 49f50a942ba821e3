package io.rcsplatform.simulator;

public final class ProviderSimulator {
    private ProviderSimulator() {}

    public static void main(String[] args) {
        System.out.println("provider-simulator");
    }
}
