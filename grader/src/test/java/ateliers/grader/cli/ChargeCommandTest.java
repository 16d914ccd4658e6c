package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.submission.Unusable;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ChargeCommandTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --rate 500                             | --rate va de 1 à 200 opérations par seconde, et tu en demandes 500.
            --rate 20                              | Donne le dossier d'un atelier, ou --stack et --lab pour une pile déjà déployée.
            dossier --stack pile                   | Donne le dossier d'un atelier, ou --stack et --lab pour une pile déjà déployée.
            --stack pile                           | Dis par --lab de quel atelier est la pile pile.
            --stack pile --lab 05                  | L'AWS embarqué naît et meurt avec cette commande : dis par --endpoint où est la pile pile
            --stack pile --lab 05 --endpoint ftp:x | « ftp:x » n'est pas une adresse
            --stack pile --lab 05 --endpoint https://cloudformation.eu-west-3.amazonaws.com | C'est un vrai compte AWS : 200 opérations y seraient faites et facturées
            dossier --rate 2 --endpoint https://CloudFormation.cn-north-1.AmazonAWS.com.cn:443 | C'est un vrai compte AWS : 20 opérations
            --stack pile --lab 05 --target aws     | C'est un vrai compte AWS : 200 opérations
            """)
    void whatCannotBeChargedIsToldInFrench(String arguments, String words) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        ChargeCommand command = new ChargeCommand(new Console(nowhere, nowhere));
        new CommandLine(command).parseArgs(arguments.split(" "));

        assertThatThrownBy(command::call).isInstanceOf(Unusable.class).hasMessageStartingWith(words);
    }

    /** On a machine that starves it too: nothing is lost, however late it is. */
    @Test
    @Tag("longue")
    void aSolutionIsChargedInTheEmbeddedCloud() throws Exception {
        Cli.Run run = new Cli(folder).start("charge", "../solutions/05-orders-sqs", "--rate", "5", "--seconds", "2");

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(run.out())
                .contains("acceptées       10\n", "refusées         0\n", "10 sont TRAITEE, avec leur reçu")
                .contains("Alarmes : la pile n'en a pas.");
        assertThat(run.leftBehind()).isEmpty();
    }
}
