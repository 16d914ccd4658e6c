package ateliers.grader.authoring;

/**
 * Something about a lab that its author has to mend.
 *
 * @param file where, seen from the lab's home, with slashes
 * @param what what is missing or does not agree, as a French sentence
 * @param todo what to do about it, as a French sentence
 */
public record Finding(String file, String what, String todo) {}
