// SPDX-License-Identifier: Apache-2.0
/**
 * The hub as the commands see it: a Kubernetes API server that is asked in its own JSON. No typed client: the commands
 * must handle every kind the server has, those made after this program included.
 */
@org.jspecify.annotations.NullMarked
package dev.paddock.cli.hub;
