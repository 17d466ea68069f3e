// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.explain;

import dev.paddock.api.meta.Reason;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a reason means to somebody who has not read the API specification, and what to do about it. The rules behind a
 * reason are elsewhere; a reason without an entry speaks for itself.
 *
 * @param remedy what to do, empty where waiting is all there is to do
 */
record Advice(String meaning, String remedy) {
    private static final String RETRY = "then change the spec, or give the annotation palette.ai/retry a new value";
    private static final Map<Reason, Advice> BY_REASON = all();

    private static Map<Reason, Advice> all() {
        Map<Reason, Advice> advice = new EnumMap<>(Reason.class);
        accepted(advice);
        profiles(advice);
        clusters(advice);
        environments(advice);
        delivery(advice);
        deletion(advice);
        return Collections.unmodifiableMap(advice);
    }

    static Optional<Advice> on(Obstacle obstacle) {
        return Arrays.stream(Reason.values()).filter(obstacle::is).findFirst().map(BY_REASON::get);
    }

    private static void say(Map<Reason, Advice> advice, Reason reason, String meaning, String remedy) {
        advice.put(reason, new Advice(meaning, remedy));
    }

    private static void accepted(Map<Reason, Advice> advice) {
        say(advice, Reason.QUOTA_EXCEEDED, "it asks for more GPUs than a limit leaves", "");
        say(
                advice,
                Reason.MODE_NOT_ALLOWED,
                "its ComputeProfile does not allow this mode",
                "name another ComputeProfile in spec.computeProfileRef, or apply it anew with a mode that is allowed");
        say(
                advice,
                Reason.TARGET_NAMESPACE_FORBIDDEN,
                "its project forbids the namespace it would run in",
                "apply it anew with a spec.targetNamespace that the project's deploymentNamespaces allow");
        say(
                advice,
                Reason.NO_SHARED_ENVIRONMENT,
                "no Ready Environment labelled palette.ai/mode: shared can be used from here",
                "set spec.cluster and spec.clusterProfileRef to have a new shared cluster made, or wait for an Environment");
        say(
                advice,
                Reason.ENVIRONMENT_DEDICATED,
                "the Environment belongs to another deployment alone",
                "name a shared Environment in spec.environmentRef, or none to have one chosen");
        say(advice, Reason.POOL_DEDICATED, "the pool belongs to another deployment alone", "use another pool");
        say(
                advice,
                Reason.GPU_FAMILY_AMBIGUOUS,
                "its pods ask for GPUs and the clusters have several families",
                "set the annotation palette.ai/gpu-family, or a nodeSelector on nvidia.com/gpu.product");
        say(
                advice,
                Reason.NOT_PLACEABLE,
                "no cluster can take it, however long it waits",
                "ask for what a cluster has");
        say(advice, Reason.EVALUATING, "the hub has not decided yet", "");
    }

    private static void profiles(Map<Reason, Advice> advice) {
        say(
                advice,
                Reason.CLUSTER_PROFILE_NOT_FOUND,
                "the ClusterProfile it names does not exist",
                "apply that ClusterProfile, or correct spec.clusterProfileRef; paddock catalog lists what there is");
        say(
                advice,
                Reason.WORKLOAD_PROFILE_NOT_FOUND,
                "the WorkloadProfile it names does not exist",
                "apply that WorkloadProfile, or correct spec.workloadProfileRef; paddock catalog lists what there is");
        say(
                advice,
                Reason.REVISION_NOT_FOUND,
                "the WorkloadProfile has no revision of that version",
                "correct workloadProfileRef.revision; paddock history workloadprofile/NAME lists what there is");
        say(
                advice,
                Reason.PLATFORM_MISMATCH,
                "the profile's labels say another platform or version",
                "make spec.platform and spec.version agree with the profile's labels");
        say(
                advice,
                Reason.DEFINITION_MISSING,
                "a component is of a type that nothing defines",
                "correct the component's type in the WorkloadProfile");
        say(
                advice,
                Reason.CLUSTER_SPEC_INCOMPLETE,
                "neither the object nor its profiles say what the cluster is to be made of",
                "add what is missing to spec.cluster, or to the defaults of the ComputeProfile");
        say(
                advice,
                Reason.VARIABLE_UNRESOLVED,
                "a variable that the profile requires has no value",
                "give it a value in spec.variables");
        say(
                advice,
                Reason.OUTPUT_CYCLE,
                "deployments read each other's outputs in a circle",
                "remove one of the macros");
    }

    private static void clusters(Map<Reason, Advice> advice) {
        say(
                advice,
                Reason.PROVIDER_NOT_CONFIGURED,
                "no provider makes clusters for this cloud",
                "correct spec.cluster.cloud or spec.cluster.providerRef");
        say(
                advice,
                Reason.INSUFFICIENT_MACHINES,
                "too few machines of this kind are free; it goes on as soon as there are enough",
                "free machines, or ask for fewer or smaller ones");
        say(advice, Reason.MACHINES_TIMED_OUT, "no machines became free in time", "free machines, " + RETRY);
        say(advice, Reason.PROVISIONING, "the provider is making the cluster", "");
        say(
                advice,
                Reason.PROVIDER_ERROR,
                "the provider reports an error; it is asked again",
                "correct what the message names");
        say(advice, Reason.PROVISION_TIMED_OUT, "the cluster was not made in time", "look at the provider, " + RETRY);
        say(advice, Reason.UNREACHABLE, "the cluster does not answer", "paddock cluster list; paddock status");
        say(advice, Reason.WAITING_FOR_KUBECONFIG, "the cluster is not far enough to join", "");
        say(advice, Reason.AWAITING_JOIN, "the cluster's agent has not registered with the hub yet", "");
        say(
                advice,
                Reason.NOT_ACCEPTED,
                "the cluster asks to join and nobody has accepted it",
                "set spec.hubAcceptsClient: true on its ManagedCluster");
        say(
                advice,
                Reason.JOIN_TIMED_OUT,
                "the cluster's agent did not register in time",
                "read what it says with paddock logs agent CLUSTER, " + RETRY);
        say(
                advice,
                Reason.LEASE_EXPIRED,
                "the cluster's agent no longer reports",
                "paddock status; paddock logs agent CLUSTER; paddock up starts what has stopped");
    }

    private static void environments(Map<Reason, Advice> advice) {
        say(advice, Reason.INSTALLING_AGENTS, "the cluster is being prepared for deliveries", "");
        say(
                advice,
                Reason.AGENT_INSTALL_FAILED,
                "the agents could not be installed on the cluster",
                "correct what the message names, " + RETRY);
        say(
                advice,
                Reason.ENVIRONMENT_NOT_FOUND,
                "the Environment it names does not exist",
                "apply that Environment, or correct spec.environmentRef");
        say(
                advice,
                Reason.PLACEMENT_EMPTY,
                "no cluster meets the Environment's terms",
                "compare the predicates with paddock get managedclusters --show-labels");
        say(
                advice,
                Reason.PLACEMENT_SHORT,
                "fewer clusters than wanted meet the Environment's terms",
                "join or label more clusters, or lower numberOfClusters, or set readiness: AtLeastOne");
        say(
                advice,
                Reason.CONTROL_PLANE_UNSUPPORTED,
                "the cluster cannot host virtual control planes",
                "apply it anew with isolation Namespace");
        say(
                advice,
                Reason.BINDING_NOT_FOUND,
                "its namespace is bound to none of the cluster sets it names",
                "apply a ManagedClusterSetBinding, or leave hubNamespace out");
    }

    private static void delivery(Map<Reason, Advice> advice) {
        say(advice, Reason.RENDERING, "its objects are being made from the profile", "");
        say(advice, Reason.PUBLISHING, "its artifact is being pushed to the registry", "");
        say(
                advice,
                Reason.OUTPUT_PENDING,
                "it reads an output of another deployment that is not there yet",
                "paddock explain that deployment");
        say(
                advice,
                Reason.RENDER_FAILED,
                "the profile does not give valid objects; trying again would not help",
                "correct the WorkloadProfile or the variables");
        say(
                advice,
                Reason.RENDERER_UNAVAILABLE,
                "the hub could not evaluate templates, whatever they say; it tries again by itself",
                "if it stays, paddock logs hub says what ends the program that evaluates them");
        say(
                advice,
                Reason.SCOPE_FORBIDDEN,
                "it has objects that may not go to a shared cluster",
                "keep its objects in the target namespace, or have the kind added to the project's clusterScopedKinds");
        say(
                advice,
                Reason.REGISTRY_UNAVAILABLE,
                "the registry does not answer; it goes on as soon as it does",
                "paddock status; paddock up starts what has stopped");
        say(advice, Reason.PUBLISH_FAILED, "the registry refused the artifact", "correct what the message names");
        say(
                advice,
                Reason.NAMESPACE_CONFLICT,
                "its target namespace on the cluster belongs to another deployment",
                "apply it anew with another spec.targetNamespace");
        say(
                advice,
                Reason.NOT_VERIFIED,
                "the cluster found no signature on the artifact by a key that it trusts, and applied nothing of it; the hub signs anew",
                "if it stays, see that Secret mural-system/paddock-verification-keys has the public half of the key that signs");
        say(
                advice,
                Reason.DIGEST_MISMATCH,
                "what the registry gave is not what was published, so nothing of it was applied; what ran before goes on",
                "find out who can write to the registry, have it restored, or change the spec to publish anew");
        say(
                advice,
                Reason.SECRET_INVALID,
                "a Secret that is needed does not hold what it should",
                "correct the Secret that the message names");
        say(advice, Reason.APPLYING, "the cluster's agent is applying it", "");
        say(
                advice,
                Reason.ROLLOUT_HALTED,
                "more clusters failed than the environment's rollout strategy allows; the others keep what they have",
                "correct what the message names: a profile that is mended, or a cluster that recovers, lets it go on by itself");
        say(
                advice,
                Reason.APPLY_FAILED,
                "the cluster refused an object; it is applied again every minute",
                "correct what the message names");
        say(
                advice,
                Reason.DELIVER_TIMED_OUT,
                "it was not applied in time",
                "read what the agent says with paddock logs agent CLUSTER, " + RETRY);
        say(advice, Reason.SUSPENDED, "spec.suspend stops delivery; what runs goes on", "set spec.suspend to false");
        say(advice, Reason.PROGRESSING, "its pods are still starting", "");
        say(
                advice,
                Reason.DEGRADED,
                "something that was applied does not work",
                "paddock logs agent CLUSTER, for what the agent saw");
        say(
                advice,
                Reason.MISSING,
                "something that was applied is not there",
                "paddock logs agent CLUSTER, for what the agent saw");
        say(advice, Reason.PAUSED, "something in it is paused", "resume what the message names");
        say(
                advice,
                Reason.AGENT_SILENT,
                "the cluster's agent has given no sign of life for minutes, so nobody knows",
                "paddock status; paddock logs agent CLUSTER; paddock up starts what has stopped");
    }

    private static void deletion(Map<Reason, Advice> advice) {
        say(advice, Reason.DELETING, "the steps of its deletion run", "");
        say(advice, Reason.IN_USE, "something still uses it", "delete what the message names first");
        say(
                advice,
                Reason.SPOKE_UNREACHABLE,
                "its cluster does not answer, so what runs there cannot be removed",
                "bring the cluster back, or annotate the object palette.ai/force-delete: \"true\" to leave it behind");
    }
}
