package io.rcsplatform.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A version of the platform that has been packaged: this checkout's, or an older one's beside it. */
record Release(String name, Path root) {

    static Release current() {
        return new Release("current", Path.of("..").toAbsolutePath().normalize());
    }

    /** The one that installations upgrade from, which {@code ./rcs test upgrade} has built. */
    static Release previous() {
        var root = System.getenv("RCS_PREVIOUS");
        if (root == null) {
            throw new IllegalStateException("RCS_PREVIOUS is not set: run './rcs test upgrade'");
        }
        return new Release("previous", Path.of(root));
    }

    /** Unpacked, a program starts in half the time. */
    Path unpacked(String program, Path target) {
        var jar = jar(program);
        var directory = target.resolve(name).resolve(program);
        try {
            var extraction = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--destination",
                            directory.toString(),
                            "--force")
                    .redirectErrorStream(true)
                    .redirectOutput(target.resolve(program + ".extract.log").toFile())
                    .start();
            if (!extraction.waitFor(2, TimeUnit.MINUTES) || extraction.exitValue() != 0) {
                throw new IllegalStateException("cannot unpack " + jar + ", see " + target);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot unpack " + jar, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while unpacking " + jar, e);
        }
        return directory.resolve(jar.getFileName());
    }

    /** One that needs no unpacking. */
    Path executable(String program) {
        return root.resolve(program).resolve("target").resolve(program + "-exec.jar");
    }

    private Path jar(String program) {
        return root.resolve(program).resolve("target").resolve(program + ".jar");
    }
}
