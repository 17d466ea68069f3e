// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.kube;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Discovery, remembered per API group version. A kind that is not known is asked for again at most once a second, so that a
 * CustomResourceDefinition applied a moment ago is found and a missing one costs little.
 */
public final class KindIndex {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private record Page(Instant asked, List<Kind> kinds) {}

    private final KubernetesClient client;
    private final Clock clock;
    private final ConcurrentHashMap<String, Page> pages = new ConcurrentHashMap<>();

    public KindIndex(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    public Kind require(String apiVersion, String kind) {
        return find(apiVersion, kind)
                .orElseThrow(() -> new UnknownKindException("the cluster serves no kind " + kind + " in " + apiVersion
                        + "; install its CustomResourceDefinition first"));
    }

    public Optional<Kind> find(String apiVersion, String kind) {
        return find(apiVersion, known -> known.name().equals(kind));
    }

    /** By the plural name that OCM records. */
    public Optional<Kind> findByPlural(String group, String version, String plural) {
        return find(
                group.isEmpty() ? version : group + "/" + version,
                known -> known.plural().equals(plural));
    }

    private Optional<Kind> find(String apiVersion, Predicate<Kind> wanted) {
        Page page = pages.get(apiVersion);
        Optional<Kind> known = page == null
                ? Optional.empty()
                : page.kinds().stream().filter(wanted).findFirst();
        if (known.isPresent() || (page != null && page.asked().plus(LOOK_AGAIN).isAfter(clock.instant()))) {
            return known;
        }
        Page fresh = new Page(clock.instant(), ask(apiVersion));
        pages.put(apiVersion, fresh);
        return fresh.kinds().stream().filter(wanted).findFirst();
    }

    private List<Kind> ask(String apiVersion) {
        @Nullable APIResourceList resources = client.getApiResources(apiVersion);
        if (resources == null) {
            return List.of();
        }
        String group = ObjectRef.groupOf(apiVersion);
        String version = ObjectRef.versionOf(apiVersion);
        return resources.getResources().stream()
                .filter(resource -> !resource.getName().contains("/"))
                .map(resource -> kind(group, version, resource))
                .toList();
    }

    private static Kind kind(String group, String version, APIResource resource) {
        return new Kind(
                group, version, resource.getKind(), resource.getName(), Boolean.TRUE.equals(resource.getNamespaced()));
    }
}
