package ateliers.grader.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What picocli says of wrong arguments, in French. Its own English is never shown. */
final class French {
    private French() {}

    static String of(ParameterException failure) {
        // What is missing is reported first, though what nobody knows may be what was meant.
        List<String> unknown = failure.getCommandLine().getUnmatchedArguments();
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched.getUnmatched()) + suggested(unmatched.getSuggestions());
        }
        if (!unknown.isEmpty()) {
            return unknown(unknown);
        }
        if (failure instanceof MissingParameterException missing) {
            return missing.getMissing().stream().map(French::missing).collect(Collectors.joining("\n"));
        }
        if (failure instanceof OverwrittenOptionException twice) {
            return "L'option %s est donnée plusieurs fois : gardes-en une.".formatted(name(twice.getOverwritten()));
        }
        return failure.getArgSpec() == null ? "Ces arguments ne vont pas ensemble." : wrong(failure);
    }

    private static String unknown(List<String> arguments) {
        String first = arguments.get(0);
        return first.startsWith("-")
                ? "Option inconnue : " + first
                : "Argument inconnu : " + String.join(" ", arguments);
    }

    private static String suggested(List<String> suggestions) {
        return suggestions.isEmpty() ? "" : "\nVoulais-tu dire : %s ?".formatted(String.join(", ", suggestions));
    }

    private static String missing(ArgSpec argument) {
        return argument instanceof OptionSpec
                ? "L'option %s demande une valeur : %s.".formatted(name(argument), argument.paramLabel())
                : "Il manque : " + argument.paramLabel();
    }

    private static String wrong(ParameterException failure) {
        ArgSpec argument = failure.getArgSpec();
        String value = failure.getValue() == null ? "" : " « %s »".formatted(failure.getValue());
        return "Valeur incorrecte%s pour %s : il faut %s.".formatted(value, name(argument), wanted(argument));
    }

    private static String wanted(ArgSpec argument) {
        Class<?> type = argument.type();
        if (type == int.class || type == Integer.class) {
            return "un nombre entier";
        }
        if (type == boolean.class) {
            return "l'option seule, sans valeur";
        }
        return Map.class.isAssignableFrom(type) ? "NOM=VALEUR" : argument.paramLabel();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
