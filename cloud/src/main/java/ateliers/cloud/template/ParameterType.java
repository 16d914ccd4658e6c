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

    private ParameterType() {}

    static boolean known(String type) {
        if (type.startsWith("AWS::SSM::Parameter::")) {
            return type.equals("AWS::SSM::Parameter::Name")
                    || type.startsWith("AWS::SSM::Parameter::Value<") && type.endsWith(">");
        }
        return OWN.contains(type)
                || AWS_SPECIFIC.contains(type)
                || AWS_SPECIFIC.stream().anyMatch(each -> type.equals("List<" + each + ">"));
    }

    /** Whether values need no look at what exists in the account. */
    static boolean plain(String type) {
        return OWN.contains(type);
    }

    static boolean list(String type) {
        return type.startsWith("List<") || type.equals("CommaDelimitedList");
    }

    static boolean number(String type) {
        return type.equals("Number") || type.equals("List<Number>");
    }
}
