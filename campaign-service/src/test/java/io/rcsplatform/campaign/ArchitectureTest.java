package io.rcsplatform.campaign;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.rcsplatform.platform.test.HouseRules;
import jakarta.persistence.Entity;
import org.springframework.data.repository.Repository;

@AnalyzeClasses(packages = "io.rcsplatform.campaign", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule featuresAreAcyclic =
            slices().matching("io.rcsplatform.campaign.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule rowsStayInTheirPackage = noClasses()
            .that()
            .areAnnotatedWith(Entity.class)
            .or()
            .areAssignableTo(Repository.class)
            .should()
            .bePublic();

    @ArchTest
    static final ArchRule campaignsSpeakToNoProvider = noClasses()
            .that()
            .resideOutsideOfPackage("io.rcsplatform.campaign.account..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rcsplatform.provider..")
            .because("dispatch-service sends; here only the accounts' names and limits matter");
}
