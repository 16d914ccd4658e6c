package ateliers.grader.authoring;

import java.io.IOException;
import java.util.List;

/** Something that every lab must be, and what keeps one from being it. */
interface Rule {
    List<Finding> findings(AuthoredLab lab) throws IOException;
}
