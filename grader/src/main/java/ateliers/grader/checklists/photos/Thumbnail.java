package ateliers.grader.checklists.photos;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What a stack made of a photo. A file of a few bytes may tell of billions of pixels: its header is read first, and no more of it where
 * it is too large, or of no format of the contract's.
 *
 * @param format as {@code JPEG}; empty where the file is no picture
 * @param width in pixels, as the header tells
 * @param height likewise
 * @param image its pixels; null where they are not to be read
 */
record Thumbnail(byte[] file, String contentType, String format, int width, int height, BufferedImage image) {
    /** How far each of red, green and blue may be off: JPEG and any way of scaling stay well below. */
    static final int TOLERANCE = 32;
    /** A palette of 216 colours, which some programs reduce pictures to, has steps of 51. */
    private static final int PALETTE_TOLERANCE = 60;

    private static final Set<String> READ = Set.of("JPEG", "PNG");

    /** Hundreds of times those of a thumbnail. */
    private static final long MOST_PIXELS = 16_000_000;

    static Thumbnail of(byte[] file, String contentType) {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (readers.hasNext()) {
                ImageReader reader = readers.next();
                try {
                    reader.setInput(input);
                    String format = reader.getFormatName().toUpperCase(Locale.ROOT);
                    int width = reader.getWidth(0);
                    int height = reader.getHeight(0);
                    boolean isRead = READ.contains(format) && (long) width * height <= MOST_PIXELS;
                    return new Thumbnail(file, contentType, format, width, height, isRead ? reader.read(0) : null);
                } finally {
                    reader.dispose();
                }
            }
        } catch (IOException | RuntimeException e) {
            // ImageIO's readers throw anything on what is no picture.
        }
        return new Thumbnail(file, contentType, "", 0, 0, null);
    }

    /** Whether its pixels are there to be looked at. */
    boolean isPicture() {
        return image != null;
    }

    boolean measures(int wantedWidth, int wantedHeight) {
        return isPicture() && width == wantedWidth && height == wantedHeight;
    }

    /** Its format and size, or what it is instead. */
    String said() {
        return !format.isEmpty()
                ? "%s de %d x %d, Content-Type %s".formatted(format, width, height, contentType)
                : "un fichier de %d octets que Java ne sait pas lire comme une image".formatted(file.length);
    }

    /** The first cell of the mosaic that it does not show, in words; empty where it shows all. */
    Optional<String> difference(Mosaic mosaic) {
        return difference(mosaic, TOLERANCE);
    }

    /** @param most how far each of red, green and blue may be off */
    Optional<String> difference(Mosaic mosaic, int most) {
        int tolerance = image.getColorModel() instanceof IndexColorModel ? Math.max(most, PALETTE_TOLERANCE) : most;
        for (int cell = 0; cell < mosaic.colours().length; cell++) {
            int column = cell % Mosaic.COLUMNS;
            int row = cell / Mosaic.COLUMNS;
            int x = (2 * column + 1) * width / (2 * Mosaic.COLUMNS);
            int y = (2 * row + 1) * height / (2 * Mosaic.ROWS);
            int seen = pixel(x, y);
            int wanted = mosaic.colours()[cell];
            if (!same(wanted, seen, tolerance)) {
                return Optional.of("au point (%d, %d), %s au lieu de %s".formatted(x, y, said(seen), said(wanted)));
            }
        }
        return Optional.empty();
    }

    private static boolean same(int wanted, int seen, int tolerance) {
        if (Math.abs((wanted >>> 24) - (seen >>> 24)) > tolerance) {
            return false;
        }
        if (wanted >>> 24 == 0) {
            return true; // whatever colour does not show
        }
        for (int shift = 0; shift <= 16; shift += 8) {
            if (Math.abs((wanted >> shift & 0xFF) - (seen >> shift & 0xFF)) > tolerance) {
                return false;
            }
        }
        return true;
    }

    /** As {@code 0xAARRGGBB}. Java would brighten grey, which it takes for linear. */
    private int pixel(int x, int y) {
        int bands = image.getRaster().getNumBands();
        if (bands > 2 || image.getColorModel() instanceof IndexColorModel) {
            return image.getRGB(x, y);
        }
        int[] samples = image.getRaster().getPixel(x, y, (int[]) null);
        int shift = image.getRaster().getTransferType() == DataBuffer.TYPE_USHORT ? 8 : 0;
        int bits = image.getColorModel().getComponentSize(0);
        int grey = bits < 8 ? samples[0] * 255 / ((1 << bits) - 1) : samples[0] >> shift;
        int alpha = bands == 2 ? samples[1] >> shift : 255;
        return alpha << 24 | grey << 16 | grey << 8 | grey;
    }

    private static String said(int colour) {
        return colour >>> 24 < 128 ? "transparent" : "#%06X".formatted(colour & 0xFFFFFF);
    }
}
