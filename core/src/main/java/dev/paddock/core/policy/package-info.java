// SPDX-License-Identifier: Apache-2.0
/**
 * What the policies of a workload say about single objects: which objects a rule selects, what it says of them, and the annotations in
 * which this travels with the object. Pure; who applies the objects carries it out.
 */
@NullMarked
package dev.paddock.core.policy;

import org.jspecify.annotations.NullMarked;
