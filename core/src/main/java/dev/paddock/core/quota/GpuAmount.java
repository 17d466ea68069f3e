// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An amount of GPUs in units of 1/8400 of a device, the smallest number that thirds, quarters, fifths, sevenths and
 * sixteenths divide without a remainder (api.md 7.1, Q3). A fraction that does not divide is rounded up: a share may
 * never look smaller than it is.
 */
public record GpuAmount(long units) implements Comparable<GpuAmount> {
    public static final long UNITS_PER_GPU = 8400;
    public static final GpuAmount NONE = new GpuAmount(0);

    public GpuAmount {
        if (units < 0) {
            throw new IllegalArgumentException("a GPU amount is never negative: " + units);
        }
    }

    public static GpuAmount ofGpus(long gpus) {
        return new GpuAmount(Math.multiplyExact(gpus, UNITS_PER_GPU));
    }

    public static GpuAmount ofFraction(long numerator, long denominator) {
        return new GpuAmount(Math.ceilDiv(Math.multiplyExact(numerator, UNITS_PER_GPU), denominator));
    }

    /** Reads a Kubernetes quantity such as {@code 4} or {@code 2429m}, rounding up to a unit. */
    public static GpuAmount ofQuantity(String quantity) {
        String text = quantity.strip();
        boolean milli = text.endsWith("m");
        BigDecimal number = new BigDecimal(milli ? text.substring(0, text.length() - 1) : text);
        BigDecimal gpus = milli ? number.movePointLeft(3) : number;
        BigInteger units = gpus.multiply(BigDecimal.valueOf(UNITS_PER_GPU))
                .setScale(0, java.math.RoundingMode.CEILING)
                .toBigIntegerExact();
        return new GpuAmount(units.longValueExact());
    }

    public GpuAmount plus(GpuAmount other) {
        return new GpuAmount(Math.addExact(units, other.units));
    }

    public GpuAmount minus(GpuAmount other) {
        return new GpuAmount(units - other.units);
    }

    public GpuAmount times(long factor) {
        return new GpuAmount(Math.multiplyExact(units, factor));
    }

    public boolean isNone() {
        return units == 0;
    }

    /** The Kubernetes quantity, rounded up to milli: {@code 4}, {@code 2429m}. */
    public String quantity() {
        return units % UNITS_PER_GPU == 0
                ? Long.toString(units / UNITS_PER_GPU)
                : Math.ceilDiv(Math.multiplyExact(units, 1000L), UNITS_PER_GPU) + "m";
    }

    @Override
    public int compareTo(GpuAmount other) {
        return Long.compare(units, other.units);
    }

    @Override
    public String toString() {
        return quantity();
    }
}
