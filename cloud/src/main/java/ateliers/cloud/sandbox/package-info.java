/**
 * Function code runs here, in child JVMs with AWS's own runtime client, and nowhere else.
 *
 * <p>{@link ateliers.cloud.sandbox.Sandboxes} is the entry point: one for a cloud, closed with it. It knows nothing of
 * the Lambda service: it is given code, an environment and events, and gives back answers and log lines. All times here
 * are real times: student code sees no other.
 *
 * <h2>Who starts what</h2>
 *
 * A {@link ateliers.cloud.sandbox.RunningFunction} is a function's version: a pool of sandboxes, none at first. An
 * invocation that finds none free waits in the pool's queue; the pool starts sandboxes one after the other, at once up to
 * {@link ateliers.cloud.sandbox.SandboxLimits#prompt()} and beyond that only for what has waited a second in which nothing ended. The starts of
 * all functions share a few threads, so that none starves. {@code warm()} starts the first one ahead. A
 * {@code Sandbox} is one child process with its Runtime API and its output; a
 * {@link ateliers.cloud.sandbox.SandboxHost} starts the process, plainly or behind an isolation.
 *
 * <h2>Isolation: an example</h2>
 *
 * Code of strangers runs behind an {@link ateliers.cloud.sandbox.Isolation}, given to {@code Sandboxes} at its making. On Linux
 * {@link ateliers.cloud.sandbox.Bubblewrap} is one, where trying it once has worked. What then starts for a function:
 * <pre>
 * setpriv --reuid=1900001201 …                       only for root: as a user that nobody else is
 *   bwrap --unshare-user --unshare-pid --unshare-net …  waits outside; its number is the one known here
 *     bwrap                                          first of the process namespace: when it ends, all ends
 *       prlimit --nproc=… --data=… java …            the function, and below it whatever it starts
 * </pre>
 * It sees {@code /usr}, a small {@code /etc} ({@code PrivateEtc}), its task root, the jars and the archive, read-only and where
 * they always are; {@code /tmp} is its own, in memory, as large as the function's ephemeral storage. There is no home, no project,
 * no other process, no network but its own loopback. Two Unix sockets lead out: the Runtime API's, and one to its cloud. Clients
 * call {@code 127.0.0.1:<port>} as ever; a {@code SocketRelay} in the function's process carries that to the second socket,
 * another one here from there to the cloud's port.
 *
 * <p>Its variables are set by bwrap's arguments: as its environment, LD_PRELOAD would load a function's library into bwrap. Its
 * death signal comes with the end of the thread that started it: {@code BubblewrapSandboxHost} keeps one for that. All memory
 * below it is summed, since limits are a process's own. What cannot be set up ends in an IOException, which is the machine's
 * fault, before the function has begun.
 *
 * <p>Archives of classes are made without: only the labs' own dependencies run there, and it writes to the cache.
 *
 * <h2>How an invocation travels: an example</h2>
 *
 * {@code function.invoke(event)} with a warm sandbox idle:
 * <ol>
 *   <li>the pool takes the sandbox used last, and calls {@code Sandbox.run} on the caller's thread: START is logged, a
 *       {@code TimeoutWatch} set, the event written to the child's connection, which has long asked {@code next};
 *   <li>in the child, our {@code LambdaRuntimeApiClientImpl} (it takes the place of AWS's class) reads it and AWS's
 *       runtime client calls the handler. Its response is kept back, since the next question follows: a mark, NUL and the
 *       sandbox's secret, goes to the standard output, then response and {@code next} over the socket in one write;
 *   <li>here, one thread reads the connection ({@code onResponse}, then {@code onNext}) and another the output
 *       ({@code onMark}). Whichever comes last finds the response there, {@code next} asked, and the output read up to
 *       the mark: all log lines of this invocation have come, and no line of the next one;
 *   <li>its processes are stopped, unless another event waits: what it has left running goes on with the next event
 *       ({@code Freezer});
 *   <li>END and REPORT are logged, the lines handed to the {@link ateliers.cloud.sandbox.LogReceiver}, the sandbox is idle
 *       again, and the invocation's future completes.
 * </ol>
 *
 * A cold start differs in the beginning only: INIT_START, the child's process, its first mark and {@code next}, which end
 * the init; then the queue is served as above.
 *
 * <h2>Sockets</h2>
 *
 * Each sandbox has a Unix socket of its own in the sandboxes' private folder, or a port of the loopback where there are
 * none; the child learns it from AWS_LAMBDA_RUNTIME_API ({@code RuntimeAddress}) and connects twice. Over the second
 * connection, the lifeline, nothing is sent: it ends when either side ends, and the child then halts with its own
 * children, so that nothing outlives this JVM even if that is killed.
 *
 * <h2>Timeouts without withheld time</h2>
 *
 * A timeout, and the limit of an init, leave out the time in which the function stood ready and a busy machine gave it no
 * processor, and that in which the machine stood still: see {@code TimeoutWatch}. Waiting for a sandbox, and its init, do not
 * count either.
 *
 * <h2>Archives of classes</h2>
 *
 * Code that is a list of jars known here ({@link ateliers.cloud.sandbox.CodeCatalog}) starts from an AppCDS archive
 * ({@code ClassArchive}), made once a list in a folder that outlives this JVM: a child runs {@code ArchiveTrainer}, which
 * calls each SDK client on the class path, and writes the archive at its exit. The JVM leaves aside what does not fit: an
 * archive changes how soon a function starts, and nothing else. Other packages are unpacked and run without.
 *
 * <h2>What happens when</h2>
 * <dl>
 *   <dt>the handler throws<dd>AWS's client reports it, the sandbox lives on
 *   <dt>the process exits or crashes<dd>{@code onExit} waits for the rest of its output; an invocation under way fails with
 *       Runtime.ExitError, one that waited for the init with what the init reported
 *   <dt>a timeout<dd>process and descendants are killed first, then the invocation fails: what is written afterwards
 *       belongs to no invocation
 *   <dt>{@code retire()}<dd>idle and starting sandboxes end at once, busy ones when they are done
 *   <dt>{@code close()}<dd>everything ends; those who wait are told
 *   <dt>a function leaves processes behind<dd>they are found by the secret in their environment, and killed
 *   <dt>it writes without end<dd>{@code OutputPump} reads all and keeps 4 MB an invocation
 * </dl>
 */
package ateliers.cloud.sandbox;
