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
import dev.paddock.core.definition.ChosenDefinitions;
import dev.paddock.core.definition.Definitions;
import dev.paddock.core.output.DeploymentName;
import dev.paddock.core.output.HubOutputs;
import dev.paddock.core.revision.ProfileChoice;
import dev.paddock.core.revision.ProfileChooser;
import dev.paddock.core.revision.ProfileRevision;
import dev.paddock.fleet.signing.SigningSecret;
import dev.paddock.hub.definition.DefinitionSource;
import dev.paddock.hub.output.OutputGatherer;
import dev.paddock.hub.variable.SecretContent;
import dev.paddock.hub.variable.SecretWatches;
import dev.paddock.hub.variable.VariableSources;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads what a decision needs from the hub's caches; makes no request. */
final class DeploymentGatherer {

    private final String hubVersion;
    private final OutputGatherer outputs;
    private final DefinitionSource definitions;
    private final SecretWatches secrets;

    DeploymentGatherer(String hubVersion, DefinitionSource definitions, OutputGatherer outputs, SecretWatches secrets) {
        this.hubVersion = hubVersion;
        this.definitions = definitions;
        this.outputs = outputs;
        this.secrets = secrets;
    }

    /** Other deployments and what belongs to them, from the same caches. */
    private record Cached(Context<WorkloadDeployment> context) implements OutputGatherer.Objects {
        @Override
        public Optional<WorkloadDeployment> deployment(DeploymentName name) {
            return context.getPrimaryCache().get(new ResourceID(name.name(), name.namespace()));
        }

        @Override
        public Optional<WorkloadTemplate> template(WorkloadDeployment deployment) {
            return Optional.ofNullable(deployment.getSpec().workload())
                    .or(() -> choose(deployment, context).revision().map(ProfileRevision::template));
        }

        @Override
        public Optional<Project> project(String namespace) {
            return cache(context, Project.class).list(namespace).findFirst();
        }

        @Override
        public Optional<Workload> workload(String cluster, String name) {
            return find(context, Workload.class, name, cluster);
        }
    }

    DeploymentInputs gather(WorkloadDeployment deployment, Context<WorkloadDeployment> context, Instant now) {
        String namespace = deployment.getMetadata().getNamespace();
        Optional<Environment> environment = find(
                context,
                Environment.class,
                deployment.getSpec().environmentRef().name(),
                deployment.getSpec().environmentRef().namespaceOr(namespace));
        SortedMap<String, ManifestWork> works = byCluster(context.getSecondaryResourcesAsStream(ManifestWork.class));
        SortedMap<String, Workload> workloads = byCluster(context.getSecondaryResourcesAsStream(Workload.class));
        Set<String> names = new TreeSet<>(works.keySet());
        environment.ifPresent(found -> names.addAll(selected(found)));
        SortedMap<String, TargetCluster> clusters = new TreeMap<>();
        // What is being deleted may be somewhere no cache of ours shows yet.
        boolean leaving = deployment.getMetadata().getDeletionTimestamp() != null;
        cache(context, ManagedCluster.class)
                .list(cluster -> leaving || names.contains(cluster.getMetadata().getName()))
                .forEach(cluster -> clusters.put(cluster.getMetadata().getName(), TargetCluster.of(cluster)));
        ProfileChoice profile = choose(deployment, context);
        DeploymentInputs inputs = new DeploymentInputs(
                deployment,
                cache(context, Project.class).list(namespace).findFirst(),
                profile,
                environment,
                clusters,
                works,
                workloads,
                occupied(deployment, context, clusters.keySet()),
                leaving ? HubOutputs.NONE : outputs.of(deployment, new Cached(context)),
                new VariableSources(sets(namespace, context), Map.of()),
                definitions(definitions, deployment, profile),
                installation(context),
                now);
        return leaving ? inputs : inputs.with(inputs.variables().with(secrets(inputs)));
    }

    private static List<VariableSet> sets(String namespace, Context<WorkloadDeployment> context) {
        return Stream.of(namespace, Namespaces.SYSTEM)
                .flatMap(where -> find(context, VariableSet.class, VariableSet.NAME, where).stream())
                .toList();
    }

    private Map<String, SecretContent> secrets(DeploymentInputs inputs) {
        return secrets.use(
                new DeploymentName(inputs.projectName(), inputs.name()),
                DeploymentVariables.of(inputs).secretKeys());
    }

    /** An inline workload has no revision that could hold it to older ones. */
    static ChosenDefinitions definitions(
            DefinitionSource definitions, WorkloadDeployment deployment, ProfileChoice profile) {
        Optional<ProfileRevision> revision = profile.revision();
        boolean follows = ProfileChooser.followsProfile(deployment) || revision.isEmpty();
        return revision.map(ProfileRevision::template)
                .or(() -> Optional.ofNullable(deployment.getSpec().workload()))
                .map(template -> definitions.choose(
                        template,
                        revision.map(ProfileRevision::namespace)
                                .orElse(deployment.getMetadata().getNamespace()),
                        follows ? Optional.empty() : revision.map(ProfileRevision::created)))
                .orElseGet(() -> ChosenDefinitions.of(Definitions.of(List.of())));
    }

    private Installation installation(Context<WorkloadDeployment> context) {
        Map<String, String> settings = find(context, ConfigMap.class, Installation.CONFIG_MAP, Namespaces.SYSTEM)
                .map(ConfigMap::getData)
                .orElse(Map.of());
        return Installation.of(settings, hubVersion)
                .signedBy(find(context, Secret.class, SigningSecret.NAME, Namespaces.SYSTEM)
                        .flatMap(DeploymentGatherer::fingerprint));
    }

    /** A Secret without a key is a fault of whoever signs with it, and told then. */
    private static Optional<String> fingerprint(Secret secret) {
        try {
            return Optional.of(new SigningSecret().shown(secret).fingerprint());
        } catch (IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }

    private static ProfileChoice choose(WorkloadDeployment deployment, Context<WorkloadDeployment> context) {
        return new ProfileChooser(new CachedProfiles(context)).choose(deployment);
    }

    /** Profiles and their revisions, from the same caches. */
    private record CachedProfiles(Context<WorkloadDeployment> context) implements ProfileChooser.Profiles {
        @Override
        public Optional<WorkloadProfile> profile(String namespace, String name) {
            return find(context, WorkloadProfile.class, name, namespace);
        }

        @Override
        public Optional<DefinitionRevision> revision(String namespace, String name) {
            return find(context, DefinitionRevision.class, name, namespace);
        }

        @Override
        public List<DefinitionRevision> revisions(String namespace, String profile) {
            return cache(context, DefinitionRevision.class).list(namespace).toList();
        }
    }

    /** Two names may make one word with their namespaces; such a work must not be taken over. */
    private static SortedMap<String, String> occupied(
            WorkloadDeployment deployment, Context<WorkloadDeployment> context, Set<String> clusters) {
        String workName = deployment.getMetadata().getNamespace() + "-"
                + deployment.getMetadata().getName();
        SortedMap<String, String> occupied = new TreeMap<>();
        for (String cluster : clusters) {
            find(context, ManifestWork.class, workName, cluster)
                    .filter(work -> !DeploymentIndex.ownerOf(work).contains(ResourceID.fromResource(deployment)))
                    .map(work -> work.getMetadata().getLabels())
                    .ifPresent(labels -> occupied.put(
                            cluster,
                            "WorkloadDeployment " + labels.get(Labels.PROJECT_NAME) + "/"
                                    + labels.get(Labels.DEPLOYMENT)));
        }
        return occupied;
    }

    private static Set<String> selected(Environment environment) {
        EnvironmentStatus status = environment.getStatus();
        Set<String> names = new TreeSet<>();
        if (status != null) {
            status.decisions().forEach(decision -> names.add(decision.clusterName()));
        }
        return names;
    }

    private static <T extends HasMetadata> SortedMap<String, T> byCluster(Stream<T> resources) {
        SortedMap<String, T> byCluster = new TreeMap<>();
        resources.forEach(resource -> byCluster.put(resource.getMetadata().getNamespace(), resource));
        return byCluster;
    }

    private static <R extends HasMetadata> Optional<R> find(
            Context<WorkloadDeployment> context, Class<R> type, String name, String namespace) {
        return cache(context, type).get(new ResourceID(name, namespace));
    }

    private static <R extends HasMetadata> InformerEventSource<R, WorkloadDeployment> cache(
            Context<WorkloadDeployment> context, Class<R> type) {
        return (InformerEventSource<R, WorkloadDeployment>)
                context.eventSourceRetriever().getEventSourceFor(type);
    }
}
