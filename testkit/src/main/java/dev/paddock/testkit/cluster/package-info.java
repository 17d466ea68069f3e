// SPDX-License-Identifier: Apache-2.0
/** Real API servers for tests: shared by a test run, a namespace per test. */
@NullMarked
package dev.paddock.testkit.cluster;

import org.jspecify.annotations.NullMarked;
