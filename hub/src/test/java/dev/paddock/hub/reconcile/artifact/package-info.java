// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.paddock.hub.reconcile.artifact;

import org.jspecify.annotations.NullMarked;
