package ateliers.cloud.sam;

import java.util.List;

/** A serverless resource type and how it expands. */
interface ResourceMacro {

    String type();

    PropertyRules rules();

    /** What the resource becomes; its properties have passed the rules. */
    List<CfnResource> expand(SamResource resource, Translation translation);
}
