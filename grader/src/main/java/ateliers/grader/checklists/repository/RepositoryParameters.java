package ateliers.grader.checklists.repository;

import ateliers.grader.checklist.Parameters;
import ateliers.grader.variety.Variety;
import java.util.Map;

/** Lab 02's parameter: whom to tell by mail. */
final class RepositoryParameters implements Parameters {
    static final String EMAIL = "NotificationEmail";

    @Override
    public Map<String, String> get() {
        return Map.of(EMAIL, Variety.email());
    }
}
