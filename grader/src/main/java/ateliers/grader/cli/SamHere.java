package ateliers.grader.cli;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.sam.SamContext;
import ateliers.cloud.sam.SamException;
import ateliers.cloud.sam.SamTransform;
import ateliers.cloud.template.TemplateFormatException;
import ateliers.cloud.template.TemplateReader;
import ateliers.grader.packaging.Packager;
import ateliers.grader.packaging.Placeholders;
import ateliers.grader.packaging.Refused;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Target;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/**
 * The SAM transform, done here for targets that do not do it.
 *
 * @param parameters that are passed to the template
 */
record SamHere(Map<String, String> parameters) implements Packager.Transform {
    /** The transform puts none into what it makes: AWS::AccountId does. */
    private static final String ACCOUNT = "123456789012";

    @Override
    public String of(String template, Target target) throws Refused {
        ObjectNode root = read(template);
        Optional<String> boundary = target.bounds().boundary();
        if (boundary.isEmpty() && !SamTransform.isAskedFor(root)) {
            return template;
        }
        LiveTemplate expanded = expanded(root, target.region());
        boundary.ifPresent(expanded::bound);
        return expanded.root().toString();
    }

    /** What a template would be, whose code is not uploaded yet. */
    LiveTemplate foreseen(String template, Region region) throws Refused {
        ObjectNode root = read(template);
        Placeholders.put(root);
        return expanded(root, region);
    }

    private static ObjectNode read(String template) throws Refused {
        try {
            return TemplateReader.read(template).root();
        } catch (TemplateFormatException e) {
            throw refused(e.getMessage());
        }
    }

    private LiveTemplate expanded(ObjectNode root, Region region) throws Refused {
        try {
            if (!SamTransform.isAskedFor(root)) {
                return new LiveTemplate(root, parameters);
            }
            SamContext context =
                    new SamContext(region.id(), region.metadata().partition().id(), ACCOUNT, parameters);
            return new LiveTemplate(SamTransform.transform(root, context), parameters);
        } catch (TemplateFormatException e) {
            throw refused(e.getMessage());
        } catch (SamException e) {
            throw refused("Transform %s failed with: %s".formatted(SamTransform.NAME, e.getMessage()));
        } catch (Unsupported e) {
            throw new GraderException(
                    "Ton template demande ce que la transformation SAM du correcteur n'a pas encore ; ce n'est pas ta faute : « %s »."
                            .formatted(e.gap()),
                    e);
        }
    }

    private static Refused refused(String words) {
        return new Refused(
                "CloudFormation refuse le template.",
                "un template qu'AWS accepte",
                words,
                "corrige dans template.yaml ce qui est nommé : les mots sont ceux d'AWS.");
    }
}
