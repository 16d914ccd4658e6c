package ateliers.cloud.sam;

import ateliers.cloud.template.TemplateReader;

/** Counts what a short template grows to: one value that many refer to, or globals that many resources share, may have no end. */
final class Expansion {

    /** Characters: a few times what a template may have. */
    private static final long MOST = 20L * TemplateReader.Source.URL.limit();

    private long written;

    /**
     * Counts what is written once more.
     *
     * @param characters how many
     */
    void add(long characters) {
        written += characters;
        if (written > MOST) {
            throw new SamProblem(TemplateReader.tooLarge(TemplateReader.Source.URL.limit()));
        }
    }
}
