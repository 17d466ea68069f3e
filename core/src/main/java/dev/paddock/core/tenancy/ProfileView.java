// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.tenancy;

import dev.paddock.api.palette.ComputeProfile;
import java.time.Instant;
import java.util.List;

/**
 * Everything the status of a ComputeProfile needs.
 *
 * @param users what lives in each Project that can reach the profile
 */
public record ProfileView(ComputeProfile profile, List<ProfileUsers> users, LevelReport level, Instant now) {
    public ProfileView {
        users = List.copyOf(users);
    }
}
