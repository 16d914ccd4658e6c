package ateliers.grader.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.build.Built;
import ateliers.grader.packaging.Packaged;
import ateliers.grader.packaging.Packager;
import ateliers.grader.packaging.Refused;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Target;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class DeployerTest extends DeployCase {
    @Test
    void knowsAStackByItsOutputs() throws Exception {
        Deployed deployed = deploy("knows", """
                Parameters:
                  Delay: {Type: Number, Default: 1}
                Resources:
                  Attente:
                    Type: AWS::SQS::Queue
                    Properties: {DelaySeconds: !Ref Delay}
                Outputs:
                  Delai: {Value: !Ref Delay}
                  QueueUrl: {Value: !Ref Attente}
                """, Map.of("Delay", "7", "Undeclared", "x"));

        assertThat(deployed.outputs()).containsEntry("Delai", "7").containsKey("QueueUrl");
    }

    @Test
    void packsTheCodeOfATemplateInJson() throws Exception {
        Files.createDirectories(jar().getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar()))) {
            zip.putNextEntry(new ZipEntry("exemple/"));
        }

        Deployed deployed = deploy("json", """
                {"Transform": "AWS::Serverless-2016-10-31",
                 "Resources": {"Fonction": {"Type": "AWS::Serverless::Function", "Properties": {
                   "CodeUri": "target/function.jar", "Handler": "exemple.Fonction::handleRequest", "Runtime": "java21"}}},
                 "Outputs": {"Nom": {"Value": {"Ref": "Fonction"}}}}
                """, Map.of());

        assertThat(deployed.outputs()).containsKey("Nom");
    }

    @Test
    void deploysATemplateWithAliasesAsSamDeployDoes() throws Exception {
        Deployed deployed = deploy("aliases", """
                Resources:
                  Une:
                    Type: AWS::SQS::Queue
                    Properties: &reglages {DelaySeconds: 7}
                  Autre:
                    Type: AWS::SQS::Queue
                    Properties:
                      <<: *reglages
                      VisibilityTimeout: 60
                Outputs:
                  QueueUrl: {Value: !Ref Autre}
                """, Map.of());

        assertThat(aws.sqs()
                        .getQueueAttributes(r ->
                                r.queueUrl(deployed.outputs().get("QueueUrl")).attributeNames(QueueAttributeName.ALL))
                        .attributesAsStrings())
                .containsEntry("DelaySeconds", "7")
                .containsEntry("VisibilityTimeout", "60");
    }

    @Test
    void saysWhereAnOutputHasACharacterThatNoAnswerCanHold() {
        Refused refused = refused("escape", """
                Resources:
                  Attente: {Type: AWS::SQS::Queue}
                Outputs:
                  Url: {Value: !Join ["", [!Ref Attente, "\\e[31m"]]}
                """);

        assertThat(refused).hasMessage("La sortie Url contient un caractère de commande (template.yaml, ligne 4).");
        assertThat(refused.seen()).isEqualTo("le caractère U+001B");
    }

    @Test
    void saysWhichTypeThisCloudLacksAndWhere() {
        assertThatThrownBy(() -> deploy("type-gap", """
                        Resources:
                          Serveur:
                            Type: AWS::EC2::Instance
                        """, Map.of()))
                .isInstanceOf(GraderException.class)
                .hasMessageContaining("ce n'est pas ta faute")
                .hasMessageContaining("AWS::EC2::Instance : template.yaml, ligne 3")
                .hasMessageContaining("son README dit quelles ressources sont permises");
    }

    @Test
    void tellsAMisspeltTypeInTheWordsOfAwsWithItsLine() {
        Refused refused = refused("type", """
                Resources:
                  Attente:
                    Type: AWS::SQS::Qeue
                """);

        assertThat(refused.seen())
                .contains("Unrecognized resource types: [AWS::SQS::Qeue]")
                .endsWith("AWS::SQS::Qeue : template.yaml, ligne 3");
    }

    @Test
    void tellsYamlThatIsNotWellFormed() {
        Refused refused = refused("yaml", "Resources: [\n  }");

        assertThat(refused.seen()).contains("Template format error: YAML not well-formed");
        assertThat(refused.hint()).contains("tabulation");
    }

    @Test
    void tellsAnOutputOfAMissingResourceWithItsLine() {
        Refused refused = refused("output", """
                Resources:
                  Attente:
                    Type: AWS::SQS::Queue
                Outputs:
                  Url:
                    Value: !Ref Atente
                """);

        assertThat(refused.seen()).contains("[Atente]").endsWith("Atente : template.yaml, ligne 6");
    }

    @Test
    void namesFunctionAndLineOfCodeThatWasNotBuilt() {
        Refused refused = refused("code", """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Fonction:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: target/autre.jar
                """);

        assertThat(refused).hasMessage("Le code de Fonction est introuvable (template.yaml, ligne 6).");
    }

    @Test
    void packsTheCodeOfFunctionsWithoutSamAsBucketAndKey() throws Exception {
        Files.createDirectories(jar().getParent());
        Files.write(jar(), new byte[] {'P', 'K'});
        Path file = Files.writeString(folder.resolve("template.yaml"), """
                Resources:
                  Fonction:
                    Type: AWS::Lambda::Function
                    Properties: {Handler: a.B, Code: target/function.jar}
                """);

        String packaged = new Packager(file, new Built(folder, jar(), List.of()))
                .packaged(target, aws)
                .text();

        assertThat(packaged)
                .containsPattern("Handler: a.B, Code: \\{\"S3Bucket\": \"[a-z0-9.-]+\", \"S3Key\": \"\\w+\"}}\n");
    }

    @Test
    void keepsTheTextAroundTheCodeWhateverCharactersItHas() throws Exception {
        Files.createDirectories(jar().getParent());
        Files.write(jar(), new byte[] {'P', 'K'});
        Path file = Files.writeString(folder.resolve("template.yaml"), """
                # L'été \uD83D\uDE80\uD83D\uDE80
                Resources:
                  Fonction:
                    Type: AWS::Lambda::Function
                    Properties: {Handler: a.B, Code: target/function.jar} # \uD83D\uDE80
                """);

        String packaged = new Packager(file, new Built(folder, jar(), List.of()))
                .packaged(target, aws)
                .text();

        assertThat(packaged.replaceFirst("\\{\"S3Bucket.*?}", "target/function.jar"))
                .isEqualTo(Files.readString(file));
    }

    @Test
    void uploadsTheDependenciesTooWhereTheTargetKnowsNoClassPath() throws Exception {
        Path dependency = Files.write(folder.resolve("jackson.jar"), new byte[] {1, 2, 3});
        Files.createDirectories(jar().getParent());
        try (ZipOutputStream code = new ZipOutputStream(Files.newOutputStream(jar()))) {
            code.putNextEntry(new ZipEntry("a/A.class"));
        }
        Target plain = (Target) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Target.class},
                (proxy, method, arguments) ->
                        method.getName().equals("runsClassPaths") ? false : method.invoke(target, arguments));

        assertThat(uploaded(target, dependency)).containsExactly("a/A.class");
        assertThat(uploaded(plain, dependency)).containsExactly("a/A.class", "lib/jackson.jar");
    }

    /** What is in the code that a template names after it was packaged. */
    private List<String> uploaded(Target where, Path dependency) throws Exception {
        Path file = Files.writeString(folder.resolve("template.yaml"), """
                Resources:
                  Fonction:
                    Type: AWS::Serverless::Function
                    Properties: {Handler: a.B, CodeUri: target/function.jar}
                """);
        String text = new Packager(file, new Built(folder, jar(), List.of(dependency)))
                .packaged(where, aws)
                .text();
        String[] place = text.substring(text.indexOf("s3://") + 5, text.indexOf('"', text.indexOf("s3://")))
                .split("/", 2);
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip =
                new ZipInputStream(aws.s3().getObject(r -> r.bucket(place[0]).key(place[1])))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void leavesOutWhatAwsCancelledWhenAnotherResourceFailed() {
        cloud.faults().inject("cloudformation", "DescribeStackEvents", request -> true, 1, (request, events) -> {
            DescribeStackEventsResponse real = (DescribeStackEventsResponse) events.call(request);
            List<StackEvent> all = new ArrayList<>(real.stackEvents());
            all.add(all.get(0).toBuilder()
                    .logicalResourceId("Voisine")
                    .resourceStatus(ResourceStatus.CREATE_FAILED)
                    .resourceStatusReason("Resource creation cancelled")
                    .build());
            return real.toBuilder().stackEvents(all).build();
        });

        Refused refused = refused("cancelled", """
                Resources:
                  Attente:
                    Type: AWS::SQS::Queue
                    Properties: {VisibilityTimeout: 99999}
                """);

        assertThat(refused.seen()).startsWith("Attente (AWS::SQS::Queue)").doesNotContain("Voisine");
    }

    @Test
    void namesThePropertyThatFunctionsWithoutSamHave() {
        Refused refused = refused("plain-code", """
                Resources:
                  Fonction:
                    Type: AWS::Lambda::Function
                    Properties:
                      Code: target/autre.jar
                """);

        assertThat(refused.hint()).contains("mets « Code: target/function.jar »");
    }

    @Test
    void saysInFrenchWhatThisCloudLacksAndWhere() {
        assertThatThrownBy(() -> deploy("gap", """
                        Resources:
                          Seau:
                            Type: AWS::S3::Bucket
                            Properties:
                              ReplicationConfiguration: {Role: r, Rules: []}
                        """, Map.of()))
                .isInstanceOf(GraderException.class)
                .hasMessageContaining("ce n'est pas ta faute : « cloudformation: the property ReplicationConfiguration")
                .hasMessageContaining("ReplicationConfiguration : template.yaml, ligne 5")
                .hasMessageContaining("Seau : template.yaml, ligne 2")
                .hasMessageContaining("retire-le");
    }

    @ParameterizedTest
    @ValueSource(ints = {51_200, 51_201, 999_999})
    void deploysTemplatesOfEverySizeThatAwsTakes(int bytes) throws Exception {
        Deployed deployed = deploy("size-" + bytes, padded(bytes), Map.of());

        assertThat(deployed.outputs()).containsKey("QueueUrl");
    }

    @Test
    void tellsWhereALargeTemplateIsWrong() {
        Refused refused = refused("large", padded(60_000).replace("SQS::Queue", "SQS::Qeue"));

        assertThat(refused.seen())
                .contains("Unrecognized resource types: [AWS::SQS::Qeue]")
                .endsWith("AWS::SQS::Qeue : template.yaml, ligne 3");
    }

    @Test
    void packsTheCodeOfALargeTemplateToo() throws Exception {
        Files.createDirectories(folder.resolve(Built.JAR).getParent());
        Files.write(folder.resolve(Built.JAR), new byte[] {'P', 'K'});
        Path file = Files.writeString(folder.resolve("template.yaml"), """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Fonction:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: target/function.jar
                """ + comment(51_200));

        Packaged packaged =
                new Packager(file, new Built(folder, folder.resolve(Built.JAR), List.of())).packaged(target, aws);

        String key = packaged.url().orElseThrow().replaceFirst(".*/", "");
        String bucket = packaged.text().replaceFirst("(?s).*s3://([^/]+)/.*", "$1");
        assertThat(aws.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String())
                .isEqualTo(packaged.text());
    }

    /** A template of exactly so many bytes. */
    private static String padded(int bytes) {
        String template = """
                Resources:
                  Attente:
                    Type: AWS::SQS::Queue
                Outputs:
                  QueueUrl: {Value: !Ref Attente}
                """;
        return template + comment(bytes - template.length());
    }

    private static String comment(int bytes) {
        return "#" + "x".repeat(bytes - 2) + "\n";
    }
}
