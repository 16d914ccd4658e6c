package ateliers.labs.photos;

/**
 * Une miniature, et ce que l'on a appris de sa photo en la faisant.
 *
 * @param content le fichier de la miniature
 * @param photoWidth la largeur de la photo, en pixels
 * @param photoHeight la hauteur de la photo, en pixels
 */
record Thumbnail(byte[] content, int photoWidth, int photoHeight) {}
