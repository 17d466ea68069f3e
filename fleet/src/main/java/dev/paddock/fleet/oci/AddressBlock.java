// SPDX-License-Identifier: Apache-2.0
package dev.paddock.fleet.oci;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/** Addresses with the same first bits, such as {@code 10.0.0.0/8}; a single address is a block of its own. Looks no name up. */
record AddressBlock(byte[] address, int bits) {
    static final AddressBlock LOOPBACK = new AddressBlock(new byte[] {127, 0, 0, 0}, 8);

    /** Empty if the text is no address and no block of them. */
    static Optional<AddressBlock> parse(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> address = literal(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int most = address.get().length * Byte.SIZE;
        if (slash < 0) {
            return Optional.of(new AddressBlock(address.get(), most));
        }
        String bits = text.substring(slash + 1);
        return bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= most
                ? Optional.of(new AddressBlock(address.get(), Integer.parseInt(bits)))
                : Optional.empty();
    }

    boolean contains(String host) {
        return literal(host)
                .filter(other -> other.length == address.length)
                .filter(other -> prefix(other).equals(prefix(address)))
                .isPresent();
    }

    private BigInteger prefix(byte[] of) {
        return new BigInteger(1, of).shiftRight(of.length * Byte.SIZE - bits);
    }

    private static Optional<byte[]> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text).getAddress());
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }
}
