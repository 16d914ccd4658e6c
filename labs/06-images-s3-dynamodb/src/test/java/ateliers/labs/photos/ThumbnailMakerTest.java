package ateliers.labs.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailMakerTest {

    private final ThumbnailMaker maker = new ThumbnailMaker();

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : une photo de 1600 x 1200 donne une miniature de 200 x 150, qui montre la même image")
    void scalesAPhotoDown() {
        Thumbnail thumbnail = maker.make(Pictures.jpeg(1600, 1200), Format.JPEG);

        BufferedImage image = Pictures.read(thumbnail.content());
        assertThat(image.getWidth()).isEqualTo(200);
        assertThat(image.getHeight()).isEqualTo(150);
        assertShows(image, 50, 75, Pictures.LEFT);
        assertShows(image, 150, 75, Pictures.RIGHT);
        assertThat(thumbnail.photoWidth()).isEqualTo(1600);
        assertThat(thumbnail.photoHeight()).isEqualTo(1200);
    }

    @ParameterizedTest
    @Tag("a-faire")
    @DisplayName("Tâche 3 : les proportions sont gardées, et rien n'est agrandi")
    @CsvSource({
        "600, 1000, 120, 200",
        "1000, 333, 200, 67",
        "1200, 3, 200, 1",
        "120, 90, 120, 90",
        "200, 77, 200, 77",
        "201, 150, 200, 149"
    })
    void keepsProportions(int width, int height, int scaledWidth, int scaledHeight) {
        BufferedImage image =
                Pictures.read(maker.make(Pictures.jpeg(width, height), Format.JPEG).content());

        assertThat(List.of(image.getWidth(), image.getHeight()))
                .as("la miniature d'une photo de %d x %d", width, height)
                .containsExactly(scaledWidth, scaledHeight);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : la transparence d'un PNG est gardée")
    void keepsTransparency() {
        BufferedImage image = Pictures.read(
                maker.make(Pictures.transparentPng(400, 400), Format.PNG).content());

        assertShows(image, 50, 100, Pictures.LEFT);
        assertThat(image.getRGB(150, 100) >>> 24).isZero();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : une photo en niveaux de gris reste la même")
    void knowsGrey() {
        BufferedImage image = Pictures.read(
                maker.make(Pictures.greyPng(400, 400), Format.PNG).content());

        assertShows(image, 50, 100, Color.BLACK);
        assertShows(image, 150, 100, Color.WHITE);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : un texte ou un fichier vide est refusé")
    void refusesWhatIsNoImage() {
        assertRefused("pas une photo".getBytes(StandardCharsets.UTF_8));
        assertRefused(new byte[0]);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : une photo coupée est refusée")
    void refusesWhatIsCut() {
        byte[] jpeg = Pictures.jpeg(400, 300);
        byte[] png = Pictures.greyPng(400, 300);

        assertRefused(Arrays.copyOf(jpeg, jpeg.length / 2));
        assertRefused(Arrays.copyOf(png, png.length / 2));
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : une image de 30 000 x 30 000 est refusée sans être lue")
    void refusesABomb() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> maker.make(Pictures.bomb(), Format.PNG))
                .withMessageContaining("30000");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 8 : la photo d'un téléphone tenu debout sort droite")
    void turnsAPhotoUpright() {
        BufferedImage image = Pictures.read(
                maker.make(Pictures.turned(Pictures.jpeg(800, 600)), Format.JPEG).content());

        assertThat(image.getWidth()).isEqualTo(150);
        assertThat(image.getHeight()).isEqualTo(200);
        assertShows(image, 75, 50, Pictures.LEFT);
        assertShows(image, 75, 150, Pictures.RIGHT);
    }

    private void assertRefused(byte[] file) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> maker.make(file, Format.JPEG))
                .satisfies(refusal -> assertThat(refusal.getMessage()).isNotBlank());
    }

    private static void assertShows(BufferedImage image, int x, int y, Color color) {
        Color seen = new Color(image.getRGB(x, y));
        assertThat(seen.getRed()).isCloseTo(color.getRed(), within(12));
        assertThat(seen.getGreen()).isCloseTo(color.getGreen(), within(12));
        assertThat(seen.getBlue()).isCloseTo(color.getBlue(), within(12));
    }
}
