// SPDX-License-Identifier: Apache-2.0
package dev.paddock.agent.gateway;

/** IPv4 addresses with the same first bits. */
public record AddressRange(int first, int bits) {

    private static final int WIDTH = 32;
    private static final int PARTS = 4;

    /** @param text as in {@code 10.244.1.0/24} */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(text + " is not an address range such as 10.244.1.0/24");
        }
        int bits = Integer.parseInt(text.substring(slash + 1));
        if (bits < 1 || bits > WIDTH) {
            throw new IllegalArgumentException(text + ": " + bits + " must lie between 1 and " + WIDTH);
        }
        return new AddressRange(number(text.substring(0, slash)) & mask(bits), bits);
    }

    /** False for what is no IPv4 address. */
    public boolean contains(String address) {
        try {
            return (number(address) & mask(bits)) == first;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static int mask(int bits) {
        return -1 << (WIDTH - bits);
    }

    private static int number(String address) {
        String[] parts = address.split("\\.", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException(address + " is not an IPv4 address");
        }
        int number = 0;
        for (String part : parts) {
            // At most three digits each and no sign, so that HAProxy reads the same number.
            if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
                throw new IllegalArgumentException(address + " is not an IPv4 address");
            }
            number = (number << 8) | Integer.parseInt(part);
        }
        return number;
    }
}
