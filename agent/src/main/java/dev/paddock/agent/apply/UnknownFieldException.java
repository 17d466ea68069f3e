// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.apply;

import dev.paddock.agent.kube.ObjectRef;
import dev.paddock.api.meta.Annotations;
import dev.paddock.core.annotation.FieldValidation;
import dev.paddock.core.annotation.RenderingAnnotations;
import java.util.List;

/** An object has fields that the cluster's schema does not have, and nobody allowed leaving them out. */
public final class UnknownFieldException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnknownFieldException(ObjectRef object, List<String> fields, Throwable cause) {
        super(
                "%s: %s: Invalid value: the cluster's schema does not have %s; correct it, or allow it with %s%s: %s in spec.workload.metadata.annotations"
                        .formatted(
                                object,
                                String.join(", ", fields),
                                fields.size() == 1 ? "this field" : "these fields",
                                Annotations.RENDERING_PREFIX,
                                RenderingAnnotations.FIELD_VALIDATION,
                                FieldValidation.WARN.text()),
                cause);
    }
}
