package ateliers.labs.repository;

/** Ce qui est critique dans un dépôt. */
enum Change {
    PUSH("push"),
    DELETION("suppression"),
    TAG("tag");

    private final String word;

    Change(String word) {
        this.word = word;
    }

    /** La valeur de l'attribut « evenement ». */
    String word() {
        return word;
    }
}
