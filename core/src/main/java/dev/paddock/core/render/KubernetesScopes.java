// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import java.util.Set;

/**
 * Which kinds live outside namespaces, as {@code Kind.group} (a core kind is its name alone). A hub cannot ask every spoke, so these are
 * the kinds of Kubernetes and of the engines this product stands on; any other is taken for namespaced unless the Project lists it.
 */
public final class KubernetesScopes {

    private static final Set<String> CLUSTER_SCOPED = Set.of(
            "Namespace",
            "Node",
            "PersistentVolume",
            "ComponentStatus",
            "ClusterRole.rbac.authorization.k8s.io",
            "ClusterRoleBinding.rbac.authorization.k8s.io",
            "CustomResourceDefinition.apiextensions.k8s.io",
            "APIService.apiregistration.k8s.io",
            "MutatingWebhookConfiguration.admissionregistration.k8s.io",
            "ValidatingWebhookConfiguration.admissionregistration.k8s.io",
            "ValidatingAdmissionPolicy.admissionregistration.k8s.io",
            "ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io",
            "MutatingAdmissionPolicy.admissionregistration.k8s.io",
            "MutatingAdmissionPolicyBinding.admissionregistration.k8s.io",
            "StorageClass.storage.k8s.io",
            "CSIDriver.storage.k8s.io",
            "CSINode.storage.k8s.io",
            "VolumeAttachment.storage.k8s.io",
            "VolumeAttributesClass.storage.k8s.io",
            "VolumeSnapshotClass.snapshot.storage.k8s.io",
            "VolumeSnapshotContent.snapshot.storage.k8s.io",
            "PriorityClass.scheduling.k8s.io",
            "RuntimeClass.node.k8s.io",
            "IngressClass.networking.k8s.io",
            "IPAddress.networking.k8s.io",
            "ServiceCIDR.networking.k8s.io",
            "GatewayClass.gateway.networking.k8s.io",
            "FlowSchema.flowcontrol.apiserver.k8s.io",
            "PriorityLevelConfiguration.flowcontrol.apiserver.k8s.io",
            "CertificateSigningRequest.certificates.k8s.io",
            "ClusterTrustBundle.certificates.k8s.io",
            "DeviceClass.resource.k8s.io",
            "ResourceSlice.resource.k8s.io",
            "ClusterQueue.kueue.x-k8s.io",
            "ResourceFlavor.kueue.x-k8s.io",
            "AdmissionCheck.kueue.x-k8s.io",
            "Topology.kueue.x-k8s.io",
            "WorkloadPriorityClass.kueue.x-k8s.io",
            "ClusterTrainingRuntime.trainer.kubeflow.org",
            "ClusterServingRuntime.serving.kserve.io",
            "ClusterStorageContainer.serving.kserve.io",
            "ClusterIssuer.cert-manager.io",
            "ClusterPolicy.nvidia.com",
            "NVIDIADriver.nvidia.com",
            "Tenant.capsule.clastix.io");

    private KubernetesScopes() {}

    public static boolean clusterScoped(String kindGroup, Set<String> listed) {
        return CLUSTER_SCOPED.contains(kindGroup) || listed.contains(kindGroup);
    }

    /** {@code Kind.group}; the group of core kinds is empty and not written. */
    public static String kindGroup(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? kind : kind + "." + apiVersion.substring(0, slash);
    }
}
