// SPDX-License-Identifier: Apache-2.0
/**
 * The Open Cluster Management contract as Paddock uses it: fields, defaults and names are those of the upstream API.
 * Fields that Paddock neither writes nor reads are left out, and ignored when a real engine writes them.
 */
@NullMarked
package dev.paddock.api.ocm;

import org.jspecify.annotations.NullMarked;
