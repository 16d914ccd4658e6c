package ateliers.grader.authoring;

import ateliers.grader.checklist.Checklist;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Stack;

/** A checklist with one of each fault. */
@Checklist(lab = "00-annexe-s3-sns", title = "De travers", outputs = "UploadBucketName")
final class CrookedChecklist {
    @Criterion(id = "first", order = 1, points = 12, task = 1, title = "Premier", proves = "C1")
    void first(Stack stack) {}

    @Criterion(id = "Second", order = 3, points = 2, task = 1, title = "Second", fresh = true)
    void second(Stack stack) {}

    @Criterion(
            id = "third",
            order = 4,
            points = 1,
            task = 9,
            title = "Troisième",
            dependsOn = {"last", "Second"})
    void third(Stack stack) {}
}
