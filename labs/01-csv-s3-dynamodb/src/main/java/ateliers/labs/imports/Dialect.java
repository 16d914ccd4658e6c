package ateliers.labs.imports;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Les deux sortes de fichiers : à virgules, ou d'un Excel en français. Chacune a ses nombres et ses dates. */
enum Dialect {
    COMMAS(',') {
        @Override
        BigDecimal price(String text) throws Rejection {
            // TODO (Tâche 1) : un prix exact, comme « 1234.56 ».
            // TODO (Tâche 5) : une Rejection si ce n'en est pas un.
            throw new UnsupportedOperationException("Tâche 1 : lire le prix");
        }

        @Override
        LocalDate date(String text) throws Rejection {
            // TODO (Tâche 1) : une date, comme « 2026-03-02 ».
            // TODO (Tâche 5) : une Rejection si cette date n'existe pas.
            throw new UnsupportedOperationException("Tâche 1 : lire la date");
        }
    },

    EXCEL(';') {
        @Override
        BigDecimal price(String text) throws Rejection {
            // TODO (Tâche 4) : « 1234,56 » ou « 1 234,56 », avec une espace, U+00A0 ou U+202F.
            throw new UnsupportedOperationException("Tâche 4 : lire le prix");
        }

        @Override
        LocalDate date(String text) throws Rejection {
            // TODO (Tâche 4) : « 02/03/2026 » ou « 2026-03-02 ».
            throw new UnsupportedOperationException("Tâche 4 : lire la date");
        }
    };

    private final char separator;

    Dialect(char separator) {
        this.separator = separator;
    }

    char separator() {
        return separator;
    }

    /** Un prix exact. */
    abstract BigDecimal price(String text) throws Rejection;

    /** Une date qui existe. */
    abstract LocalDate date(String text) throws Rejection;
}
