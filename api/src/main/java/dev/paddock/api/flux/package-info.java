// SPDX-License-Identifier: Apache-2.0
/**
 * Flux's source and kustomize contracts as Paddock uses them: fields, defaults and names are those of the upstream API.
 * Fields that Paddock neither writes nor reads are left out, and ignored when a real engine writes them.
 */
@NullMarked
package dev.paddock.api.flux;

import org.jspecify.annotations.NullMarked;
