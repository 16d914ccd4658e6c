package ateliers.grader.cli;

import ateliers.grader.report.Screen;
import java.io.PrintStream;
import java.util.Map;

/** Where commands write. */
record Console(PrintStream out, PrintStream err) {
    /** The launcher knows whether a person watches, and how wide the terminal is; without it, Java's console tells. */
    static Screen screen() {
        return screen(System.getProperty("ateliers.terminal"), System.getenv());
    }

    /**
     * @param told what the launcher saw: null, true or false
     * @see <a href="https://no-color.org">NO_COLOR</a>
     */
    static Screen screen(String told, Map<String, String> environment) {
        boolean terminal = told == null ? System.console() != null : Boolean.parseBoolean(told);
        boolean obeys = terminal && !environment.getOrDefault("TERM", "").equals("dumb");
        boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Screen(obeys, obeys && colour, Integer.getInteger("ateliers.colonnes", 0));
    }
}
