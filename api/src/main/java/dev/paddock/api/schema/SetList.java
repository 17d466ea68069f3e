// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The list of scalars is a set: order has no meaning and duplicates are refused. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface SetList {}
