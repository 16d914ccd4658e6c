package ateliers.labs.imports;

/** Une ligne, ou un fichier, que l'on ne peut pas importer. Le message est la raison que la personne lira. */
final class Rejection extends Exception {

    private static final long serialVersionUID = 1L;

    Rejection(String reason) {
        super(reason);
    }
}
