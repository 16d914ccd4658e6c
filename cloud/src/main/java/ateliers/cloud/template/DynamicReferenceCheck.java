package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dynamic references to the Parameter Store, as far as a template tells what is wrong with them: their form, and secure
 * ones where AWS takes none.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html">Resources
 *     that support dynamic parameter patterns for secure strings</a>
 */
public final class DynamicReferenceCheck {
    private static final Pattern ANY = Pattern.compile("\\{\\{resolve:(ssm|ssm-secure):([^}]*)}}");
    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9_.\\-/]+(:\\d+)?");
    private static final Set<String> SECURE = Set.of(
            "AWS::DirectoryService::MicrosoftAD/Properties/Password",
            "AWS::DirectoryService::SimpleAD/Properties/Password",
            "AWS::ElastiCache::ReplicationGroup/Properties/AuthToken",
            "AWS::IAM::User/Properties/LoginProfile/Password",
            "AWS::KinesisFirehose::DeliveryStream/Properties/RedshiftDestinationConfiguration/Password",
            "AWS::OpsWorks::App/Properties/AppSource/Password",
            "AWS::OpsWorks::Stack/Properties/CustomCookbooksSource/Password",
            "AWS::OpsWorks::Stack/Properties/RdsDbInstances/DbPassword",
            "AWS::RDS::DBCluster/Properties/MasterUserPassword",
            "AWS::RDS::DBInstance/Properties/MasterUserPassword",
            "AWS::Redshift::Cluster/Properties/MasterUserPassword");

    private DynamicReferenceCheck() {}

    /**
     * Refuses what AWS does.
     *
     * @param type of a resource
     * @param properties functions evaluated as far as they can be
     * @throws TemplateValidationException in AWS's words
     */
    public static void refuse(String type, JsonNode properties) {
        List<String> malformed = new ArrayList<>();
        List<String> secure = new ArrayList<>();
        look(type + "/Properties", properties, malformed, secure);
        if (!malformed.isEmpty()) {
            throw new TemplateValidationException(
                    "Incorrect format is used in the following SSM reference: [" + String.join(",", malformed) + "]");
        }
        if (!secure.isEmpty()) {
            throw new TemplateValidationException(
                    "SSM Secure reference is not supported in: [" + String.join(",", secure) + "]");
        }
    }

    private static void look(String path, JsonNode value, List<String> malformed, List<String> secure) {
        if (value.isTextual()) {
            Matcher matcher = ANY.matcher(value.textValue());
            while (matcher.find()) {
                if (!FORM.matcher(matcher.group(2)).matches()) {
                    malformed.add(matcher.group());
                } else if (matcher.group(1).equals("ssm-secure") && !SECURE.contains(path)) {
                    secure.add(path);
                }
            }
        }
        // The names of functions and the places in lists are no part of a property's path.
        value.properties()
                .forEach(each -> look(
                        each.getKey().startsWith("Fn::") ? path : path + "/" + each.getKey(),
                        each.getValue(),
                        malformed,
                        secure));
        if (value.isArray()) {
            value.forEach(each -> look(path, each, malformed, secure));
        }
    }
}
