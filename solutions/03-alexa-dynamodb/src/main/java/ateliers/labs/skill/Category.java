package ateliers.labs.skill;

/**
 * Une catégorie que le modèle d'interaction connaît.
 *
 * @param id ce qui la désigne, quels que soient les mots employés : {@code CAFE}
 * @param name comment on la dit : {@code café}
 */
record Category(String id, String name) {}
