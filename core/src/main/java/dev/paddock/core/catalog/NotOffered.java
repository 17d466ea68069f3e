// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.catalog;

/**
 * A profile that somebody tagged for discovery in vain.
 *
 * @param reason what is wrong, naming the label
 * @param remedy what would put it right
 */
public record NotOffered(ProfileName profile, String reason, String remedy) {}
