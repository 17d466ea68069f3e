// SPDX-License-Identifier: Apache-2.0
package dev.paddock.render.cel;

/** A value of a type that only CEL knows, with the text that stands for it in an object. */
interface Shown {
    String text();
}
