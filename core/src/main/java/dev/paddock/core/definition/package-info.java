// SPDX-License-Identifier: Apache-2.0
/**
 * What component, trait and policy types are: definitions as KubeVela writes them, where they are found, and what evaluating their
 * templates comes to. Knows no template language; a {@link dev.paddock.core.definition.TemplateEngine} does.
 */
@NullMarked
package dev.paddock.core.definition;

import org.jspecify.annotations.NullMarked;
