// SPDX-License-Identifier: Apache-2.0
/**
 * The MLPlatform: which of the four scenarios a spec asks for, what it resolves to, which step comes next, and what a
 * deletion will do. Everything here is a pure function of what was gathered; nothing here calls a cluster.
 */
@org.jspecify.annotations.NullMarked
package dev.paddock.core.platform;
