// SPDX-License-Identifier: Apache-2.0
/**
 * KubeVela's Application: reading it, applying its policies, and rendering its components with their traits. Pure: templates are evaluated
 * by whoever is asked, nothing is looked up in a cluster.
 */
@NullMarked
package dev.paddock.core.oam;

import org.jspecify.annotations.NullMarked;
