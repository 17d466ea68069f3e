// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.agent.kube.Kind;
import dev.paddock.agent.kube.KindWatches;
import dev.paddock.agent.kube.ObjectApi;
import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.agent.kube.ObjectWatches;
import dev.paddock.agent.kube.ObjectWatches.Target;
import dev.paddock.agent.kube.Observed;
import dev.paddock.api.mural.WorkloadTemplate;
import dev.paddock.api.mural.WorkloadTemplate.ObjectOutput;
import dev.paddock.api.mural.WorkloadTemplate.ObjectPath;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The objects that outputs of workloads name. Those of workloads themselves are watched with their kinds already; each of the others has
 * a watch of its own as long as a workload names it.
 */
final class NamedObjects implements AutoCloseable {

    private final ObjectApi api;
    private final KindWatches applied;
    private final ObjectWatches others;

    /** @param changed told of the workload that names what came, changed or went */
    NamedObjects(KubernetesClient spoke, ObjectApi api, KindWatches applied, Consumer<String> changed) {
        this.api = api;
        this.applied = applied;
        this.others = new ObjectWatches(spoke, changed);
    }

    /** @return whether the cluster serves the kinds of all that is named; no watch tells when it comes to do so */
    boolean watch(String workload, @Nullable WorkloadTemplate template, String namespace) {
        Set<Target> targets = new HashSet<>();
        boolean served = true;
        if (template != null) {
            for (ObjectOutput output : template.objectOutputRefs()) {
                Optional<Target> target = target(output.pathRef(), namespace);
                target.filter(found -> applied.get(ref(found)).isEmpty()).ifPresent(targets::add);
                served &= target.isPresent();
            }
        }
        others.hold(workload, targets);
        return served;
    }

    /** All that is named, where the cluster serves its kind. */
    Set<ObjectRef> refs(@Nullable WorkloadTemplate template, String namespace) {
        return template == null
                ? Set.of()
                : template.objectOutputRefs().stream()
                        .flatMap(output -> target(output.pathRef(), namespace).stream())
                        .map(NamedObjects::ref)
                        .collect(Collectors.toSet());
    }

    void forget(String workload) {
        others.hold(workload, Set.of());
    }

    /** @param namespace where it is if its path does not say */
    Optional<JsonNode> find(ObjectPath path, String namespace) {
        return target(path, namespace).flatMap(target -> {
            Optional<JsonNode> own = applied.get(ref(target)).map(Observed::object);
            return own.isPresent()
                    ? own
                    : others.find(target)
                            .orElseGet(() -> api.get(target.kind(), target.namespace(), target.name()))
                            .map(ObjectApi::tree);
        });
    }

    @Override
    public void close() {
        others.close();
    }

    private Optional<Target> target(ObjectPath path, String namespace) {
        Optional<Kind> kind = api.kinds().find(path.apiVersion(), path.kind());
        return kind.map(found -> new Target(
                found, found.namespaced() ? Objects.requireNonNullElse(path.namespace(), namespace) : "", path.name()));
    }

    private static ObjectRef ref(Target target) {
        return new ObjectRef(target.kind().group(), target.kind().name(), target.namespace(), target.name());
    }
}
