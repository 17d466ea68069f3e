// SPDX-License-Identifier: Apache-2.0
/**
 * From a workload's components to the objects a spoke shall have, once per class of clusters, and from the objects to the files of an
 * artifact. Pure: reads no cluster, publishes nothing.
 */
@NullMarked
package dev.paddock.core.render;

import org.jspecify.annotations.NullMarked;
