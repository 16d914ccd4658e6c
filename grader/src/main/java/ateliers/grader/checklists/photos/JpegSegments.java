package ateliers.grader.checklists.photos;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Segments that ImageIO does not write into JPEG files. See <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, annex
 * B</a>, and <a href="https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf">EXIF 2.3, 4.5.4 and 4.6.2</a>.
 */
final class JpegSegments {
    private static final int START = 2;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP14 = 0xEE;
    private static final int COMMENT = 0xFE;
    private static final int LONGEST = 65_000;
    private static final short ORIENTATION = 0x0112;
    private static final short SHORT = 3;

    private JpegSegments() {}

    /** A JPEG with a segment more, after the JFIF header where there is one. */
    static byte[] inserted(byte[] jpeg, byte[] segment) {
        int at = START;
        if ((jpeg[3] & 0xFF) == APP0) {
            at += 2 + ByteBuffer.wrap(jpeg).getShort(4);
        }
        return ByteBuffer.allocate(jpeg.length + segment.length)
                .put(jpeg, 0, at)
                .put(segment)
                .put(jpeg, at, jpeg.length - at)
                .array();
    }

    /** An EXIF segment with nothing but how the camera was held, as phones write it. */
    static byte[] orientation(int value) {
        ByteBuffer exif = ByteBuffer.allocate(32)
                .put("Exif\0\0MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort(ORIENTATION)
                .putShort(SHORT)
                .putInt(1)
                .putShort((short) value)
                .putShort((short) 0)
                .putInt(0);
        return segment(APP1, exif.array());
    }

    /** Adobe's mark: the four channels are cyan, magenta, yellow and black. */
    static byte[] adobe() {
        ByteBuffer mark = ByteBuffer.allocate(12)
                .put("Adobe".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 100)
                .putInt(0)
                .put((byte) 0);
        return segment(APP14, mark.array());
    }

    /** Comments of at least so many bytes in all. */
    static byte[] comments(int bytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < bytes) {
            all.writeBytes(segment(COMMENT, new byte[LONGEST]));
        }
        return all.toByteArray();
    }

    private static byte[] segment(int marker, byte[] content) {
        return ByteBuffer.allocate(content.length + 4)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content)
                .array();
    }
}
