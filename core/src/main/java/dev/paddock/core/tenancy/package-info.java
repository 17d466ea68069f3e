// SPDX-License-Identifier: Apache-2.0
/**
 * What the hub says about a Tenant, a Project and a ComputeProfile, and in which order a Project is taken apart. Grants no
 * GPUs: that is {@link dev.paddock.core.quota}'s business.
 */
@org.jspecify.annotations.NullMarked
package dev.paddock.core.tenancy;
