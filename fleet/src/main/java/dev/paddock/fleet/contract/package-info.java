// SPDX-License-Identifier: Apache-2.0
/** Who reconciles a contract on a cluster: a real engine, or a stand-in of ours. */
@NullMarked
package dev.paddock.fleet.contract;

import org.jspecify.annotations.NullMarked;
