// SPDX-License-Identifier: Apache-2.0
package dev.paddock.e2e.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.paddock.testkit.cluster.TestCluster;
import dev.paddock.testkit.cluster.WithControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Sends every file of the validation folders to a real API server, and every input that a golden test reads. */
@WithControlPlane
class CustomResourceValidationIT {
    private static final Path ROOT = Path.of(System.getProperty("paddock.root"));

    @TestFactory
    Stream<DynamicTest> theApiServerAnswersAsTheCaseSays(TestCluster cluster) {
        List<ValidationCase> cases = ValidationCase.under(ROOT.resolve("e2e/src/test/resources/validation"));
        assertThat(cases).isNotEmpty();
        return cases.stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> check(cluster, one)));
    }

    @TestFactory
    Stream<DynamicTest> theApiServerAcceptsTheInputsOfGoldenTestsAndTheExamples(TestCluster cluster) {
        List<Path> inputs = Stream.of(ROOT.resolve("core/src/test/resources"), ROOT.resolve("deploy/examples"))
                .flatMap(CustomResourceValidationIT::inputs)
                .toList();
        assertThat(inputs).isNotEmpty();
        return inputs.stream()
                .map(file -> DynamicTest.dynamicTest(
                        ROOT.relativize(file).toString(),
                        () -> ValidationCase.documents(Files.readString(file)).stream()
                                .filter(CustomResourceValidationIT::isServed)
                                .forEach(document -> dryRun(cluster, document).create())));
    }

    private static void check(TestCluster cluster, ValidationCase one) {
        if (one.isUpdate()) {
            GenericKubernetesResource first =
                    inNamespace(cluster, one.documents().getFirst());
            GenericKubernetesResource created = cluster.client().resource(first).create();
            try {
                GenericKubernetesResource second = one.documents().getLast();
                second.getMetadata().setResourceVersion(created.getMetadata().getResourceVersion());
                answer(one, () -> dryRun(cluster, second).update());
            } finally {
                cluster.client().resource(created).delete();
            }
        } else {
            answer(one, () -> dryRun(cluster, one.documents().getFirst()).create());
        }
    }

    private static void answer(ValidationCase one, Runnable request) {
        if (one.valid()) {
            request.run();
            return;
        }
        KubernetesClientException refusal = catchThrowableOfType(KubernetesClientException.class, request::run);
        assertThat(refusal).as("%s must be refused", one.name()).isNotNull();
        assertThat(one.expected())
                .as("an invalid case names the text it expects")
                .isNotEmpty();
        assertThat(refusal.getStatus().getMessage()).contains(one.expected());
    }

    private static NonDeletingOperation<GenericKubernetesResource> dryRun(
            TestCluster cluster, GenericKubernetesResource document) {
        return cluster.client()
                .resource(inNamespace(cluster, document))
                .dryRun(true)
                .fieldValidation(Validation.STRICT);
    }

    private static GenericKubernetesResource inNamespace(TestCluster cluster, GenericKubernetesResource document) {
        if (document.getMetadata().getNamespace() != null) {
            document.getMetadata().setNamespace(cluster.namespace());
        }
        return document;
    }

    private static boolean isServed(GenericKubernetesResource document) {
        // Not an object of a cluster but a fixture that only its own test reads.
        if (document.getApiVersion() == null) {
            return false;
        }
        String group =
                document.getApiVersion().substring(0, document.getApiVersion().indexOf('/') + 1);
        return List.of("palette.ai/", "mural.sh/", "cluster.open-cluster-management.io/")
                .contains(group);
    }

    private static Stream<Path> inputs(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> file.getFileName().toString().startsWith("in-")
                            || file.toString().contains("examples"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
