// SPDX-License-Identifier: Apache-2.0
/** The verbs on objects of any kind: apply, get, describe, delete; as kubectl has them, with better errors. */
@org.jspecify.annotations.NullMarked
package dev.paddock.cli.objects;
