package ateliers.grader.checklist;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class of {@code ateliers.grader.checklists} as what {@code ./lab charge} does to a lab. It is found by scanning that
 * package: there is no list to edit. It is a {@link Scenario} whose one constructor takes the {@link Stack}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface LoadScenario {
    /** The lab's folder name under {@code labs/}, such as {@code 05-orders-sqs}. */
    String lab();

    /** What one operation is, in French, as {@code POST /orders : une commande d'un à trois articles}. */
    String operation();

    /** What an accepted operation must be to count as found again, in French and in the plural, as {@code traitées, avec leur reçu}. */
    String found();
}
