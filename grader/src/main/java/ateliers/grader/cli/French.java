package ateliers.grader.cli;

import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What picocli says of wrong arguments, in French. */
final class French {
    private French() {}

    static String of(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return "Argument inconnu : " + String.join(" ", unmatched.getUnmatched());
        }
        if (failure instanceof MissingParameterException missing) {
            return "Il manque : "
                    + String.join(
                            ", ",
                            missing.getMissing().stream()
                                    .map(spec -> spec.paramLabel())
                                    .toList());
        }
        return failure.getValue() == null
                ? "Arguments incorrects : " + failure.getMessage()
                : "Valeur incorrecte « %s » : voyez l'usage ci-dessous.".formatted(failure.getValue());
    }
}
