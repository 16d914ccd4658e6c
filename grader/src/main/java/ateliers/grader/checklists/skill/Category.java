package ateliers.grader.checklists.skill;

import ateliers.grader.variety.Variety;
import java.util.List;

/** The closed list of lab 03's contract: what Alexa recognises in the slot {@code categorie}, and how people say it. */
enum Category {
    CAFE("café", "kawa", "petit noir", "caoua"),
    MUSIQUE("musique", "chanson", "morceau", "zique"),
    COULEUR("couleur", "teinte", "coloris", "nuance"),
    PLAT("plat", "repas", "recette", "menu"),
    SPORT("sport", "discipline", "activité physique", "entraînement");

    private final String name;
    private final List<String> synonyms;

    Category(String name, String... synonyms) {
        this.name = name;
        this.synonyms = List.of(synonyms);
    }

    /** The canonical name, which Alexa puts among the resolutions; its id is the constant's own name. */
    String canonical() {
        return name;
    }

    /** Two ways of saying it that are not its name. */
    List<String> twoSynonyms() {
        return Variety.shuffled(synonyms).subList(0, 2);
    }

    /** All of them, in an order that nobody knows beforehand. */
    static List<Category> shuffled() {
        return Variety.shuffled(List.of(values()));
    }
}
