package ateliers.labs.imports;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.regex.Pattern;

/** Les deux sortes de fichiers : à virgules, ou d'un Excel en français. Chacune a ses nombres et ses dates. */
enum Dialect {
    COMMAS(',') {
        private final Pattern number = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,2})?");

        @Override
        BigDecimal price(String text) throws Rejection {
            return decimal(text, number, text);
        }

        @Override
        LocalDate date(String text) throws Rejection {
            return day(text, ISO);
        }
    },

    EXCEL(';') {
        /**
         * Par milliers ou d'un bloc. Selon la version d'Excel, l'espace des milliers est l'une ou l'autre de ces
         * trois.
         */
        private final Pattern number =
                Pattern.compile("([0-9]{1,3}([ \u00A0\u202F][0-9]{3}){0,4}|[0-9]{1,15})(,[0-9]{1,2})?");

        @Override
        BigDecimal price(String text) throws Rejection {
            return decimal(text, number, text.replaceAll("[ \u00A0\u202F]", "").replace(',', '.'));
        }

        @Override
        LocalDate date(String text) throws Rejection {
            return day(text, text.contains("/") ? FRENCH : ISO);
        }
    };

    private static final DateTimeFormatter ISO = strict("uuuu-MM-dd");
    private static final DateTimeFormatter FRENCH = strict("dd/MM/uuuu");

    private final char separator;

    Dialect(char separator) {
        this.separator = separator;
    }

    /** L'en-tête dit de quelle sorte est le fichier. */
    static Dialect of(String header) {
        return header.indexOf(EXCEL.separator) >= 0 ? EXCEL : COMMAS;
    }

    char separator() {
        return separator;
    }

    /** Un prix exact. */
    abstract BigDecimal price(String text) throws Rejection;

    /** Une date qui existe. */
    abstract LocalDate date(String text) throws Rejection;

    /** Sans indulgence : le 30 février n'est pas le 28. */
    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    }

    private static BigDecimal decimal(String text, Pattern number, String plain) throws Rejection {
        if (!number.matcher(text).matches()) {
            throw new Rejection(
                    "prix « " + text + " » : ce n'est pas un nombre d'au moins 0, à deux décimales au plus");
        }
        return new BigDecimal(plain);
    }

    private static LocalDate day(String text, DateTimeFormatter format) throws Rejection {
        try {
            return LocalDate.parse(text, format);
        } catch (DateTimeException e) {
            throw new Rejection(
                    "date_maj « " + text + " » : cette date n'existe pas, ou n'est pas écrite comme il faut");
        }
    }
}
