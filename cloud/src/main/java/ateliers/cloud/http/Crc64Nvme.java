package ateliers.cloud.http;

import java.util.zip.Checksum;

/** CRC-64/NVME, the checksum S3 makes of every object that comes without one: reflected, eight bytes at a time. */
public final class Crc64Nvme implements Checksum {
    private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
    private static final long[][] TABLES = tables();

    private long crc = -1;

    @Override
    public void update(int value) {
        crc = TABLES[0][(int) (crc ^ value) & 0xFF] ^ (crc >>> 8);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            long word = 0;
            for (int i = Long.BYTES - 1; i >= 0; i--) {
                word = word << 8 | bytes[at + i] & 0xFF;
            }
            word ^= crc;
            long next = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                next ^= TABLES[Long.BYTES - 1 - i][(int) (word >>> 8 * i) & 0xFF];
            }
            crc = next;
        }
        for (; at < end; at++) {
            update(bytes[at]);
        }
    }

    @Override
    public long getValue() {
        return ~crc;
    }

    @Override
    public void reset() {
        crc = -1;
    }

    private static long[][] tables() {
        long[][] tables = new long[Long.BYTES][256];
        for (int value = 0; value < 256; value++) {
            long crc = value;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ POLYNOMIAL;
            }
            tables[0][value] = crc;
        }
        for (int table = 1; table < tables.length; table++) {
            for (int value = 0; value < 256; value++) {
                long before = tables[table - 1][value];
                tables[table][value] = tables[0][(int) before & 0xFF] ^ before >>> 8;
            }
        }
        return tables;
    }
}
