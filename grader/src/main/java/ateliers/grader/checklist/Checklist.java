package ateliers.grader.checklist;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a class of {@code ateliers.grader.checklists} as the checklist of a lab. It is found by scanning that package: there is no
 * list to edit. Its {@link Criterion} methods run in their order and take the {@link Stack} under test as parameter.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CriterionExtension.class)
@TestMethodOrder(CriteriaOrder.class)
public @interface Checklist {
    /** The lab's folder name under {@code labs/}, such as {@code 00-annexe-s3-sns}. */
    String lab();

    /** The lab's French title. */
    String title();

    /** Outputs that the contract of the lab asks the student's stack for. */
    String[] outputs() default {};

    /** Makes the parameters that the contract of the lab asks the student's template for, anew for each grading. */
    Class<? extends Parameters> parameters() default Parameters.None.class;
}
