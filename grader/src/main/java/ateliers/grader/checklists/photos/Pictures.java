package ateliers.grader.checklists.photos;

import ateliers.grader.targets.GraderException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntFunction;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Photos as files: the formats that a club's members bring, made by ImageIO in memory. */
final class Pictures {
    private Pictures() {}

    static byte[] jpeg(Mosaic mosaic) {
        return written(mosaic.image(), "jpeg");
    }

    /** With so many bytes of comments more, as programs and cameras leave them. */
    static byte[] heavyJpeg(Mosaic mosaic, int bytes) {
        return JpegSegments.inserted(jpeg(mosaic), JpegSegments.comments(bytes));
    }

    /** With an alpha channel where the mosaic has holes. */
    static byte[] png(Mosaic mosaic) {
        return written(mosaic.image(), "png");
    }

    /** One channel of grey, as scanners make them. */
    static byte[] greyPng(Mosaic mosaic) {
        return written(grey(mosaic), "png");
    }

    static byte[] greyJpeg(Mosaic mosaic) {
        return written(grey(mosaic), "jpeg");
    }

    private static BufferedImage grey(Mosaic mosaic) {
        BufferedImage image = new BufferedImage(mosaic.width(), mosaic.height(), BufferedImage.TYPE_BYTE_GRAY);
        fill(image.getRaster(), mosaic, cell -> new int[] {mosaic.colours()[cell] & 0xFF});
        return image;
    }

    /** A palette of the mosaic's colours; that of its holes is transparent. */
    static byte[] palettePng(Mosaic mosaic) {
        int[] colours = mosaic.colours();
        IndexColorModel palette = new IndexColorModel(8, colours.length, colours, 0, true, -1, DataBuffer.TYPE_BYTE);
        BufferedImage image =
                new BufferedImage(mosaic.width(), mosaic.height(), BufferedImage.TYPE_BYTE_INDEXED, palette);
        fill(image.getRaster(), mosaic, cell -> new int[] {cell});
        return written(image, "png");
    }

    /** 16 bits a channel. */
    static byte[] deepPng(Mosaic mosaic) {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                false,
                false,
                ComponentColorModel.OPAQUE,
                DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(mosaic.width(), mosaic.height());
        fill(raster, mosaic, cell -> channels(mosaic.colours()[cell], 257));
        return written(new BufferedImage(model, raster, false, null), "png");
    }

    /** Four channels of printers' inks, as Adobe's programs mark and write them: how much of each ink is left out. */
    static byte[] cmykJpeg(Mosaic mosaic) {
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, mosaic.width(), mosaic.height(), 4, null);
        fill(raster, mosaic, cell -> withoutBlack(channels(mosaic.colours()[cell], 1)));
        byte[] plain = written("jpeg", (writer, out) -> {
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), null);
        });
        return JpegSegments.inserted(plain, JpegSegments.adobe());
    }

    /** A JPEG whose pixels lie on their side, with the EXIF orientation 6 that tells programs to turn it to the right. */
    static byte[] turnedJpeg(Mosaic upright) {
        return JpegSegments.inserted(written(upright.turnedLeft(), "jpeg"), JpegSegments.orientation(6));
    }

    /** With the EXIF orientation 1, of a photo that is upright as it is. */
    static byte[] straightJpeg(Mosaic mosaic) {
        return JpegSegments.inserted(jpeg(mosaic), JpegSegments.orientation(1));
    }

    /** An animation of which a still shows the first picture. */
    static byte[] gif(Mosaic first, Mosaic second) {
        return written("gif", (writer, out) -> {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (Mosaic frame : new Mosaic[] {first, second}) {
                ImageWriteParam param = writer.getDefaultWriteParam();
                BufferedImage image = frame.image();
                IIOMetadata metadata =
                        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
                writer.writeToSequence(new IIOImage(image, null, metadata), param);
            }
            writer.endWriteSequence();
        });
    }

    /** What arrived of a file whose upload was cut. */
    static byte[] cut(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
    }

    private static int[] withoutBlack(int[] rgb) {
        int[] inks = Arrays.copyOf(rgb, 4);
        inks[3] = 255;
        return inks;
    }

    private static int[] channels(int colour, int factor) {
        return new int[] {
            (colour >> 16 & 0xFF) * factor, (colour >> 8 & 0xFF) * factor, (colour & 0xFF) * factor,
        };
    }

    private static void fill(WritableRaster raster, Mosaic mosaic, IntFunction<int[]> samples) {
        for (int y = 0; y < mosaic.height(); y++) {
            for (int x = 0; x < mosaic.width(); x++) {
                raster.setPixel(x, y, samples.apply(mosaic.cellAt(x, y)));
            }
        }
    }

    private static byte[] written(BufferedImage image, String format) {
        return written(format, (writer, out) -> {
            writer.setOutput(out);
            writer.write(image);
        });
    }

    private static byte[] written(String format, Writing writing) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writing.write(writer, out);
        } catch (IOException e) {
            throw new GraderException("Le correcteur n'a pas pu fabriquer une photo.", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** What is written by a writer, and where to. */
    private interface Writing {
        void write(ImageWriter writer, MemoryCacheImageOutputStream out) throws IOException;
    }
}
