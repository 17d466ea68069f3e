// SPDX-License-Identifier: Apache-2.0
/**
 * Helm charts without a helm-controller: a process gets the chart, by digest, into a store on disk, and another renders it, without network
 * and credentials. Both are the official library, in {@code native/helm}.
 */
@NullMarked
package dev.paddock.render.helm;

import org.jspecify.annotations.NullMarked;
