package ateliers.cloud.door;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.sdk.SdkModel;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Nothing is silently ignored: every member of every request is read by its service's code, or the service declares
 * what becomes of it. Rows do not count as readers: that a call is allowed is not all that a member is for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NothingIgnoredTest {
    private final JavaClasses code = ArchConfiguration.withThreadLocalScope(configuration -> {
        configuration.setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("ateliers.cloud");
    });

    private final Map<String, Map<Member, Boolean>> members = new LinkedHashMap<>();
    private final Map<JavaClass, Set<String>> readsOf = new HashMap<>();
    private Cloud cloud;

    @BeforeAll
    void start() {
        cloud = Cloud.start();
        cloud.door().names().forEach(service -> members.put(service, members(service)));
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    @Test
    void everyMemberOfARequestIsReadOrDeclared() {
        Set<String> ignored = new TreeSet<>();
        members.forEach((service, each) -> each.forEach((member, read) -> {
            if (!read && declarations(service).noneMatch(member::isOf)) {
                ignored.add(service + ":" + member);
            }
        }));
        assertThat(ignored)
                .as("read them, or declare them in the service's members(): lacking, inert or elsewhere")
                .isEmpty();
    }

    @Test
    void everyDeclarationIsOfAMemberThatNobodyReads() {
        Set<String> wrong = new TreeSet<>();
        for (String service : cloud.door().names()) {
            Map<Member, Boolean> members = members(service);
            declarations(service)
                    .filter(each -> members.entrySet().stream()
                            .noneMatch(member ->
                                    !member.getValue() && member.getKey().isOf(each)))
                    .forEach(each -> wrong.add(service + ":" + each.operation() + "." + each.path()));
        }
        assertThat(wrong).as("not in a request, or read by the code").isEmpty();
    }

    private Stream<Members.Declared> declarations(String service) {
        return cloud.door().service(service).orElseThrow().members().declared().stream();
    }

    /** The members of a service's requests, down to those that its code does not read; and whether it reads them. */
    private Map<Member, Boolean> members(String service) {
        AwsService<?> behind = cloud.door().service(service).orElseThrow();
        SdkModel model = SdkModel.of(behind.api());
        Set<String> reads = reads(behind.operations().get(0).getClass().getPackageName());
        Map<Member, Boolean> found = new LinkedHashMap<>();
        for (String operation : cloud.door().operations().get(service)) {
            SdkPojo request = model.operation(operation).orElseThrow().newRequest();
            walk(request, new Member(operation, ""), reads, new HashSet<>(), found);
        }
        return found;
    }

    private static void walk(
            SdkPojo builder, Member at, Set<String> reads, Set<Class<?>> above, Map<Member, Boolean> found) {
        Class<?> type = builder.getClass().getEnclosingClass();
        if (!above.add(type)) {
            return;
        }
        for (SdkField<?> field : builder.sdkFields()) {
            Member member = at.with(field.memberName());
            String getter = field.memberName().toLowerCase(Locale.ROOT);
            boolean read = Stream.of(getter, getter + "asstring", getter + "asstrings", "has" + getter)
                    .anyMatch(name -> reads.contains(type.getName() + "." + name));
            found.put(member, read);
            SdkField<?> item = item(field);
            if (read && item.constructor() != null) {
                walk(item.constructor().get(), member, reads, above, found);
            }
        }
        above.remove(type);
    }

    /** What lists and maps are made of in the end. */
    private static SdkField<?> item(SdkField<?> field) {
        ListTrait list = field.getTrait(ListTrait.class);
        MapTrait map = field.getTrait(MapTrait.class);
        if (list != null) {
            return item(list.memberFieldInfo());
        }
        return map == null ? field : item(map.valueFieldInfo());
    }

    /** What a service's code calls, in small letters after its class: methods, references to methods. */
    private Set<String> reads(String servicePackage) {
        Set<String> reads = new HashSet<>();
        for (JavaClass each : code) {
            String home = each.getPackageName();
            boolean inReach = (home + ".").startsWith(servicePackage + ".") || !home.contains(".services.");
            boolean authorises = each.getSimpleName().endsWith("Rows")
                    || each.getRawInterfaces().stream().anyMatch(i -> i.isEquivalentTo(ServiceModule.class));
            if (inReach && !authorises) {
                reads.addAll(readsOf.computeIfAbsent(each, NothingIgnoredTest::reads));
            }
        }
        return reads;
    }

    private static Set<String> reads(JavaClass reader) {
        Set<String> reads = new HashSet<>();
        reader.getCodeUnitAccessesFromSelf()
                .forEach(access -> reads.add(access.getTargetOwner().getName() + "."
                        + access.getTarget().getName().toLowerCase(Locale.ROOT)));
        return reads;
    }

    private record Member(String operation, String path) {
        Member with(String name) {
            return new Member(operation, path.isEmpty() ? name : path + "." + name);
        }

        boolean isOf(Members.Declared declared) {
            return declared.isOf(operation) && declared.path().equals(path);
        }

        @Override
        public String toString() {
            return operation + "." + path;
        }
    }
}
