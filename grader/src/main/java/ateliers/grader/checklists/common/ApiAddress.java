package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Expectation;
import java.net.URI;

/** The address of an API, as an output tells it, with or without a slash at its end. */
public final class ApiAddress {
    private final String url;

    public ApiAddress(String output) {
        this.url = output.replaceFirst("/+$", "");
    }

    /** The address of a path that begins with a slash; empty for the API's own. */
    public URI of(String path) {
        try {
            return URI.create(url + path);
        } catch (IllegalArgumentException e) {
            throw Expectation.that("La sortie ApiUrl n'est pas une adresse.")
                    .expected("https://….execute-api.….amazonaws.com/…")
                    .seen(url)
                    .task(1)
                    .hint("compose ApiUrl avec !Sub, comme le montre le contrat.")
                    .failure();
        }
    }
}
