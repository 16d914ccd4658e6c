package ateliers.grader.verdict;

import java.time.ZonedDateTime;

/**
 * What is known when a grading begins.
 *
 * @param folder the name of the folder or archive that is graded
 * @param version of this program
 */
public record Beginning(String lab, String title, String folder, ZonedDateTime time, String version) {}
