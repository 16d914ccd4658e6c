package ateliers.cloud.services.cloudformation;

import ateliers.cloud.template.Capabilities;
import ateliers.cloud.template.StackDefinition;
import ateliers.cloud.template.Template;
import java.util.List;

/**
 * A template that AWS accepts, with its parameters' values.
 *
 * @param body the text as it came
 * @param processed after transforms
 * @param transforms names of the transforms it asked for
 */
record PreparedTemplate(
        String body,
        Template processed,
        List<String> transforms,
        StackDefinition definition,
        Capabilities capabilities) {}
