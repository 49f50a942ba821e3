package io.rcsplatform.dispatch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.rcsplatform.platform.test.HouseRules;

@AnalyzeClasses(packages = "io.rcsplatform.dispatch", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule featuresAreAcyclic =
            slices().matching("io.rcsplatform.dispatch.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyCampaignServiceTouchesTheAggregate =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.rcsplatform.domain.campaign..");

    @ArchTest
    static final ArchRule theLedgerKnowsNothingOfWhoChangesIt = noClasses()
            .that()
            .resideInAPackage("io.rcsplatform.dispatch.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.rcsplatform.dispatch.sending..",
                    "io.rcsplatform.dispatch.receipt..",
                    "io.rcsplatform.provider..");

    @ArchTest
    static void everyPackageNamedHereExists(JavaClasses code) {
        assertThat(code.stream().map(JavaClass::getPackageName))
                .contains(
                        "io.rcsplatform.dispatch.ledger",
                        "io.rcsplatform.dispatch.sending",
                        "io.rcsplatform.dispatch.receipt");
    }
}
