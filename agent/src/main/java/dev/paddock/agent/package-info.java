// SPDX-License-Identifier: Apache-2.0
/** The process that runs beside a spoke: joins it to the hub, carries out works, keeps what was applied, reports. */
@org.jspecify.annotations.NullMarked
package dev.paddock.agent;
