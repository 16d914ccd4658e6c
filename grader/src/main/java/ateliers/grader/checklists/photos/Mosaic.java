package ateliers.grader.checklists.photos;

import ateliers.grader.variety.Variety;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A picture of random colours, in a grid of four columns and three rows: whoever scales it shows the same cells, whoever cuts a part
 * out of it does not.
 *
 * @param colours of the cells, row by row, as {@code 0xAARRGGBB}
 */
record Mosaic(int width, int height, int[] colours) {
    static final int COLUMNS = 4;
    static final int ROWS = 3;

    private static final int OPAQUE = 0xFF000000;
    /** How much neighbours differ at least, summed over red, green and blue. */
    private static final int CONTRAST = 160;

    /** The longest side of a thumbnail. */
    static final int LONGEST = 200;

    /** A landscape, as most photos are. */
    static Mosaic landscape() {
        return landscape(Variety.between(2, 4));
    }

    /**
     * A landscape that is so many times as large as its thumbnail, whose sides nobody has to round: how that is done is the matter of
     * one row alone.
     */
    static Mosaic landscape(int times) {
        return of(times * LONGEST, times * Variety.between(100, 180));
    }

    /** A portrait whose thumbnail's width is to be rounded up, and not from a half. */
    static Mosaic portrait() {
        while (true) {
            int width = Variety.between(400, 690);
            int height = Variety.between(700, 1100);
            double side = (double) width * LONGEST / height;
            double left = side - Math.floor(side);
            if (left > 0.55 && left < 0.95) {
                return of(width, height);
            }
        }
    }

    /** A colour picture. */
    static Mosaic of(int width, int height) {
        int[] colours = new int[COLUMNS * ROWS];
        for (int cell = 0; cell < colours.length; cell++) {
            do {
                colours[cell] = OPAQUE | colour();
            } while (!differs(colours, cell));
        }
        return new Mosaic(width, height, colours);
    }

    /** A picture in shades of grey: those in the middle become far brighter where a program takes grey for linear light. */
    static Mosaic grey(int width, int height) {
        List<Integer> shades = new ArrayList<>(List.of(0, 64, 128, 192, 255));
        while (shades.size() < COLUMNS * ROWS) {
            shades.add(Variety.one(List.of(0, 64, 96, 128, 255)));
        }
        return new Mosaic(
                width,
                height,
                Variety.shuffled(shades).stream()
                        .mapToInt(shade -> OPAQUE | shade << 16 | shade << 8 | shade)
                        .toArray());
    }

    /** The same, of which two cells that are no neighbours are transparent. */
    Mosaic withHoles() {
        int[] holed = colours.clone();
        int first = Variety.between(0, COLUMNS - 1);
        holed[first] = 0;
        holed[2 * COLUMNS + (first + 2) % COLUMNS] = 0;
        return new Mosaic(width, height, holed);
    }

    /** What a camera that was turned stores of this: upright again once it is turned a quarter to the right. */
    BufferedImage turnedLeft() {
        BufferedImage upright = image();
        BufferedImage turned = new BufferedImage(height, width, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                turned.setRGB(y, width - 1 - x, upright.getRGB(x, y));
            }
        }
        return turned;
    }

    /** Its pixels, with an alpha channel where it has holes. */
    BufferedImage image() {
        BufferedImage image =
                new BufferedImage(width, height, hasHoles() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        for (int y = 0; y < height; y++) {
            for (int column = 0; column < COLUMNS; column++) {
                int from = y * width + left(column);
                Arrays.fill(pixels, from, from + left(column + 1) - left(column), colours[cell(column, row(y))]);
            }
        }
        return image;
    }

    boolean hasHoles() {
        return Arrays.stream(colours).anyMatch(colour -> colour >>> 24 == 0);
    }

    /** The number of the cell that a pixel lies in. */
    int cellAt(int x, int y) {
        int column = IntStream.range(0, COLUMNS)
                .filter(c -> x < left(c + 1))
                .findFirst()
                .orElseThrow();
        return cell(column, row(y));
    }

    private int left(int column) {
        return column * width / COLUMNS;
    }

    private int row(int y) {
        return Math.min(ROWS - 1, y * ROWS / height);
    }

    private static int cell(int column, int row) {
        return row * COLUMNS + column;
    }

    private static int colour() {
        return channel() << 16 | channel() << 8 | channel();
    }

    private static int channel() {
        return Variety.between(20, 235);
    }

    private static boolean differs(int[] colours, int cell) {
        return (cell % COLUMNS == 0 || distance(colours[cell], colours[cell - 1]) >= CONTRAST)
                && (cell < COLUMNS || distance(colours[cell], colours[cell - COLUMNS]) >= CONTRAST);
    }

    private static int distance(int one, int other) {
        return IntStream.of(0, 8, 16)
                .map(shift -> Math.abs((one >> shift & 0xFF) - (other >> shift & 0xFF)))
                .sum();
    }

    @Override
    public String toString() {
        return width + " x " + height;
    }
}
