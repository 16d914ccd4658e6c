package ateliers.grader.checklists.photos;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A decompression bomb: a valid PNG, all black, whose pixels take a thousand times its own size. See
 * <a href="https://www.w3.org/TR/png-3/#5DataRep">PNG, 5</a>, and RFC 1950.
 */
final class Bomb {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int BLOCK = 1_000_000;
    private static final int ADLER_MODULUS = 65_521;

    private Bomb() {}

    /** @param side width and height in pixels, each of which is a byte of grey */
    static byte[] png(int side) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(side).putInt(side);
        // 8 bits a pixel, grey, and the only methods that there are.
        header.put((byte) 8).put((byte) 0).put((byte) 0).put((byte) 0).put((byte) 0);
        chunk(file, "IHDR", header.array());
        chunk(file, "IDAT", zeros((long) side * (side + 1)));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    /** So many zeros as zlib writes them. A block of them is the same wherever it stands, so that one is enough to be made. */
    private static byte[] zeros(long count) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.write(0x78);
        stream.write(0xDA);
        stream.writeBytes(deflated(deflater, BLOCK, Deflater.FULL_FLUSH));
        byte[] block = deflated(deflater, BLOCK, Deflater.FULL_FLUSH);
        long blocks = count / BLOCK;
        for (long i = 1; i < blocks; i++) {
            stream.writeBytes(block);
        }
        deflater.finish();
        stream.writeBytes(deflated(deflater, (int) (count % BLOCK), Deflater.NO_FLUSH));
        deflater.end();
        // Adler-32 of zeros: one sum stays 1, the other counts.
        stream.writeBytes(ByteBuffer.allocate(4)
                .putInt((int) (count % ADLER_MODULUS) << 16 | 1)
                .array());
        return stream.toByteArray();
    }

    private static byte[] deflated(Deflater deflater, int zeros, int flush) {
        deflater.setInput(new byte[zeros]);
        byte[] room = new byte[BLOCK];
        int length = deflater.deflate(room, 0, room.length, flush);
        return Arrays.copyOf(room, length);
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        file.writeBytes(name);
        file.writeBytes(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
