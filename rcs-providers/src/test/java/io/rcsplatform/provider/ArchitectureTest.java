package io.rcsplatform.provider;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.rcsplatform.provider", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsNoFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "java.sql..");

    @ArchTest
    static final ArchRule portsKnowNoProvider = noClasses()
            .that()
            .resideInAPackage("io.rcsplatform.provider")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rcsplatform.provider.*");

    @ArchTest
    static final ArchRule providersKnowNoOther = slices().matching("io.rcsplatform.provider.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage("io.rcsplatform.provider.wire"));

    @ArchTest
    static final ArchRule onlyTheProviderIsPublic = classes()
            .that()
            .resideInAPackage("io.rcsplatform.provider.*")
            .and()
            .resideOutsideOfPackage("io.rcsplatform.provider.wire")
            .and()
            .areTopLevelClasses()
            .and()
            .haveSimpleNameNotEndingWith("Provider")
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .notBePublic();

    @ArchTest
    static void everyPackageNamedHereExists(JavaClasses code) {
        assertThat(code.stream().map(type -> type.getPackageName()))
                .contains(
                        "io.rcsplatform.provider",
                        "io.rcsplatform.provider.wire",
                        "io.rcsplatform.provider.gupshup",
                        "io.rcsplatform.provider.googlerbm");
    }
}
