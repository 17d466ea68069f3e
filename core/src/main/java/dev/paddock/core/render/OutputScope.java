// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.render;

import dev.paddock.api.mural.WorkloadTemplate.ObjectOutput;
import dev.paddock.api.mural.WorkloadTemplate.ObjectPath;
import dev.paddock.core.fault.FieldError;
import java.util.ArrayList;
import java.util.List;

/**
 * Which named objects a workload may read on a cluster it shares: those of its own namespace, and outside namespaces only the kinds that
 * its Project lists. The agent reads with its own rights, so nobody else would stop it.
 */
public final class OutputScope {

    private OutputScope() {}

    public static List<FieldError> check(RenderRequest request) {
        List<FieldError> errors = new ArrayList<>();
        List<ObjectOutput> outputs = request.template().objectOutputRefs();
        for (int i = 0; i < outputs.size(); i++) {
            String path = request.templatePath() + ".objectOutputRefs[" + i + "].pathRef";
            ObjectPath ref = outputs.get(i).pathRef();
            String kindGroup = KubernetesScopes.kindGroup(ref.apiVersion(), ref.kind());
            boolean clusterScoped = KubernetesScopes.clusterScoped(kindGroup, request.clusterScopedKinds());
            if (clusterScoped && !request.clusterScopedKinds().contains(kindGroup)) {
                errors.add(FieldError.forbidden(
                        path + ".kind",
                        "cluster-scoped " + kindGroup + " may not be read on a shared cluster; list \"" + kindGroup
                                + "\" in the Project's spec.admissionConfiguration.clusterScopedKinds"));
            } else if (!clusterScoped
                    && ref.namespace() != null
                    && !ref.namespace().equals(request.targetNamespace())) {
                errors.add(FieldError.forbidden(
                        path + ".namespace",
                        "may only be the target namespace \"" + request.targetNamespace()
                                + "\" on a shared cluster; leave it out"));
            }
        }
        return errors;
    }
}
