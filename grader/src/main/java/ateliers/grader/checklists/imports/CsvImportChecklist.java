package ateliers.grader.checklists.imports;

import ateliers.grader.checklist.Checklist;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.checklists.common.LeastPrivilege;
import ateliers.grader.checklists.common.SecondStack;
import java.util.List;

/** Lab 01: the rows of the files that fall into a bucket land in a table. */
@Checklist(
        lab = "01-csv-s3-dynamodb",
        title = "Importer des fichiers CSV (S3, Lambda, DynamoDB)",
        outputs = {CsvImportChecklist.BUCKET, CsvImportChecklist.TABLE})
public final class CsvImportChecklist {
    static final String BUCKET = "ImportBucketName";
    static final String TABLE = "ProductsTableName";

    @Criterion(
            id = "import",
            order = 1,
            points = 4,
            task = 1,
            proves = {"C1", "C2", "C3", "C4", "C5", "C6"},
            title = "Les lignes d'un fichier valable sont dans la table, chaque valeur exacte")
    void importsEachRow(Stack stack) {
        new ValidFile(stack).check();
    }

    @Criterion(
            id = "filter",
            order = 2,
            points = 2,
            task = 2,
            proves = {"C9", "C10"},
            title = "Seuls les fichiers à importer font partir la fonction, jamais ce qu'elle écrit",
            dependsOn = "import")
    void startsForFilesToImportOnly(Stack stack) {
        new Triggers(stack).check();
    }

    @Criterion(
            id = "key",
            order = 3,
            points = 2,
            task = 2,
            proves = {"C8", "C11", "C32"},
            title = "Les clés avec dossiers, espaces, +, % ou accents sont décodées",
            dependsOn = "import")
    void decodesKeys(Stack stack) {
        new DecodedKeys(stack).check();
    }

    @Criterion(
            id = "batch",
            order = 4,
            points = 2,
            task = 3,
            proves = {"C12", "C13", "C14"},
            title = "1 000 lignes arrivent toutes ; un sku qui revient : la dernière gagne",
            dependsOn = "import")
    void importsAThousandRows(Stack stack) {
        new ThousandRows(stack).check();
    }

    @Criterion(
            id = "throttle",
            order = 5,
            points = 1,
            task = 3,
            proves = {"C15", "C16"},
            title = "DynamoDB ralentit ou ne prend qu'une partie : rien ne se perd",
            dependsOn = "import",
            fresh = true)
    void losesNothingWhileTheTableIsSlow(Stack stack) {
        new SlowTable(stack).check();
    }

    @Criterion(
            id = "excel",
            order = 6,
            points = 2,
            task = 4,
            proves = {"C7", "C17", "C18", "C19", "C20"},
            title = "Un export d'Excel en français est lu juste",
            dependsOn = "import")
    void readsExportsOfExcel(Stack stack) {
        new ExcelExport(stack).check();
    }

    @Criterion(
            id = "rejects",
            order = 7,
            points = 3,
            task = 5,
            proves = {"C21", "C22", "C23", "C24", "C25", "C26", "C27", "C28", "C29", "C30", "C31", "C33", "C34"},
            title = "Les lignes fausses sont rejetées avec leur raison, les autres importées, le compte est juste",
            dependsOn = "import")
    void setsBadRowsAside(Stack stack) {
        new BadRows(stack).check();
        new ExcelDecimals(stack).check();
        new ForeignHeader(stack).check();
    }

    @Criterion(
            id = "replay",
            order = 8,
            points = 1,
            task = 5,
            proves = {"C35", "C36", "C37"},
            title = "Déposer de nouveau ne double rien ; un fichier vide n'est pas une erreur",
            dependsOn = "import")
    void replaysAndBearsEmptyFiles(Stack stack) {
        new Replays(stack).check();
    }

    @Criterion(
            id = "logs",
            order = 9,
            points = 1,
            task = 6,
            proves = "C38",
            title = "Une ligne JSON par fichier dans CloudWatch Logs",
            dependsOn = "import")
    void logsOneLineAFile(Stack stack) {
        new LogLines(stack).check();
    }

    @Criterion(
            id = "iam",
            order = 10,
            points = 1,
            task = 7,
            proves = "C39",
            title = "Les droits sont réduits au nécessaire",
            dependsOn = "import")
    void grantsNoMoreThanNeeded(Stack stack) {
        LeastPrivilege.check(
                stack,
                "nomme chaque action et chaque ressource ; pour S3, imports/*, rejets/* et"
                        + " rapports/* de ce bucket.");
    }

    @Criterion(
            id = "config",
            order = 11,
            points = 1,
            task = 7,
            proves = {"C40", "C41"},
            title = "Deux piles du même template s'ignorent",
            dependsOn = "import",
            pair = true)
    void livesBesideAnother(Stack stack) {
        Imports first = new Imports(stack);
        Imports second = new Imports(SecondStack.beside(stack));
        List<StockRow> rows = StockRow.random(3);
        second.drop(Imports.name(), StockFile.withCommas(rows));
        second.awaitItems(rows, Imports.SOON);
        boolean silent = stack.never(() -> !first.items(rows).isEmpty(), Imports.QUIET);
        Expectation.that("Un fichier déposé dans une pile s'importe dans la sienne, et ne se voit pas dans l'autre.")
                .expected("3 produits dans la table de la seconde pile, 0 dans celle de la première")
                .seen("%d dans la seconde, %d dans la première"
                        .formatted(second.items(rows).size(), first.items(rows).size()))
                .hint("ne nomme aucune ressource en dur ; passe les noms par !Ref, !GetAtt et !Sub.")
                .holdsIf(silent && second.items(rows).size() == rows.size());
    }

    @Criterion(
            id = "encoding",
            order = 12,
            points = 1,
            bonus = true,
            task = 8,
            proves = "C42",
            title = "Un fichier en Windows-1252 est lu juste, ou refusé entier",
            dependsOn = "import")
    void bearsOldEncodings(Stack stack) {
        new OldEncoding(stack).check();
    }
}
