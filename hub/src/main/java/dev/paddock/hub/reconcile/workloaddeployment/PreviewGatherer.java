// SPDX-License-Identifier: Apache-2.0
package dev.paddock.hub.reconcile.workloaddeployment;

import dev.paddock.api.meta.Labels;
import dev.paddock.api.meta.Namespaces;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.EnvironmentStatus;
import dev.paddock.api.mural.VariableSet;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.oam.DefinitionRevision;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.ocm.ManifestWork;
import dev.paddock.api.palette.Project;
import dev.paddock.core.output.DeploymentName;
import dev.paddock.core.revision.ProfileChoice;
import dev.paddock.core.revision.ProfileChooser;
import dev.paddock.core.revision.ProfileRevision;
import dev.paddock.core.revision.ProfileView;
import dev.paddock.core.revision.RevisionDecider;
import dev.paddock.core.revision.RevisionDecision;
import dev.paddock.core.revision.Revisions;
import dev.paddock.core.revision.VersioningType;
import dev.paddock.core.workload.SecretKey;
import dev.paddock.hub.definition.DefinitionSource;
import dev.paddock.hub.output.OutputGatherer;
import dev.paddock.hub.output.OutputReaders;
import dev.paddock.hub.variable.SecretContent;
import dev.paddock.hub.variable.VariableSources;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What {@link DeploymentGatherer} reads from caches, asked of the API server, with some profiles as they would be. */
final class PreviewGatherer {

    private final KubernetesClient client;
    private final DefinitionSource definitions;
    private final String hubVersion;

    PreviewGatherer(KubernetesClient client, DefinitionSource definitions, String hubVersion) {
        this.client = client;
        this.definitions = definitions;
        this.hubVersion = hubVersion;
    }

    Optional<WorkloadDeployment> deployment(String namespace, String name) {
        return find(WorkloadDeployment.class, namespace, name);
    }

    DeploymentInputs gather(WorkloadDeployment deployment, List<WorkloadProfile> changed, Instant now) {
        String namespace = deployment.getMetadata().getNamespace();
        Map<String, String> settings = find(ConfigMap.class, Namespaces.SYSTEM, Installation.CONFIG_MAP)
                .map(ConfigMap::getData)
                .orElse(Map.of());
        ProfileChooser chooser = new ProfileChooser(new Profiles(changed, settings, now));
        Optional<Environment> environment = find(
                Environment.class,
                deployment.getSpec().environmentRef().namespaceOr(namespace),
                deployment.getSpec().environmentRef().name());
        SortedMap<String, ManifestWork> works = own(deployment, ManifestWork.class);
        Set<String> names = new TreeSet<>(works.keySet());
        environment
                .map(Environment::getStatus)
                .map(EnvironmentStatus::decisions)
                .ifPresent(decisions -> decisions.forEach(decision -> names.add(decision.clusterName())));
        SortedMap<String, TargetCluster> clusters = new TreeMap<>();
        names.forEach(name -> find(ManagedCluster.class, "", name)
                .ifPresent(cluster -> clusters.put(name, TargetCluster.of(cluster))));
        ProfileChoice profile = chooser.choose(deployment);
        DeploymentInputs inputs = new DeploymentInputs(
                deployment,
                project(namespace),
                profile,
                environment,
                clusters,
                works,
                own(deployment, Workload.class),
                new TreeMap<>(),
                // Readers are told to nobody here: what is read for a look need not be heard of again.
                new OutputGatherer(new OutputReaders(unheard -> {})).of(deployment, new Others(deployment, chooser)),
                new VariableSources(sets(namespace), Map.of()),
                DeploymentGatherer.definitions(definitions, deployment, profile),
                Installation.of(settings, hubVersion),
                now);
        return inputs.with(inputs.variables().with(secrets(inputs)));
    }

    private List<VariableSet> sets(String namespace) {
        return Stream.of(namespace, Namespaces.SYSTEM)
                .flatMap(where -> find(VariableSet.class, where, VariableSet.NAME).stream())
                .toList();
    }

    private Map<String, SecretContent> secrets(DeploymentInputs inputs) {
        Map<String, SecretContent> found = new HashMap<>();
        for (SecretKey key : DeploymentVariables.of(inputs).secretKeys()) {
            find(Secret.class, key.namespace(), key.name())
                    .ifPresent(secret -> found.put(key.namespace() + "/" + key.name(), SecretContent.of(secret)));
        }
        return found;
    }

    /** The deployment in question stands for itself; the others are read. */
    private final class Others implements OutputGatherer.Objects {
        private final WorkloadDeployment asked;
        private final ProfileChooser chooser;

        private Others(WorkloadDeployment asked, ProfileChooser chooser) {
            this.asked = asked;
            this.chooser = chooser;
        }

        @Override
        public Optional<WorkloadDeployment> deployment(DeploymentName name) {
            boolean itself = name.name().equals(asked.getMetadata().getName())
                    && name.namespace().equals(asked.getMetadata().getNamespace());
            return itself ? Optional.of(asked) : PreviewGatherer.this.deployment(name.namespace(), name.name());
        }

        @Override
        public Optional<WorkloadTemplate> template(WorkloadDeployment deployment) {
            return Optional.ofNullable(deployment.getSpec().workload())
                    .or(() -> chooser.choose(deployment).revision().map(ProfileRevision::template));
        }

        @Override
        public Optional<Project> project(String namespace) {
            return PreviewGatherer.this.project(namespace);
        }

        @Override
        public Optional<Workload> workload(String cluster, String name) {
            return find(Workload.class, cluster, name);
        }
    }

    /** Profiles as they are, but for those that are to change: these have the revision that would be stored for them. */
    private final class Profiles implements ProfileChooser.Profiles {
        private final Map<String, WorkloadProfile> changed = new HashMap<>();
        private final Map<String, DefinitionRevision> stored = new HashMap<>();

        private Profiles(List<WorkloadProfile> profiles, Map<String, String> settings, Instant now) {
            for (WorkloadProfile profile : profiles) {
                String namespace = profile.getMetadata().getNamespace();
                ProfileView view = new ProfileView(
                        profile,
                        ofServer(namespace, profile.getMetadata().getName()),
                        Set.of(),
                        Optional.ofNullable(settings.get(VersioningType.SETTING)),
                        now);
                RevisionDecision decision = new RevisionDecider().decide(view);
                if (decision instanceof RevisionDecision.Store store) {
                    DefinitionRevision revision = store.revision();
                    revision.getMetadata().setCreationTimestamp(now.toString());
                    stored.put(key(namespace, revision.getMetadata().getName()), revision);
                }
                profile.setStatus(decision.status());
                changed.put(key(namespace, profile.getMetadata().getName()), profile);
            }
        }

        @Override
        public Optional<WorkloadProfile> profile(String namespace, String name) {
            return Optional.ofNullable(changed.get(key(namespace, name)))
                    .or(() -> find(WorkloadProfile.class, namespace, name));
        }

        @Override
        public Optional<DefinitionRevision> revision(String namespace, String name) {
            return Optional.ofNullable(stored.get(key(namespace, name)))
                    .or(() -> find(DefinitionRevision.class, namespace, name));
        }

        @Override
        public List<DefinitionRevision> revisions(String namespace, String profile) {
            List<DefinitionRevision> all = new ArrayList<>(ofServer(namespace, profile));
            stored.values().stream()
                    .filter(revision -> namespace.equals(revision.getMetadata().getNamespace()))
                    .forEach(all::add);
            return all;
        }

        private List<DefinitionRevision> ofServer(String namespace, String profile) {
            return client.resources(DefinitionRevision.class)
                    .inNamespace(namespace)
                    .withLabel(Labels.WORKLOAD_PROFILE, Revisions.label(profile))
                    .list()
                    .getItems();
        }

        private static String key(String namespace, String name) {
            return namespace + "/" + name;
        }
    }

    private Optional<Project> project(String namespace) {
        return client.resources(Project.class).inNamespace(namespace).list().getItems().stream()
                .findFirst();
    }

    private <T extends HasMetadata> SortedMap<String, T> own(WorkloadDeployment deployment, Class<T> type) {
        SortedMap<String, T> byCluster = new TreeMap<>();
        client.resources(type)
                .inAnyNamespace()
                .withLabels(Map.of(
                        Labels.DEPLOYMENT, deployment.getMetadata().getName(),
                        Labels.PROJECT_NAME, deployment.getMetadata().getNamespace()))
                .list()
                .getItems()
                .forEach(object -> byCluster.put(object.getMetadata().getNamespace(), object));
        return byCluster;
    }

    private <T extends HasMetadata> Optional<T> find(Class<T> type, String namespace, String name) {
        var resources = client.resources(type);
        return Optional.ofNullable(
                namespace.isEmpty()
                        ? resources.withName(name).get()
                        : resources.inNamespace(namespace).withName(name).get());
    }
}
