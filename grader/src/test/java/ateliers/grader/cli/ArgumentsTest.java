package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.report.Screen;
import ateliers.grader.verdict.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type wrong is answered in French, with the documented exit code, and without a trace. */
class ArgumentsTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gade                         | Argument inconnu : gade
            --verzion                    | Option inconnue : --verzion
            grade                        | "Il manque : DOSSIER|ZIP"
            grade --foo                  | Option inconnue : --foo
            grade x y                    | Argument inconnu : y
            grade x --lab                | L'option --lab demande une valeur : NN.
            grade x --lab=1 --lab=2      | L'option --lab est donnée plusieurs fois : gardes-en une.
            grade x --keep=oui           | Valeur incorrecte « oui » pour --keep : il faut l'option seule, sans valeur.
            grade x --parameter foo      | Valeur incorrecte « foo » pour --parameter : il faut NOM=VALEUR.
            grade x --patience vite      | Valeur incorrecte « vite » pour --patience : il faut un nombre entier.
            grade x --patience 0         | --patience demande un nombre de secondes, 1 ou plus.
            grade x --target nuage       | Cible inconnue : « nuage ». Cibles : embedded, endpoint, aws-emulator, localstack, floci, aws.
            grade x --target endpoint    | La cible endpoint demande son adresse : --endpoint http://127.0.0.1:4566.
            grade x --endpoint a:b       | « a:b » n'est pas une adresse : écris --endpoint http://127.0.0.1:4566, par exemple.
            grade x --endpoint http://%  | « http://% » n'est pas une adresse : écris --endpoint http://127.0.0.1:4566, par exemple.
            grade x --endpoint http://a:99999 | Le port 99999 n'existe pas : donne à --endpoint un port de 1 à 65535.
            grade x --endpoint http://a:1/b | « http://a:1/b » ne s'arrête pas à la machine et au port : écris --endpoint http://a:1.
            grade x --endpoint http://a?b=c | « http://a?b=c » ne s'arrête pas à la machine et au port : écris --endpoint http://a.
            grade x --endpoint http://b:c@a:1 | --endpoint ne prend ni nom ni mot de passe : écris http://a:1, et donne les clés par AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY.
            grade x --endpoint http://a --target embedded | --endpoint ne va pas avec la cible embedded, qui n'a pas d'adresse.
            grade x --ca absent.pem      | « absent.pem » n'est pas un fichier : --ca demande un certificat en PEM.
            new 07-x                     | L'option --title demande une valeur : TITRE.
            new 7-x --title Un           | « 7-x » ne commence pas par un numéro à deux chiffres et un tiret. Par exemple : 07-rapport-hebdo.
            check --checklist nulle.jar  | "« nulle.jar » n'existe pas : construis le barème (mvn package), et donne son jar."
            grade x --compare embedded   | --compare demande un dossier et deux cibles ou plus : --compare embedded,endpoint.
            grade x --compare embedded,nuage | Cible inconnue : « nuage ». Cibles : embedded, endpoint, aws-emulator, localstack, floci, aws.
            grade x --image une:1        | --image ne va pas avec la cible embedded : elle ne vient pas d'une image.
            clean                        | L'AWS embarqué disparaît avec chaque notation : il n'y a rien à retirer. Donne --target ou --endpoint.
            cloud --port abc             | Valeur incorrecte « abc » pour --port : il faut un nombre entier.
            cloud --port 99999           | Le port 99999 n'existe pas : donne un nombre de 1 à 65535, ou 0 pour un port libre.
            cloud --port -1              | Le port -1 n'existe pas : donne un nombre de 1 à 65535, ou 0 pour un port libre.
            bench --runs deux            | Valeur incorrecte « deux » pour --runs : il faut un nombre entier.
            """, quoteCharacter = '"')
    void wrongArgumentsAreSaidInFrench(String typed, String said) {
        int exit = run(typed.split(" "));

        assertThat(exit).isEqualTo(ExitCode.UNUSABLE);
        assertThat(text().lines().findFirst()).contains(said);
        assertThat(text())
                .doesNotContainPattern("(?i)usage:|missing|unknown|invalid|did you mean|should be|\\bat \\w+\\.");
    }

    @Test
    void aCommandThatWasNearlyRightIsSuggested() {
        run("gade");

        assertThat(text()).contains("Voulais-tu dire : grade", "Commandes :");
    }

    @Test
    void theVersionIsSaid() {
        assertThat(run("--version")).isZero();
        assertThat(text()).matches("Ateliers AWS \\S+, Java \\S+\\R");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "grade",
                "verify-report",
                "list",
                "new",
                "check",
                "clean",
                "cloud",
                "transform",
                "charge",
                "bench"
            })
    void helpIsFrench(String command) {
        String[] typed = command.isEmpty() ? new String[] {"--help"} : new String[] {command, "--help"};

        assertThat(run(typed)).isZero();
        assertThat(text())
                .startsWith("Utilisation : lab")
                .doesNotContainPattern(
                        "(?i)usage:|\\b(?:commands|show this|display|print|default|parameters|arguments:)\\b");
    }

    @ParameterizedTest
    @CsvSource({"80, Permission denied, administrateur", "80, Address already in use, déjà pris", "4566, x, déjà pris"})
    void aPortThatCannotBeHadSaysWhy(int port, String words, String said) {
        assertThat(Ports.refused(port, "--port", new BindException(words))).hasMessageContaining(said);
    }

    @Test
    void aFolderForReportsThatCannotBeIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("fichier"), "occupé");

        int exit = run(
                "grade", folder.toString(), "--report", file.resolve("rapport").toString());

        assertThat(exit).isEqualTo(ExitCode.FAULT);
        assertThat(text())
                .startsWith("Le rapport " + file.resolve("rapport") + " n'a pas pu être écrit : ")
                .doesNotContain("Exception", "\tat ", "Not a directory");
    }

    @Test
    void coloursAndLiveLinesComeWhereTheyAreWanted() {
        assertThat(Console.screen("true", Map.of())).isEqualTo(new Screen(true, true, 0));
        assertThat(Console.screen("true", Map.of("NO_COLOR", "1"))).isEqualTo(new Screen(true, false, 0));
        assertThat(Console.screen("true", Map.of("NO_COLOR", ""))).isEqualTo(new Screen(true, true, 0));
        assertThat(Console.screen("true", Map.of("TERM", "dumb"))).isEqualTo(Screen.PLAIN);
        assertThat(Console.screen("false", Map.of())).isEqualTo(Screen.PLAIN);
    }

    private int run(String... arguments) {
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return Main.run(arguments, out, out);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
