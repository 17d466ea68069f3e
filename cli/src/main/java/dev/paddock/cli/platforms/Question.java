// SPDX-License-Identifier: Apache-2.0
package dev.paddock.cli.platforms;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.api.mural.Environment;
import dev.paddock.api.mural.Workload;
import dev.paddock.api.mural.WorkloadDeployment;
import dev.paddock.api.mural.WorkloadProfile;
import dev.paddock.api.ocm.ManagedCluster;
import dev.paddock.api.palette.ClusterProfile;
import dev.paddock.api.palette.Compute;
import dev.paddock.api.palette.ComputePool;
import dev.paddock.api.palette.ComputeProfile;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.Project;
import dev.paddock.api.palette.Tenant;
import dev.paddock.cli.CliException;
import dev.paddock.cli.ExitCode;
import dev.paddock.cli.hub.Hub;
import dev.paddock.cli.hub.Query;
import dev.paddock.cli.hub.TypedLists;
import dev.paddock.core.explain.Explainer;
import dev.paddock.core.explain.Explanation;
import dev.paddock.core.explain.Surroundings;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One object somebody asks about: gathers what the answer may depend on, as far as the asker may see it. */
final class Question {
    private final Hub hub;
    private final JsonNode object;
    private final TypedLists lists;
    private final String namespace;
    private final String name;
    private final Instant now;

    Question(Hub hub, JsonNode object, Instant now) {
        this.hub = hub;
        this.object = object;
        this.now = now;
        this.lists = new TypedLists(hub);
        this.namespace = object.path("metadata").path("namespace").asText();
        this.name = object.path("metadata").path("name").asText();
    }

    Explanation answer() {
        Explainer explainer = new Explainer(surroundings(), now);
        return switch (object.path("kind").asText()) {
            case "MLPlatform" -> explainer.of(as(MLPlatform.class));
            case "ComputePool" -> explainer.of(as(ComputePool.class));
            case "WorkloadDeployment" -> explainer.of(as(WorkloadDeployment.class));
            case "Environment" -> explainer.of(as(Environment.class));
            case "ComputeProfile" -> explainer.of(as(ComputeProfile.class));
            case "ManagedCluster" -> explainer.of(as(ManagedCluster.class));
            case "Tenant" -> explainer.of(as(Tenant.class), as(Tenant.class).getStatus());
            case "Project" -> explainer.of(as(Project.class), as(Project.class).getStatus());
            case "Compute" -> explainer.of(as(Compute.class), as(Compute.class).getStatus());
            case "Workload" ->
                explainer.of(as(Workload.class), as(Workload.class).getStatus());
            default ->
                throw new CliException(
                        ExitCode.USAGE,
                        "explain knows nothing of " + object.path("kind").asText(),
                        "paddock describe " + object.path("kind").asText() + "/" + name);
        };
    }

    private <T> T as(Class<T> type) {
        return lists.convert(object, type);
    }

    private Surroundings surroundings() {
        Set<String> visible = namespace.isEmpty() ? Set.of() : CatalogCommand.visibleFrom(hub, namespace);
        return new Surroundings(
                here(MLPlatform.class),
                here(ComputePool.class),
                here(WorkloadDeployment.class),
                visible(visible, Environment.class),
                workloads(),
                visible(visible, WorkloadProfile.class),
                visible(visible, ClusterProfile.class),
                lists.everywhere(ManagedCluster.class),
                events());
    }

    private <T extends HasMetadata> List<T> here(Class<T> type) {
        return namespace.isEmpty() ? List.of() : lists.in(namespace, type);
    }

    private <T extends HasMetadata> List<T> visible(Set<String> namespaces, Class<T> type) {
        List<T> found = new ArrayList<>();
        namespaces.forEach(visible -> found.addAll(lists.in(visible, type)));
        return found;
    }

    /** Of a cluster all that runs there; of a deployment or platform what carries its name, on every cluster. */
    private List<Workload> workloads() {
        return namespace.isEmpty()
                ? lists.in(name, Workload.class)
                : lists.everywhere(
                        Workload.class, Query.none().with("fieldSelector", "metadata.name=" + namespace + "-" + name));
    }

    private List<Event> events() {
        Query about = Query.none().with("fieldSelector", "involvedObject.name=" + name);
        return namespace.isEmpty() ? List.of() : lists.in(namespace, Event.class, about);
    }
}
