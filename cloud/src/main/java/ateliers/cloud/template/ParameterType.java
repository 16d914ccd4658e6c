package ateliers.cloud.template;

import java.util.Set;

/**
 * The types of template parameters.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html">Parameters</a>
 */
final class ParameterType {

    private static final Set<String> OWN = Set.of("String", "Number", "List<Number>", "CommaDelimitedList");
    private static final Set<String> AWS_SPECIFIC = Set.of(
            "AWS::EC2::AvailabilityZone::Name",
            "AWS::EC2::Image::Id",
            "AWS::EC2::Instance::Id",
            "AWS::EC2::KeyPair::KeyName",
            "AWS::EC2::SecurityGroup::GroupName",
            "AWS::EC2::SecurityGroup::Id",
            "AWS::EC2::Subnet::Id",
            "AWS::EC2::VPC::Id",
            "AWS::EC2::Volume::Id",
            "AWS::Route53::HostedZone::Id");

    private static final String STORED_NAME = "AWS::SSM::Parameter::Name";
    private static final String STORED_VALUE = "AWS::SSM::Parameter::Value<";
    private static final Set<String> STORED_TEXTS = Set.of("String", "List<String>", "CommaDelimitedList");

    private ParameterType() {}

    static boolean known(String type) {
        return OWN.contains(type)
                || type.equals(STORED_NAME)
                || STORED_TEXTS.contains(valueType(type))
                || awsSpecific(type)
                || awsSpecific(valueType(type));
    }

    private static boolean awsSpecific(String type) {
        return AWS_SPECIFIC.contains(type) || AWS_SPECIFIC.stream().anyMatch(each -> type.equals("List<" + each + ">"));
    }

    /** Whether this cloud can tell whether a value is right. */
    static boolean provided(String type) {
        return OWN.contains(type) || type.equals(STORED_NAME) || STORED_TEXTS.contains(valueType(type));
    }

    /** Whether the value is the name of a parameter of the Parameter Store whose value is meant. */
    static boolean stored(String type) {
        return type.startsWith(STORED_VALUE) && type.endsWith(">");
    }

    /** Whether the value names a parameter of the Parameter Store. */
    static boolean namesStored(String type) {
        return stored(type) || type.equals(STORED_NAME);
    }

    /** The type of what a parameter of the Parameter Store holds; empty for other types. */
    private static String valueType(String type) {
        return stored(type) ? type.substring(STORED_VALUE.length(), type.length() - 1) : "";
    }

    /** The type itself, or that of what a parameter of the Parameter Store holds: as AWS names types it does not know. */
    static String named(String type) {
        return stored(type) ? valueType(type) : type;
    }

    static boolean list(String type) {
        String what = named(type);
        return what.startsWith("List<") || what.equals("CommaDelimitedList");
    }

    static boolean number(String type) {
        return type.equals("Number") || type.equals("List<Number>");
    }
}
