// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.VariableSet;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.palette.Project;
import dev.paddock.core.definition.ChosenDefinitions;
import dev.paddock.core.output.HubOutputs;
import dev.paddock.core.revision.ProfileChoice;
import dev.paddock.core.revision.ProfileChooser;
import dev.paddock.core.revision.ProfileRevision;
import dev.paddock.core.revision.Revisions;
import dev.paddock.hub.fake.TestEngine;
import dev.paddock.hub.golden.GoldenCase;
import dev.paddock.hub.variable.SecretContent;
import dev.paddock.hub.variable.VariableSources;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Inputs of a decision from the files of a golden case. */
final class Given {

    static final Instant NOW = Instant.parse("1970-01-01T00:10:00Z");

    private Given() {}

    static DeploymentInputs inputs(GoldenCase golden) {
        SortedMap<String, TargetCluster> clusters = new TreeMap<>();
        golden.inputs(ManagedCluster.class)
                .forEach(cluster -> clusters.put(cluster.getMetadata().getName(), TargetCluster.of(cluster)));
        WorkloadDeployment deployment = golden.input(WorkloadDeployment.class).orElseThrow();
        SortedMap<String, ManifestWork> own = new TreeMap<>();
        SortedMap<String, String> occupied = new TreeMap<>();
        golden.inputs(ManifestWork.class).forEach(work -> {
            Map<String, String> labels = work.getMetadata().getLabels();
            if (deployment.getMetadata().getName().equals(labels.get("palette.ai/deployment"))) {
                own.put(work.getMetadata().getNamespace(), work);
            } else {
                occupied.put(
                        work.getMetadata().getNamespace(),
                        "WorkloadDeployment project/a-" + labels.get("palette.ai/deployment"));
            }
        });
        return new DeploymentInputs(
                deployment,
                golden.input(Project.class),
                profile(golden, deployment),
                golden.input(Environment.class),
                clusters,
                own,
                byCluster(golden.inputs(Workload.class)),
                occupied,
                HubOutputs.NONE,
                new VariableSources(golden.inputs(VariableSet.class), secrets(golden)),
                ChosenDefinitions.of(TestEngine.builtIn()),
                Installation.of(
                                golden.input(ConfigMap.class)
                                        .map(ConfigMap::getData)
                                        .orElse(Map.of()),
                                "0.1.0")
                        .signedBy(Optional.of("sha256:key")),
                NOW);
    }

    private static Map<String, SecretContent> secrets(GoldenCase golden) {
        return golden.inputs(Secret.class).stream()
                .collect(Collectors.toMap(
                        secret -> secret.getMetadata().getNamespace() + "/"
                                + secret.getMetadata().getName(),
                        SecretContent::of));
    }

    private static ProfileChoice profile(GoldenCase golden, WorkloadDeployment deployment) {
        Optional<WorkloadProfile> profile = golden.input(WorkloadProfile.class);
        List<DefinitionRevision> revisions = golden.inputs(DefinitionRevision.class);
        return profile.isPresent() && revisions.isEmpty()
                ? chosen(profile.get())
                : new ProfileChooser(new Written(profile, revisions)).choose(deployment);
    }

    /** Profiles and revisions of the case's files. */
    private record Written(Optional<WorkloadProfile> profile, List<DefinitionRevision> revisions)
            implements ProfileChooser.Profiles {
        @Override
        public Optional<WorkloadProfile> profile(String namespace, String name) {
            return profile.filter(found -> found.getMetadata().getName().equals(name));
        }

        @Override
        public Optional<DefinitionRevision> revision(String namespace, String name) {
            return revisions.stream()
                    .filter(revision -> revision.getMetadata().getName().equals(name))
                    .findFirst();
        }

        @Override
        public List<DefinitionRevision> revisions(String namespace, String name) {
            return revisions;
        }
    }

    /** The n-th generation is the n-th version, as if each had been stored. */
    private static ProfileChoice chosen(WorkloadProfile profile) {
        Long generation = profile.getMetadata().getGeneration();
        Map<String, String> labels = profile.getMetadata().getLabels();
        String name = profile.getMetadata().getName();
        return new ProfileChoice.Chosen(
                new ProfileRevision(
                        profile.getMetadata().getNamespace(),
                        name,
                        "v" + (generation == null ? 0 : generation - 1),
                        Revisions.hash(profile.getSpec()),
                        Instant.parse(profile.getMetadata().getCreationTimestamp()),
                        labels == null ? Map.of() : labels,
                        profile.getSpec()),
                profile.getMetadata().getNamespace() + "/" + name);
    }

    private static <T extends HasMetadata> SortedMap<String, T> byCluster(List<T> resources) {
        SortedMap<String, T> byCluster = new TreeMap<>();
        resources.forEach(resource -> byCluster.put(resource.getMetadata().getNamespace(), resource));
        return byCluster;
    }
}
