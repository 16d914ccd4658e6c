package ateliers.cloud.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * TLS that is set up when it is first used. The SDK's URL connection client makes a TLS context with each client, which
 * reads all certification authorities of the JDK: an eighth of the processor time of a function's start, for functions
 * that here call {@code http} endpoints only. It runs in the function's process and may need nothing but the JDK.
 */
public final class LazyTls extends Provider {
    private static final long serialVersionUID = 1L;

    /** Installing it costs a tenth of the start of a function that uses no such client. */
    private static final String PAYS_WITH = "url-connection-client";

    private static final String NAME = "LazyTls";

    /** Made without effect, for {@link SSLContext#getInstance(String, Provider)}. */
    public LazyTls() {
        super(NAME, "1", "TLS of the JDK, set up when first used");
        put("SSLContext.TLS", Context.class.getName());
    }

    /** Makes {@code SSLContext.getInstance("TLS")} lazy, where the class path is one that it pays with. */
    public static void installFor(String classPath) {
        if (classPath.contains(PAYS_WITH)) {
            Security.insertProviderAt(new LazyTls(), 1);
        }
    }

    /** The JDK's context, made at need if it was given the defaults, which cannot be wrong; at once otherwise. */
    public static final class Context extends SSLContextSpi {
        private SSLContext made;

        /** Called by the JDK. */
        public Context() {}

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trusted, SecureRandom random)
                throws KeyManagementException {
            if (keys != null || trusted != null || random != null) {
                make(keys, trusted, random);
            }
        }

        private synchronized SSLContext make(KeyManager[] keys, TrustManager[] trusted, SecureRandom random)
                throws KeyManagementException {
            try {
                SSLContext context = SSLContext.getInstance("TLS", "SunJSSE");
                context.init(keys, trusted, random);
                made = context;
                return context;
            } catch (KeyManagementException e) {
                throw e;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private synchronized SSLContext context() {
            try {
                return made == null ? make(null, null, null) : made;
            } catch (KeyManagementException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return new Sockets(this);
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return context().getServerSocketFactory();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return context().createSSLEngine();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return context().createSSLEngine(host, port);
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return context().getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return context().getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return context().getDefaultSSLParameters();
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return context().getSupportedSSLParameters();
        }
    }

    private static final class Sockets extends SSLSocketFactory {
        private final Context context;

        private Sockets(Context context) {
            this.context = context;
        }

        private SSLSocketFactory factory() {
            return context.context().getSocketFactory();
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return factory().getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return factory().getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket() throws IOException {
            return factory().createSocket();
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean close) throws IOException {
            return factory().createSocket(socket, host, port, close);
        }

        @Override
        public Socket createSocket(Socket socket, InputStream consumed, boolean close) throws IOException {
            return factory().createSocket(socket, consumed, close);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return factory().createSocket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return factory().createSocket(host, port, local, localPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return factory().createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return factory().createSocket(host, port, local, localPort);
        }
    }
}
