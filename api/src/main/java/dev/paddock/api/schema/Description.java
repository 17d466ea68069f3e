// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a kind or field is for, in a sentence for whoever writes the YAML: units, range, default and effect. The only source of the
 * descriptions in the CRDs, of what {@code kubectl explain} prints and of the reference pages.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD})
public @interface Description {
    String value();
}
