// SPDX-License-Identifier: Apache-2.0
/** The Project controller: the labels of its namespace, what it holds, and taking it apart. */
@org.jspecify.annotations.NullMarked
package dev.paddock.hub.reconcile.project;
