// SPDX-License-Identifier: Apache-2.0
/** What deployments put out for others: how an output is named, who may read it, and what it comes to. Pure. */
@NullMarked
package dev.paddock.core.output;

import org.jspecify.annotations.NullMarked;
