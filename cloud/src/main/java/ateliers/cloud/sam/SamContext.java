package ateliers.cloud.sam;

import java.util.Map;

/**
 * Where and with what a template is transformed.
 *
 * @param region such as {@code eu-west-1}
 * @param partition {@code aws}
 * @param account twelve digits
 * @param parameters values given for the template's parameters; the template's defaults apply to the others
 */
public record SamContext(String region, String partition, String account, Map<String, String> parameters) {

    public SamContext {
        parameters = Map.copyOf(parameters);
    }
}
