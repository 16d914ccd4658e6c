package ateliers.cloud.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which recorded facts about AWS a test holds the cloud to, by their numbers. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Fact {
    int[] value();
}
