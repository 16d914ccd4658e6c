package ateliers.cloud.sdk;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.protocols.core.OperationInfo;
import software.amazon.awssdk.protocols.query.AwsQueryProtocolFactory;
import software.amazon.awssdk.protocols.xml.AwsXmlProtocolFactory;

/**
 * A service as the SDK's client interface shows it: the one class that reflects on the SDK.
 *
 * <p>Operations come from the interface's methods. Method, URI, target and version come from the private
 * {@code SDK_OPERATION_BINDING} of each {@code *RequestMarshaller}, the protocol from the type of its
 * {@code protocolFactory}. Each is read when first asked for, so that a cloud starts without loading thousands of classes.
 */
public final class SdkModel {
    /** Pure functions of classes, hence shared by every cloud of the JVM. */
    private static final ClassValue<SdkModel> MODELS = new ClassValue<>() {
        @Override
        protected SdkModel computeValue(Class<?> client) {
            return new SdkModel(client);
        }
    };

    private static final ClassValue<Method> BUILDERS = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> pojo) {
            try {
                return pojo.getMethod("builder");
            } catch (NoSuchMethodException e) {
                throw new IllegalArgumentException(pojo + " has no builder", e);
            }
        }
    };

    private final Class<?> client;
    private final String signingName;
    private final String endpointPrefix;
    private final Supplier<Map<String, SdkOperation>> operations = once(this::readOperations);

    private SdkModel(Class<?> client) {
        this.client = client;
        this.signingName = constant("SERVICE_NAME");
        this.endpointPrefix = constant("SERVICE_METADATA_ID");
    }

    /**
     * The model of a service.
     *
     * @param client an SDK client interface, such as {@code SqsClient.class}
     */
    public static SdkModel of(Class<?> client) {
        return MODELS.get(client);
    }

    /** The SDK's client interface. */
    public Class<?> client() {
        return client;
    }

    /** The service's name in a signature's scope, such as {@code monitoring} for CloudWatch. */
    public String signingName() {
        return signingName;
    }

    /** What its host names begin with, such as {@code streams.dynamodb}. */
    public String endpointPrefix() {
        return endpointPrefix;
    }

    /** Every operation, in the order of their names. */
    public Collection<SdkOperation> operations() {
        return operations.get().values();
    }

    /** The operation of that exact name. */
    public Optional<SdkOperation> operation(String name) {
        return Optional.ofNullable(operations.get().get(name));
    }

    /** The protocol the SDK's client speaks. */
    public Protocol protocol() {
        return any().protocol();
    }

    /** The API version, for awsQuery. */
    public Optional<String> apiVersion() {
        return Optional.ofNullable(any().apiVersion());
    }

    /** What {@code X-Amz-Target} begins with, up to the point, for awsJson. */
    public Optional<String> targetPrefix() {
        String target = any().target();
        return Optional.ofNullable(target).map(t -> t.substring(0, t.lastIndexOf('.')));
    }

    private SdkOperation.Binding any() {
        return operations().iterator().next().binding();
    }

    /** A fresh builder of a request, response, model or exception class. */
    public static SdkPojo builderOf(Class<?> pojo) {
        return (SdkPojo) invoke(BUILDERS.get(pojo), null);
    }

    @Override
    public String toString() {
        return signingName;
    }

    private String constant(String name) {
        try {
            return (String) client.getField(name).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(client + " is not an SDK client interface", e);
        }
    }

    private Map<String, SdkOperation> readOperations() {
        Map<String, SdkOperation> result = new TreeMap<>();
        for (Method method : client.getMethods()) {
            TerminalMethod.of(method).ifPresent(terminal -> result.put(terminal.operation(), operation(terminal)));
        }
        return Collections.unmodifiableMap(result);
    }

    private SdkOperation operation(TerminalMethod terminal) {
        Class<? extends SdkRequest> request = terminal.request();
        String stem = terminal.stem();
        return new SdkOperation(
                this,
                terminal.operation(),
                request,
                named(request.getPackageName() + "." + stem + "Response").asSubclass(SdkResponse.class),
                terminal.takes(RequestBody.class),
                terminal.takes(ResponseTransformer.class),
                once(() -> readBinding(request, stem)));
    }

    private SdkOperation.Binding readBinding(Class<?> request, String stem) {
        Class<?> marshaller = named(client.getPackageName() + ".transform." + stem + "RequestMarshaller");
        try {
            Field field = marshaller.getDeclaredField("SDK_OPERATION_BINDING");
            field.setAccessible(true);
            OperationInfo info = (OperationInfo) field.get(null);
            Class<?> factory = marshaller.getDeclaredField("protocolFactory").getType();
            return new SdkOperation.Binding(
                    protocol(factory, info),
                    info.httpMethod().name(),
                    info.requestUri(),
                    info.operationIdentifier(),
                    info.apiVersion());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The SDK no longer has the binding of " + request, e);
        }
    }

    private static Protocol protocol(Class<?> factory, OperationInfo info) {
        if (AwsXmlProtocolFactory.class.isAssignableFrom(factory)) {
            return Protocol.REST_XML;
        }
        if (AwsQueryProtocolFactory.class.isAssignableFrom(factory)) {
            return Protocol.AWS_QUERY;
        }
        if (info.requestUri().startsWith("/service/") && info.requestUri().contains("/operation/")) {
            return Protocol.RPC_V2_CBOR;
        }
        return info.operationIdentifier() == null ? Protocol.REST_JSON : Protocol.AWS_JSON;
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The SDK has no class " + name, e);
        }
    }

    private static Object invoke(Method method, Object on, Object... arguments) {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(method + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " is not public", e);
        }
    }

    private static <T> Supplier<T> once(Supplier<T> source) {
        return new Supplier<>() {
            private volatile T value;

            @Override
            public T get() {
                if (value == null) {
                    synchronized (this) {
                        if (value == null) {
                            value = source.get();
                        }
                    }
                }
                return value;
            }
        };
    }
}
