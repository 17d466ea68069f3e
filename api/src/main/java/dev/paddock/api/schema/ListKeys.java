// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The list is merged by these keys instead of being replaced as a whole. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ListKeys {
    /** JSON names of the keys. */
    String[] value();
}
