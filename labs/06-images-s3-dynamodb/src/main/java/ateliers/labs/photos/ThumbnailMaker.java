package ateliers.labs.photos;

/** Fait la miniature d'une photo, ou dit pourquoi elle n'en aura pas. Ne garde rien d'une photo à l'autre. */
final class ThumbnailMaker {

    /** Le plus grand côté d'une miniature, en pixels. */
    static final int LONGEST = 200;

    /** Au-delà, une photo n'est pas lue : ses pixels ne tiendraient pas en mémoire. */
    static final long MOST_PIXELS = 100_000_000;

    static {
        // Une fonction n'a ni écran ni fenêtre.
        System.setProperty("java.awt.headless", "true");
    }

    /** @throws Refusal si le fichier n'est pas une photo lisible, ou si elle est trop grande */
    Thumbnail make(byte[] photo, Format format) {
        // TODO (Tâche 1) : lis la photo (ImageIO.read), fais-en une image plus petite (Thumbnails.of), et écris-la
        // (ImageIO.write, format.imageIoName()). Rends-la, avec la largeur et la hauteur de la photo.

        // TODO (Tâche 3) : garde les proportions sans agrandir une petite photo. Dessine sur une image neuve en couleurs,
        // avec transparence si la photo en a et si le format le permet (format.keepsTransparency()).

        // TODO (Tâche 5) : lève un Refusal, avec son motif, si ce n'est pas une image, si elle est coupée, ou si elle a
        // plus de MOST_PIXELS pixels. Sa taille se lit dans son en-tête, sans ses pixels (ImageReader.getWidth).

        // TODO (Tâche 8, bonus) : redresse la photo d'un téléphone tenu debout.
        throw new UnsupportedOperationException("Tâche 1 : la miniature reste à faire.");
    }
}
