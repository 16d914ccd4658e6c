package ateliers.grader.cli;

import java.io.PrintStream;

/** Where commands write. */
record Console(PrintStream out, PrintStream err) {
    /** The launcher knows whether a person watches; without it, Java's console tells. */
    static boolean isTerminal() {
        String told = System.getProperty("ateliers.terminal");
        boolean terminal = told == null ? System.console() != null : Boolean.parseBoolean(told);
        String noColour = System.getenv("NO_COLOR");
        return terminal && (noColour == null || noColour.isEmpty());
    }

    /** The width of the terminal that the launcher saw, to break lines between words; 0 when there is none. */
    static int columns() {
        return Integer.getInteger("ateliers.colonnes", 0);
    }
}
