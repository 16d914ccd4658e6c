package ateliers.labs.photos;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Les photos des tests : la moitié gauche d'une couleur, la moitié droite d'une autre. */
final class Pictures {

    static final Color LEFT = new Color(200, 30, 40);
    static final Color RIGHT = new Color(30, 90, 210);

    private Pictures() {}

    static byte[] jpeg(int width, int height) {
        return file(halves(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), LEFT, RIGHT), "jpeg");
    }

    static byte[] greyPng(int width, int height) {
        return file(
                halves(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), Color.BLACK, Color.WHITE),
                "png");
    }

    /** La moitié droite est transparente. */
    static byte[] transparentPng(int width, int height) {
        return file(
                halves(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB), LEFT, new Color(0, true)), "png");
    }

    /** Une image de 30 000 x 30 000 pixels, dont seul l'en-tête est là : qui le lit sait déjà qu'elle est trop grande. */
    static byte[] bomb() {
        ByteBuffer header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(30_000)
                .putInt(30_000)
                .put(new byte[] {8, 0, 0, 0, 0});
        CRC32 sum = new CRC32();
        sum.update(header.array());
        return ByteBuffer.allocate(8 + 4 + 17 + 4 + 8)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
                .putInt(13)
                .put(header.array())
                .putInt((int) sum.getValue())
                .putInt(1000)
                .put("IDAT".getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** La même photo, avec la note « tourne-moi d'un quart de tour vers la droite » qu'un téléphone y met (EXIF). */
    static byte[] turned(byte[] jpeg) {
        byte[] exif = ByteBuffer.allocate(36)
                .put(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, 34})
                .put("Exif\0\0MM".getBytes(StandardCharsets.US_ASCII))
                .put(new byte[] {0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6})
                .array();
        int afterJfif = 4 + ByteBuffer.wrap(jpeg).getShort(4);
        return ByteBuffer.allocate(jpeg.length + exif.length)
                .put(jpeg, 0, afterJfif)
                .put(exif)
                .put(jpeg, afterJfif, jpeg.length - afterJfif)
                .array();
    }

    static BufferedImage read(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage halves(BufferedImage image, Color left, Color right) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(left);
        graphics.fillRect(0, 0, image.getWidth() / 2, image.getHeight());
        if (right.getAlpha() > 0) {
            graphics.setColor(right);
            graphics.fillRect(image.getWidth() / 2, 0, image.getWidth(), image.getHeight());
        }
        graphics.dispose();
        return image;
    }

    private static byte[] file(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
