// SPDX-License-Identifier: Apache-2.0
/**
 * The Gateway API as Paddock serves it: fields, defaults and names are those of the upstream API. What is not served is kept
 * all the same, as free form, where ignoring it would change what a route means: a route that has it is refused, not served
 * without.
 */
@NullMarked
package dev.paddock.api.gateway;

import org.jspecify.annotations.NullMarked;
