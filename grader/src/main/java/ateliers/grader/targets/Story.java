package ateliers.grader.targets;

import java.util.List;

/** What happened inside a target since some moment; asked again later, it has more to tell. */
public interface Story {
    /** Of a target that does not tell. */
    Story UNTOLD = new Story() {
        @Override
        public List<Step> steps() {
            return List.of();
        }

        @Override
        public long forgotten() {
            return 0;
        }
    };

    /** What happened, oldest first. */
    List<Step> steps();

    /** How many steps more there were, which the target has forgotten by now. */
    long forgotten();
}
