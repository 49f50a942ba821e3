package io.rcsplatform.platform.status;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether a service takes work, as its readiness probe says.
 *
 * @param reasons why it does not
 */
record Readiness(boolean ready, List<String> reasons) {
    static Readiness of(HealthEndpoint health) {
        var readiness = health.healthForPath("readiness");
        if (readiness == null) {
            return new Readiness(false, List.of("it does not tell"));
        }
        var reasons = new ArrayList<String>();
        collect("readiness", readiness, reasons);
        return new Readiness(isUp(readiness), reasons);
    }

    private static void collect(String name, HealthDescriptor health, List<String> reasons) {
        if (health instanceof CompositeHealthDescriptor composite && composite.getComponents() != null) {
            composite.getComponents().forEach((component, itsHealth) -> collect(component, itsHealth, reasons));
        } else if (!isUp(health)) {
            reasons.add(name + ": " + health.getStatus().getCode() + why(health));
        }
    }

    private static String why(HealthDescriptor health) {
        if (health instanceof IndicatedHealthDescriptor indicated && indicated.getDetails() != null) {
            var error = indicated.getDetails().get("error");
            return error == null ? "" : " (" + error + ")";
        }
        return "";
    }

    private static boolean isUp(HealthDescriptor health) {
        return health.getStatus().equals(Status.UP);
    }
}
