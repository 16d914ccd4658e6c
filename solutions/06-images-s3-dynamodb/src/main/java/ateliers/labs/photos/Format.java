package ateliers.labs.photos;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Les formats des photos et de leurs miniatures. */
enum Format {
    JPEG("jpeg", "image/jpeg", List.of(".jpg", ".jpeg")),
    PNG("png", "image/png", List.of(".png"));

    private final String imageIoName;
    private final String contentType;
    private final List<String> suffixes;

    Format(String imageIoName, String contentType, List<String> suffixes) {
        this.imageIoName = imageIoName;
        this.contentType = contentType;
        this.suffixes = suffixes;
    }

    /** Le format d'une clé, d'après son suffixe, en minuscules ou en majuscules. */
    static Optional<Format> of(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.suffixes.stream().anyMatch(lower::endsWith))
                .findFirst();
    }

    /** Le nom qu'ImageIO lui donne. */
    String imageIoName() {
        return imageIoName;
    }

    String contentType() {
        return contentType;
    }

    /** Un PNG sait être transparent, un JPEG non. */
    boolean keepsTransparency() {
        return this == PNG;
    }
}
