// SPDX-License-Identifier: Apache-2.0
/**
 * What a workload means before it is rendered: variables and their precedence, macros, system outputs; and what can be read off it
 * afterwards: the GPUs its pods ask for and the URL it answers on. Renders nothing and knows no cluster.
 */
@NullMarked
package dev.paddock.core.workload;

import org.jspecify.annotations.NullMarked;
