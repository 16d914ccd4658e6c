package ateliers.grader.packaging;

import java.util.Optional;

/**
 * A template whose code is uploaded.
 *
 * @param text the template, naming the code where it is
 * @param url where the template itself was uploaded; empty where it is small enough to be sent as it is
 */
public record Packaged(String text, Optional<String> url) {}
