// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.platform;

import dev.paddock.api.common.ClusterStatus;
import dev.paddock.api.common.Reference;
import dev.paddock.api.meta.DeletePolicy;
import dev.paddock.api.meta.Step;
import dev.paddock.api.palette.MLPlatform;
import dev.paddock.api.palette.MLPlatformStatus;
import dev.paddock.api.palette.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What deleting an MLPlatform will do, step by step, before anything is done. The reconciler follows it and
 * {@code paddock delete --dry-run} prints it, so the two cannot disagree.
 */
public record DeletionPlan(Optional<Scenario> scenario, Optional<DeletePolicy> policy, List<Planned> steps) {

    /** One step in words; one that does nothing here says why. */
    public record Planned(Step step, boolean skipped, String text) {}

    public DeletionPlan {
        steps = List.copyOf(steps);
    }

    public static DeletionPlan of(MLPlatform platform) {
        MLPlatformStatus status = platform.getStatus();
        Optional<Scenario> scenario = Optional.ofNullable(status == null ? null : status.scenario());
        Optional<DeletePolicy> policy = scenario.flatMap(known -> RequirementTable.effectiveDeletePolicy(
                known, Optional.ofNullable(platform.getSpec().deletePolicy())));
        boolean dedicated =
                scenario.filter(known -> known == Scenario.NEW_DEDICATED).isPresent();
        boolean orphaned =
                dedicated && policy.filter(DeletePolicy.ORPHAN::equals).isPresent();
        List<Planned> steps = new ArrayList<>();
        steps.add(act(Step.BLOCK_NEW, "no further change of " + name(platform) + " is carried out"));
        steps.add(undeliver(platform, orphaned));
        steps.add(
                dedicated
                        ? act(Step.REMOVE_ENVIRONMENT, "remove Environment " + own(platform))
                        : skip(Step.REMOVE_ENVIRONMENT, "only a dedicated environment goes with its MLPlatform"));
        steps.addAll(cluster(platform, scenario, orphaned));
        steps.add(releaseGpu(platform, scenario, orphaned));
        steps.add(skip(Step.REMOVE_ARTIFACTS, "published artifacts stay in the registry for 30 days"));
        steps.add(act(Step.FINALIZE, "remove " + name(platform)));
        return new DeletionPlan(scenario, policy, steps);
    }

    /** The steps alone, for the timeline. */
    public List<Step> stepNames() {
        return steps.stream().map(Planned::step).toList();
    }

    public Optional<Planned> find(Step step) {
        return steps.stream().filter(planned -> planned.step() == step).findFirst();
    }

    /** Whether the cluster and what runs on it stay while the MLPlatform goes. */
    public boolean keepsStack() {
        return scenario.filter(known -> known == Scenario.NEW_DEDICATED).isPresent()
                && policy.filter(DeletePolicy.ORPHAN::equals).isPresent();
    }

    /** Whether the pool outlives the MLPlatform. */
    public boolean keepsPool() {
        return scenario.filter(known -> known == Scenario.NEW_SHARED).isPresent();
    }

    /** Whether the cluster goes, so that nothing on it is worth waiting for. */
    public boolean deletesCluster() {
        return find(Step.DELETE_CLUSTER).isPresent();
    }

    private static Planned undeliver(MLPlatform platform, boolean orphaned) {
        String where = clusters(platform);
        if (where.isEmpty()) {
            return skip(Step.UNDELIVER, "nothing was delivered");
        }
        return act(
                Step.UNDELIVER,
                orphaned
                        ? "stop delivering to " + where + "; what runs there keeps running"
                        : "remove what was delivered to " + where + " and wait until it is gone");
    }

    private static List<Planned> cluster(MLPlatform platform, Optional<Scenario> scenario, boolean orphaned) {
        String pool = pool(platform);
        if (pool.isEmpty() || scenario.filter(PlatformSteps::makesCluster).isEmpty()) {
            return List.of(skip(Step.RETAIN_CLUSTER, "this MLPlatform made no cluster"));
        }
        if (scenario.filter(known -> known == Scenario.NEW_SHARED).isPresent()) {
            return List.of(act(
                    Step.RETAIN_CLUSTER, "keep the shared cluster: ComputePool " + pool + " stays without an owner"));
        }
        if (orphaned) {
            return List.of(act(
                    Step.RETAIN_CLUSTER,
                    "keep the cluster of ComputePool " + pool
                            + ", marked orphaned; it still counts against the limits"));
        }
        return List.of(
                act(Step.DRAIN_SPOKE, "place nothing more on the cluster of ComputePool " + pool),
                act(Step.DELETE_CLUSTER, "delete the cluster of ComputePool " + pool + " with all that is on it"),
                act(Step.DETACH_SPOKE, "forget the cluster"));
    }

    private static Planned releaseGpu(MLPlatform platform, Optional<Scenario> scenario, boolean orphaned) {
        MLPlatformStatus status = platform.getStatus();
        if (status == null || status.gpu().isEmpty()) {
            return skip(Step.RELEASE_GPU, "it holds no GPUs");
        }
        String families = String.join(", ", status.gpu().keySet());
        boolean kept = orphaned
                || scenario.filter(known -> known == Scenario.NEW_SHARED).isPresent();
        return kept
                ? act(Step.RELEASE_GPU, "hand the charge for " + families + " to the cluster that stays")
                : act(Step.RELEASE_GPU, "give back " + families);
    }

    private static String clusters(MLPlatform platform) {
        MLPlatformStatus status = platform.getStatus();
        return status == null
                ? ""
                : status.clusters().stream().map(ClusterStatus::name).collect(Collectors.joining(", "));
    }

    private static String pool(MLPlatform platform) {
        MLPlatformStatus status = platform.getStatus();
        Reference pool = status == null ? null : status.poolRef();
        return pool == null ? "" : platform.getMetadata().getNamespace() + "/" + pool.name();
    }

    private static String own(MLPlatform platform) {
        return platform.getMetadata().getNamespace() + "/"
                + platform.getMetadata().getName();
    }

    private static String name(MLPlatform platform) {
        return "MLPlatform " + own(platform);
    }

    private static Planned act(Step step, String text) {
        return new Planned(step, false, text);
    }

    private static Planned skip(Step step, String text) {
        return new Planned(step, true, text);
    }
}
