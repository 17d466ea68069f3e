// SPDX-License-Identifier: Apache-2.0
/** Manifests as people write them: where they lie, what they say, and at which line they say it wrongly. */
@org.jspecify.annotations.NullMarked
package dev.paddock.cli.manifest;
