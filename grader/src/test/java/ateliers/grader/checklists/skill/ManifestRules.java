package ateliers.grader.checklists.skill;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Alexa refuses in a skill's manifest, as far as its documentation says so:
 *
 * <ul>
 *   <li>the <a href="https://developer.amazon.com/docs/smapi/skill-manifest.html">manifest's schema</a>: version 1.0, a category, testing
 *       instructions, countries where the skill is not available worldwide, whether it is export compliant, sells, advertises, is for
 *       children or uses personal information;
 *   <li>of each locale a name of 2 to 50 characters, a summary of at most 160, a description of at most 4,000, keywords, and at most
 *       three <a
 *       href="https://developer.amazon.com/docs/custom-skills/functional-testing-for-a-custom-skill.html">example phrases</a>, which begin
 *       with the wake word and say the invocation name;
 *   <li>the endpoint is a function of one of the <a
 *       href="https://developer.amazon.com/docs/custom-skills/host-a-custom-skill-as-an-aws-lambda-function.html">regions from which
 *       skills are served</a>.
 * </ul>
 */
final class ManifestRules {
    private static final Set<String> REGIONS = Set.of("us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1");
    private static final Pattern FUNCTION =
            Pattern.compile("arn:aws:lambda:([a-z0-9-]+):\\d{12}:function:[\\w-]+(:[\\w-]+)?");
    private static final List<String> PRIVACY =
            List.of("allowsPurchases", "usesPersonalInfo", "isChildDirected", "isExportCompliant", "containsAds");

    private final JsonNode manifest;
    private final List<String> problems = new ArrayList<>();

    private ManifestRules(JsonNode manifest) {
        this.manifest = manifest;
    }

    /** @param invocationName of the interaction model of the locale */
    static List<String> problems(JsonNode file, String locale, String invocationName) {
        ManifestRules rules = new ManifestRules(file.path("manifest"));
        rules.require(rules.manifest.path("manifestVersion").asText().equals("1.0"), "manifestVersion is not 1.0");
        rules.publishing();
        rules.locale(locale, invocationName);
        rules.endpoint();
        PRIVACY.forEach(name -> rules.require(
                rules.manifest.path("privacyAndCompliance").path(name).isBoolean(), name + " is not said"));
        return List.copyOf(rules.problems);
    }

    private void publishing() {
        JsonNode publishing = manifest.path("publishingInformation");
        require(!publishing.path("category").asText().isBlank(), "no category");
        require(!publishing.path("testingInstructions").asText().isBlank(), "no testingInstructions");
        boolean somewhere = publishing.path("isAvailableWorldwide").asBoolean()
                || !publishing.path("distributionCountries").isEmpty();
        require(somewhere, "available nowhere");
        publishing
                .path("distributionCountries")
                .forEach(country -> require(country.asText().matches("[A-Z]{2}"), "no country: " + country));
    }

    private void locale(String locale, String invocationName) {
        JsonNode told = manifest.path("publishingInformation").path("locales").path(locale);
        length(told, "name", 2, 50);
        length(told, "summary", 1, 160);
        length(told, "description", 1, 4_000);
        require(!told.path("keywords").isEmpty(), "no keywords");
        JsonNode phrases = told.path("examplePhrases");
        require(!phrases.isEmpty() && phrases.size() <= 3, "one to three examplePhrases");
        phrases.forEach(phrase -> require(
                phrase.asText().startsWith("Alexa, ") && phrase.asText().contains(invocationName),
                "no example: " + phrase));
    }

    private void length(JsonNode owner, String name, int least, int most) {
        int length = owner.path(name).asText().length();
        require(length >= least && length <= most, "%s has %d characters".formatted(name, length));
    }

    private void endpoint() {
        String uri = manifest.at("/apis/custom/endpoint/uri").asText();
        var found = FUNCTION.matcher(uri);
        require(found.matches() && REGIONS.contains(found.group(1)), "no function that Alexa calls: " + uri);
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }
}
