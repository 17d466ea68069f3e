// SPDX-License-Identifier: Apache-2.0
package dev.paddock.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A CEL rule on each item of a list in this one place, where the rule does not hold for the item's type everywhere. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@Repeatable(ItemRule.All.class)
public @interface ItemRule {
    /** The CEL expression; {@code self} is the item. */
    String value();

    /** The text of the error. */
    String message() default "";

    /** A CEL expression that gives the text of the error. */
    String messageExpression() default "";

    /** One of the {@code FieldValue…} reasons. */
    String reason() default "FieldValueInvalid";

    /** The field of the item that the error is about, with a leading dot. */
    String fieldPath() default "";

    /** Holds several rules of one field. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.FIELD)
    @interface All {
        ItemRule[] value();
    }
}
