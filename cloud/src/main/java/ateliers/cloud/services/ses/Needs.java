package ateliers.cloud.services.ses;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import java.util.ArrayList;
import java.util.List;

/** What operations of both APIs need to be allowed. Names that are not given are refused by the operation, whoever asks. */
record Needs(Place place, Identities identities) {
    /** Almost all actions are called as the operation is. */
    static String action(Class<?> request) {
        String name = request.getSimpleName();
        return "ses:" + name.substring(0, name.length() - "Request".length());
    }

    Need onSet(String action, String name) {
        return new Need(action, place.arn("ses", "configuration-set/" + given(name)));
    }

    Need onTemplate(String action, String name) {
        return new Need(action, place.arn("ses", "template/" + given(name)));
    }

    Need onIdentity(String action, String name) {
        return new Need(action, identities.arn(name == null ? "*" : Identities.normal(name)));
    }

    /** A mail is judged by the identity that it is from, by its template and by its configuration set. */
    List<Need> sends(String action, String source, List<String> recipients, String template, String configurationSet) {
        List<Need> needs = of(action, source, template, configurationSet);
        Need first = needs.get(0).with("ses:Recipients", recipients.toArray(String[]::new));
        needs.set(0, source == null ? first : first.with("ses:FromAddress", address(source)));
        return needs;
    }

    /** The same without what is known of one mail alone. */
    List<Need> of(String action, String source, String template, String configurationSet) {
        List<Need> needs = new ArrayList<>();
        needs.add(new Need(action, source == null ? identities.arn("*") : identities.sendingArn(address(source))));
        if (template != null) {
            needs.add(onTemplate(action, template));
        }
        if (configurationSet != null) {
            needs.add(onSet(action, configurationSet));
        }
        return needs;
    }

    private static String address(String source) {
        return source.replaceFirst("(?s).*<([^<>]*)>.*", "$1").strip();
    }

    private static String given(String name) {
        return name == null ? "*" : name;
    }
}
