package io.ovoscope.collector.publish;

import io.ovoscope.collector.publish.StoreException.Remedy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A store in memory that can be told to fail. A line is stored under itself, so that writing it again changes nothing. */
final class FakeStore implements Store {
    final Set<String> stored = new LinkedHashSet<>();
    final List<String> requests = new ArrayList<>();
    final Deque<StoreException> failures = new ArrayDeque<>();
    final Deque<RuntimeException> defects = new ArrayDeque<>();
    final Set<String> poison = new LinkedHashSet<>();

    static StoreException away(Duration serversWait) {
        return new StoreException(Remedy.RETRY, "away", serversWait, null);
    }

    @Override
    public void write(List<String> lines) throws StoreException {
        requests.add("write " + lines.size());
        failIfTold();
        List<String> bad = lines.stream().filter(poison::contains).toList();
        lines.stream().filter(line -> !poison.contains(line)).forEach(stored::add);
        if (!bad.isEmpty()) {
            throw new StoreException(Remedy.SKIP, "partial write: dropped=" + bad.size(), Duration.ZERO, null);
        }
    }

    @Override
    public void erase(Change.Erasure erasure) throws StoreException {
        requests.add("erase " + erasure.run());
        failIfTold();
        stored.removeIf(line -> line.contains("run=" + erasure.run()));
    }

    @Override
    public void retire(Retirement retirement) throws StoreException {
        requests.add("retire " + retirement.run() + " before attempt " + retirement.attempt() + " from "
                + retirement.fromStep());
        failIfTold();
    }

    private void failIfTold() throws StoreException {
        if (!defects.isEmpty()) {
            throw defects.remove();
        }
        if (!failures.isEmpty()) {
            throw failures.remove();
        }
    }
}
