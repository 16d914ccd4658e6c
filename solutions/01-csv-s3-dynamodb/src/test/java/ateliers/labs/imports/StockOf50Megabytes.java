package ateliers.labs.imports;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * Un fichier de 50 Mo que personne ne garde : ses lignes sont faites quand on les lit. On l'arrête quand on en sait
 * assez.
 */
final class StockOf50Megabytes extends InputStream {

    private static final long SIZE = 50_000_000;

    private final BooleanSupplier enough;
    private byte[] line = "sku,nom,categorie,prix,quantite,date_maj\n".getBytes(StandardCharsets.UTF_8);
    private int next;
    private long given;

    /** Ce que lit celui qui en lit assez. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    StockOf50Megabytes(BooleanSupplier enough) {
        this.enough = enough;
    }

    /** Combien d'octets ont été lus. */
    long given() {
        return given;
    }

    @Override
    public int read() {
        if (next == line.length) {
            if (enough.getAsBoolean()) {
                throw new Stopped();
            }
            if (given >= SIZE) {
                return -1;
            }
            line = ("P" + given + ",Produit,bureau,1.50,7,2026-03-02\n").getBytes(StandardCharsets.UTF_8);
            next = 0;
        }
        given++;
        return line[next++];
    }
}
