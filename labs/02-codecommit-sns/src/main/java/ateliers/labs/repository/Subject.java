package ateliers.labs.repository;

/** SNS n'accepte comme sujet que de l'ASCII, sur une ligne, en moins de 100 caractères. */
final class Subject {

    private Subject() {}

    /** Le même texte, comme SNS l'accepte. */
    static String of(String text) {
        // TODO (Tâche 5) : remplace ce qui n'est pas de l'ASCII, mets tout sur une ligne, coupe ce qui dépasse.
        return text;
    }
}
