package io.vmoodle.lab.cluster.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A file that one thread of one JVM at a time holds locked; the system releases it when its holder
 * dies.
 *
 * @param file is created if needed, and stays
 */
public record FileMutex(Path file) {
  /** Locks of files are the JVM's: a second thread would not wait, but be refused. */
  private static final Map<Path, Lock> THREADS = new ConcurrentHashMap<>();

  /**
   * Does the work while nobody else holds the file, after waiting for as long as somebody does.
   *
   * @param waiting called once if it has to wait
   */
  public <T> T holding(Runnable waiting, Supplier<T> work) {
    var threads = THREADS.computeIfAbsent(file.toAbsolutePath(), _ -> new ReentrantLock());
    threads.lock();
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (var channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var lock = acquire(channel, waiting)) {
        if (!lock.isValid()) {
          throw new IOException("the lock of %s was lost".formatted(file));
        }
        return work.get();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.unlock();
    }
  }

  private static FileLock acquire(FileChannel channel, Runnable waiting) throws IOException {
    var lock = channel.tryLock();
    if (lock != null) {
      return lock;
    }
    waiting.run();
    return channel.lock();
  }
}
