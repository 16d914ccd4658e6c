package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** {@code AWS::SES::EmailIdentity}: complete once it is made, though nobody has verified it yet. */
public final class EmailIdentityProvisioner implements Provisioner {
    @Override
    public String type() {
        return "AWS::SES::EmailIdentity";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("EmailIdentity", "Tags");
    }

    @Override
    public String nameProperty() {
        return "EmailIdentity";
    }

    @Override
    public Physical create(ResourceCall call) {
        String identity = call.text("EmailIdentity");
        call.client(SesV2Client.class)
                .createEmailIdentity(request -> request.emailIdentity(identity).tags(SesTags.of(call.allTags())));
        return physical(call, identity);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        SesTags.change(call, before, call.place().arn("ses", "identity/" + call.physicalId()));
        return physical(call, call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(SesV2Client.class).deleteEmailIdentity(request -> request.emailIdentity(call.physicalId()));
    }

    private static Physical physical(ResourceCall call, String identity) {
        List<String> tokens = call.client(SesV2Client.class)
                .getEmailIdentity(request -> request.emailIdentity(identity))
                .dkimAttributes()
                .tokens();
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < tokens.size(); i++) {
            attributes.put("DkimDNSTokenName" + (i + 1), tokens.get(i) + "._domainkey." + identity);
            attributes.put("DkimDNSTokenValue" + (i + 1), tokens.get(i) + ".dkim.amazonses.com");
        }
        return new Physical(identity, attributes);
    }
}
