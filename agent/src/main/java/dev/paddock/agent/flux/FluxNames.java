// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

/** Labels, annotations, conditions and reasons of Flux's contracts. */
public final class FluxNames {

    public static final String OWNER_NAME = "kustomize.toolkit.fluxcd.io/name";
    public static final String OWNER_NAMESPACE = "kustomize.toolkit.fluxcd.io/namespace";
    static final String FINALIZER = "finalizers.fluxcd.io";

    static final String RECONCILE = "kustomize.toolkit.fluxcd.io/reconcile";
    static final String SSA = "kustomize.toolkit.fluxcd.io/ssa";
    static final String PRUNE = "kustomize.toolkit.fluxcd.io/prune";
    static final String FORCE = "kustomize.toolkit.fluxcd.io/force";

    public static final String READY = "Ready";
    public static final String HEALTHY = "Healthy";
    public static final String RECONCILING = "Reconciling";
    static final String FETCH_FAILED = "FetchFailed";
    static final String IN_STORAGE = "ArtifactInStorage";
    public static final String SOURCE_VERIFIED = "SourceVerified";

    public static final String PROGRESSING = "Progressing";
    public static final String SUCCEEDED = "Succeeded";
    public static final String VERIFICATION_ERROR = ArtifactException.VERIFICATION_FAILED;
    public static final String DIGEST_MISMATCH = ArtifactException.DIGEST_MISMATCH;
    public static final String RECONCILIATION_SUCCEEDED = "ReconciliationSucceeded";
    public static final String RECONCILIATION_FAILED = "ReconciliationFailed";
    public static final String HEALTH_CHECK_FAILED = "HealthCheckFailed";
    public static final String ARTIFACT_FAILED = "ArtifactFailed";
    public static final String BUILD_FAILED = "BuildFailed";
    public static final String PRUNE_FAILED = "PruneFailed";
    public static final String DEPENDENCY_NOT_READY = "DependencyNotReady";

    private FluxNames() {}
}
