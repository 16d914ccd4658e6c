package ateliers.grader.cli;

import ateliers.cloud.CloudOptions;
import ateliers.grader.packaging.Packager;
import ateliers.grader.packaging.Refused;
import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.SimulatedMail;
import ateliers.grader.targets.Targets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;

/** What is deployed to somebody's account, and only once he has seen it and agreed. Other targets ask nobody. */
record Agreement(TargetChoice choice) {

    /**
     * What a template's parameters are to be.
     *
     * @param ofLab the contract's values, whose addresses reach nobody on somebody's account
     * @param asked what the command line asks for in their place
     * @throws Unusable where it asks to write to somebody
     */
    Map<String, String> parameters(Map<String, String> ofLab, Map<String, String> asked) {
        Map<String, String> passed = new HashMap<>(ofLab);
        if (choice.kind().isLive()) {
            passed.replaceAll((name, value) -> isAddress(value) ? SimulatedMail.address() : value);
            asked.forEach(Agreement::requireSimulated);
        }
        passed.putAll(asked);
        return passed;
    }

    private static boolean isAddress(String value) {
        return value.matches("\\S+@\\S+");
    }

    private static void requireSimulated(String name, String value) {
        if (isAddress(value) && !SimulatedMail.isSimulated(value)) {
            throw new Unusable(
                    "--parameter %s=%s : sur un vrai compte, seul le simulateur de SES reçoit des messages, comme %s."
                            .formatted(name, value, SimulatedMail.address()));
        }
    }

    /**
     * Shows what will be made, before anything is.
     *
     * @throws Unusable where the template may not be deployed there, or nobody agrees
     */
    void require(Targets targets, Packager packager, Map<String, String> passed) {
        targets.plan(() -> foreseen(packager, passed))
                .flatMap(choice.consent()::refused)
                .ifPresent(refusal -> {
                    throw new Unusable(refusal);
                });
    }

    private static List<String> foreseen(Packager packager, Map<String, String> passed) {
        try {
            LiveTemplate template =
                    new SamHere(passed).foreseen(packager.template().text(), Region.of(CloudOptions.DEFAULT_REGION));
            template.refusal().ifPresent(refusal -> {
                throw new Unusable(refusal);
            });
            return template.types();
        } catch (Refused e) {
            throw new Unusable("%s Vu : %s".formatted(e.getMessage(), e.seen()));
        }
    }
}
