// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.flux;

import dev.paddock.agent.kube.OwnerLabels;
import dev.paddock.api.flux.Kustomization;
import dev.paddock.api.meta.Annotations;
import dev.paddock.core.annotation.FieldValidation;
import dev.paddock.core.annotation.RenderingAnnotations;
import java.util.Map;

/** Labels, annotations, conditions and reasons of Flux's contracts. */
public final class FluxNames {

    public static final String OWNER_NAME = OwnerLabels.NAME;
    public static final String OWNER_NAMESPACE = OwnerLabels.NAMESPACE;
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

    /** Ours: fields that the stand-in left out, because the cluster does not know them and somebody allowed it. */
    public static final String FIELDS_LEFT_OUT = "FieldsLeftOut";

    static final String UNKNOWN_FIELDS = "UnknownFields";

    private FluxNames() {}

    /** What the hub wrote on it; Flux itself has no such choice. */
    static FieldValidation fieldValidation(Kustomization kustomization) {
        Map<String, String> annotations = kustomization.getMetadata().getAnnotations();
        String text = annotations == null
                ? null
                : annotations.get(Annotations.RENDERING_PREFIX + RenderingAnnotations.FIELD_VALIDATION);
        return text == null ? FieldValidation.STRICT : FieldValidation.of(text).orElse(FieldValidation.STRICT);
    }
}
