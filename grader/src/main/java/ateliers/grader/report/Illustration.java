package ateliers.grader.report;

import ateliers.grader.verdict.Limit;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * A picture of a page, or the sentence in its place.
 *
 * @param svg the picture; empty where there is none
 * @param instead why there is none, in French; empty where there is nothing to tell
 */
record Illustration(Optional<String> svg, String instead) {
    static final Illustration NONE = new Illustration(Optional.empty(), "");

    /** A picture that this machine could draw, or none. */
    static Illustration of(Optional<String> svg) {
        return new Illustration(svg, "");
    }

    static Illustration instead(String sentence) {
        return new Illustration(Optional.empty(), sentence);
    }

    /**
     * Draws, as long as a page waits for it. What a submission has put together may keep a layout from ending, and its thread is then
     * left to itself.
     *
     * @param longest in real time
     */
    static Illustration within(Duration longest, Callable<Illustration> drawing) {
        try {
            return Limit.fromNow(longest).run(drawing);
        } catch (TimeoutException | StackOverflowError | OutOfMemoryError e) {
            return instead("Ce schéma est trop long à dessiner : voici la page sans lui.");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Drawing throws nothing that is checked", e);
        }
    }
}
