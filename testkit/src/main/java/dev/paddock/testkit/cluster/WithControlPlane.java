// SPDX-License-Identifier: Apache-2.0
package dev.paddock.testkit.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives test methods and constructors parameters of type {@link TestCluster} and
 * {@link io.fabric8.kubernetes.client.KubernetesClient}: a real control plane with Paddock's CRDs.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ControlPlaneExtension.class)
public @interface WithControlPlane {
    /** True if the test needs garbage collection, rollouts, tokens or granted certificates; without it start is quicker. */
    boolean controllers() default false;
}
