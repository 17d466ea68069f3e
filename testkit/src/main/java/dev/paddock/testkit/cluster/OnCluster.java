// SPDX-License-Identifier: Apache-2.0
package dev.paddock.testkit.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the cluster a parameter is about, where a test needs more than one; the default is {@code hub}. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnCluster {
    String value();
}
