package ateliers.cloud.sandbox;

import ateliers.cloud.clock.RealTimers;
import ateliers.cloud.folders.Folders;
import ateliers.cloud.folders.TemporaryFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** All sandboxes of one cloud. Closing ends every process and deletes every file that they left. */
public final class Sandboxes implements AutoCloseable {
    private final SandboxSupport support;
    private final RealTimers timer;
    private final ThreadPoolExecutor starter;
    private final Path folder;
    private final SandboxHost host;
    private final JarCopies copies;
    private final Path cache;
    private final Set<SandboxPool> pools = ConcurrentHashMap.newKeySet();

    /**
     * Prepares a place for sandboxes.
     *
     * @param isolation what keeps the processes apart from this machine
     * @param time the two times
     * @param limits the bounds
     * @param cache a folder that outlives this object, shared by all clouds of the machine
     * @throws IOException where folders cannot be written: the machine's fault
     */
    public Sandboxes(Isolation isolation, SandboxTime time, SandboxLimits limits, Path cache) throws IOException {
        this.cache = cache.toAbsolutePath();
        Files.createDirectories(this.cache);
        this.folder = TemporaryFolders.make("sandboxes");
        this.host = isolation.host(folder);
        this.copies = new JarCopies(folder.resolve("jars"));
        RuntimeJars runtime = RuntimeJars.prepare(folder, copies);
        this.timer = new RealTimers("sandbox-timer");
        this.starter = new ThreadPoolExecutor(
                limits.starting(),
                limits.starting(),
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                daemons("sandbox-starter"));
        starter.allowCoreThreadTimeOut(true);
        this.support = new SandboxSupport(host, time, limits, runtime, folder, timer, starter);
    }

    /**
     * Takes in a version of a function. No process starts before its first invocation, unless it is warmed.
     *
     * @param spec the version
     * @return its handle, to be retired when the version goes
     */
    public RunningFunction function(FunctionSpec spec) {
        SandboxPool pool = new SandboxPool(spec, support);
        pools.add(pool);
        return pool;
    }

    /**
     * Unpacks a deployment package.
     *
     * @param zip a zip or jar file's bytes
     * @return code that runs from a folder of this object
     * @throws BadPackageException where it is no zip, tries to leave its folder, or is larger than 250 MB
     */
    public FunctionCode unpack(byte[] zip) throws BadPackageException {
        return new PackageReader(support.limits().unzippedBytes()).unpack(zip, folder);
    }

    /**
     * Makes code of jars that are on this machine already: the dependencies, which an archive of classes makes start
     * fast, then the function's own.
     *
     * @param dependencies jars, in class path order; the same list always gives the same archive
     * @param own the function's jar
     * @return code that runs from copies of those jars
     * @throws BadPackageException where the function's jar is no jar
     * @throws IOException where the jars cannot be copied: the machine's fault
     */
    public FunctionCode fromJars(List<Path> dependencies, Path own) throws BadPackageException, IOException {
        FunctionCode resources = new PackageReader(support.limits().unzippedBytes()).resources(own, folder);
        List<Path> common = copies.of(dependencies);
        List<Path> classPath = new ArrayList<>(common);
        classPath.addAll(copies.of(List.of(own)));
        return new FunctionCode(resources.taskRoot(), classPath, new ClassArchive(support, cache).of(common));
    }

    /**
     * Adds the jars of layers to code, after the function's own, as AWS's runtime client looks for classes.
     *
     * @param layers unpacked, in the function's order
     * @return code that runs from a folder of this object
     * @throws BadPackageException where all together is larger than 250 MB
     * @throws IOException where files cannot be copied: the machine's fault
     */
    public FunctionCode layered(FunctionCode code, List<Path> layers) throws BadPackageException, IOException {
        long size = LayerContent.size(code.taskRoot());
        for (Path layer : layers) {
            size += LayerContent.size(layer);
        }
        if (size > support.limits().unzippedBytes()) {
            throw new BadPackageException("Function code combined with layers exceeds the maximum allowed size of "
                    + support.limits().unzippedBytes() + " bytes. The actual size is " + size + " bytes.");
        }
        List<Path> jars = LayerContent.jars(layers);
        if (!code.classPath().isEmpty()) {
            List<Path> classPath = new ArrayList<>(code.classPath());
            classPath.addAll(jars);
            return new FunctionCode(code.taskRoot(), classPath, code.archive());
        }
        Path root = Files.createTempDirectory(folder, "task-");
        LayerContent.copy(code.taskRoot(), root);
        Path lib = Files.createDirectories(root.resolve("lib"));
        for (Path jar : jars) {
            // No jar of the function's sorts after a tilde.
            Files.copy(jar, lib.resolve("~" + jar.getFileName()));
        }
        OldSdk.leadHere(root);
        return new FunctionCode(root, List.of(), Optional.empty());
    }

    @Override
    public void close() {
        // Until none of them asks for another sandbox, what starts them must take their work.
        pools.forEach(SandboxPool::close);
        starter.shutdown();
        timer.close();
        host.close();
        Folders.delete(folder);
    }

    private static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
