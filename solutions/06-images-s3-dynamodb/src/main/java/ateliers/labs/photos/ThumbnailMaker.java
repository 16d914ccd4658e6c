package ateliers.labs.photos;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;

/** Fait la miniature d'une photo, ou dit pourquoi elle n'en aura pas. Ne garde rien d'une photo à l'autre. */
final class ThumbnailMaker {

    /** Le plus grand côté d'une miniature, en pixels. */
    static final int LONGEST = 200;

    /** Au-delà, une photo n'est pas lue : ses pixels ne tiendraient pas en mémoire. */
    static final long MOST_PIXELS = 100_000_000;

    /** On lit un pixel sur tant, pourvu qu'il en reste quatre par pixel de la miniature : 100 millions tiennent alors. */
    private static final int KEPT = 4 * LONGEST;

    static {
        // Une fonction n'a ni écran ni fenêtre.
        System.setProperty("java.awt.headless", "true");
    }

    /** @throws Refusal si le fichier n'est pas une photo lisible, ou si elle est trop grande */
    Thumbnail make(byte[] photo, Format format) {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(photo))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new Refusal("Ce fichier n'est pas une image.");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input);
                return make(reader, format);
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw new Refusal("Cette image est illisible : " + e.getMessage());
        }
    }

    private static Thumbnail make(ImageReader reader, Format format) throws IOException {
        Decoded photo = decode(reader);
        int longest = Math.max(photo.width(), photo.height());
        double factor = Math.min(1, (double) LONGEST / longest);
        BufferedImage scaled = Thumbnails.of(photo.image())
                .forceSize(side(photo.width(), factor), side(photo.height(), factor))
                .imageType(type(photo.image(), format))
                .asBufferedImage();
        BufferedImage upright =
                ExifFilterUtils.getFilterForOrientation(photo.orientation()).apply(scaled);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ImageIO.write(upright, format.imageIoName(), content);
        return new Thumbnail(content.toByteArray(), photo.width(), photo.height());
    }

    /** La largeur et la hauteur se lisent dans l'en-tête : une bombe est refusée avant qu'un seul pixel n'arrive en mémoire. */
    private static Decoded decode(ImageReader reader) throws IOException {
        try {
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > MOST_PIXELS) {
                throw new Refusal("Cette image est trop grande : %d x %d pixels.".formatted(width, height));
            }
            // D'un JPEG coupé, Java rend ce qu'il a, le reste en gris, et n'en donne qu'un avertissement.
            reader.addIIOReadWarningListener((source, warning) -> {
                if (warning.startsWith("Truncated")) {
                    throw new Refusal("Cette image est coupée : il en manque la fin.");
                }
            });
            int step = Math.max(1, Math.max(width, height) / KEPT);
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(Math.min(step, width), Math.min(step, height), 0, 0);
            BufferedImage image = reader.read(0, param);
            return new Decoded(image, width, height, orientation(reader));
        } catch (Refusal refusal) {
            throw refusal;
        } catch (RuntimeException e) {
            // Les décodeurs de Java lèvent n'importe quoi sur un fichier abîmé.
            throw new Refusal("Cette image est illisible : " + e);
        }
    }

    /** Comment le téléphone était tenu. Une photo qui ne le dit pas, ou mal, est droite. */
    private static Orientation orientation(ImageReader reader) {
        try {
            Orientation orientation = ExifUtils.getExifOrientation(reader, 0);
            return orientation == null ? Orientation.TOP_LEFT : orientation;
        } catch (IOException | RuntimeException e) {
            return Orientation.TOP_LEFT;
        }
    }

    private static int side(int side, double factor) {
        return (int) Math.max(1, Math.round(side * factor));
    }

    /** Une image neuve, en couleurs : celles de la photo (gris, palette, 16 bits…) ne vont pas à tous les dessins. */
    private static int type(BufferedImage photo, Format format) {
        return photo.getColorModel().hasAlpha() && format.keepsTransparency()
                ? BufferedImage.TYPE_INT_ARGB
                : BufferedImage.TYPE_INT_RGB;
    }

    /**
     * Une photo en mémoire.
     *
     * @param image ses pixels, ou une partie d'entre eux si elle est grande
     */
    private record Decoded(BufferedImage image, int width, int height, Orientation orientation) {}
}
