// SPDX-License-Identifier: Apache-2.0
/** The revisions of profiles: what there were, what differs, and back to one of them. */
@NullMarked
package dev.paddock.cli.revisions;

import org.jspecify.annotations.NullMarked;
