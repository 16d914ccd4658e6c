package ateliers.grader.checklists.skill;

import ateliers.grader.checklist.Parameters;
import java.util.Map;
import java.util.UUID;

/** Lab 03's parameter: the id that Alexa gives to a skill. */
final class SkillParameters implements Parameters {
    static final String SKILL_ID = "SkillId";

    @Override
    public Map<String, String> get() {
        return Map.of(SKILL_ID, anyId());
    }

    /** The id of some skill. */
    static String anyId() {
        return "amzn1.ask.skill." + UUID.randomUUID();
    }
}
