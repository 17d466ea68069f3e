// SPDX-License-Identifier: Apache-2.0
/** {@code paddock image}: building container images and bringing them to the hub's registry. */
@org.jspecify.annotations.NullMarked
package dev.paddock.cli.images;
