// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** Arrows point inward only. A class that breaks one of these belongs elsewhere, or the design has changed first. */
@AnalyzeClasses(packages = "dev.paddock", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule apiKnowsNothingOfOurs = only("api");

    @ArchTest
    static final ArchRule coreKnowsTheApi = only("core", "api");

    @ArchTest
    static final ArchRule embeddedKnowsNothingOfOurs = only("embedded");

    @ArchTest
    static final ArchRule fleetKnowsTheCore = only("fleet", "api", "core");

    @ArchTest
    static final ArchRule agentKnowsTheFleetContracts = only("agent", "api", "core", "fleet", "render");

    @ArchTest
    static final ArchRule onlyTheAgentsProcessKnowsHowDefinitionsAreEvaluated = noClasses()
            .that()
            .resideInAPackage("dev.paddock.agent.(*)..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.paddock.render..");

    @ArchTest
    static final ArchRule renderKnowsTheCore = only("render", "api", "core");

    @ArchTest
    static final ArchRule imagesKnowNoHub = only("images", "core", "embedded");

    @ArchTest
    static final ArchRule providersKnowTheCore = only("providers", "api", "core", "embedded");

    @ArchTest
    static final ArchRule onlyTheEmbeddedProviderKnowsTheEmbeddedMachine = noClasses()
            .that()
            .resideInAPackage("dev.paddock.providers..")
            .and()
            .resideOutsideOfPackage("dev.paddock.providers.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.paddock.embedded..");

    @ArchTest
    static final ArchRule hubKnowsNoFrontEnd = only("hub", "api", "core", "fleet", "providers", "embedded", "render");

    @ArchTest
    static final ArchRule onlyTheHubsRootAndItsInstallerKnowTheEmbeddedMachine = noClasses()
            .that()
            .resideInAPackage("dev.paddock.hub..")
            .and()
            .resideOutsideOfPackages("dev.paddock.hub", "dev.paddock.hub.install..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.paddock.embedded..");

    @ArchTest
    static final ArchRule cliKnowsNoHubAndNoAgent = only("cli", "api", "core", "fleet", "embedded", "images", "render");

    @ArchTest
    static final ArchRule coreCallsNothingOutside = noClasses()
            .that()
            .resideInAPackage("dev.paddock.core..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.net..",
                            "java.nio.file..",
                            "java.sql..",
                            "org.slf4j..",
                            "io.javaoperatorsdk..",
                            "io.fabric8.kubernetes.client..")
                    // the base class of our kinds, whose objects the core takes and gives
                    .and(nameMatching("io\\.fabric8\\.kubernetes\\.client\\.CustomResource")
                            .negate()));

    @ArchTest
    static final ArchRule coreReadsNoClock = noClasses()
            .that()
            .resideInAPackage("dev.paddock.core..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule reconcilersKnowNoOtherReconciler =
            slices().matching("dev.paddock.hub.reconcile.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule onlyRootsEndTheProcess = noClasses()
            .that()
            .haveNameNotMatching(".*(Main|StartupTraining)")
            .and()
            .resideOutsideOfPackage("dev.paddock.hub.failpoint..")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule thereAreNoDrawers =
            noClasses().should().haveSimpleNameEndingWith("Utils").orShould().haveSimpleNameEndingWith("Helper");

    private static ArchRule only(String module, String... known) {
        String[] allowed = new String[known.length + 1];
        allowed[0] = "dev.paddock." + module + "..";
        for (int i = 0; i < known.length; i++) {
            allowed[i + 1] = "dev.paddock." + known[i] + "..";
        }
        return classes()
                .that()
                .resideInAPackage("dev.paddock." + module + "..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(allowed).or(JavaClass.Predicates.resideOutsideOfPackage("dev.paddock..")));
    }
}
