// SPDX-License-Identifier: Apache-2.0
package dev.paddock.core.quota;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Who holds how many GPUs, and the only place that grants more (api.md 7.1, Q9 and Q12).
 *
 * <p>Every decision is taken under one lock, so of two requests that fit only singly exactly one is granted. One lock for
 * all Tenants rather than one each, because a ComputeProfile in the system namespace may be used by several.
 *
 * <p>It holds no state of record: the caller writes a grant to the owner's status before acting on it, and a new ledger is
 * closed until {@link #open} has been given what all objects say they hold.
 */
public final class Ledger {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Map<String, LedgerEntry>> byOwner = new HashMap<>();
    private final Map<LevelKey, Map<String, Long>> held = new HashMap<>();
    private final Set<LevelKey> touched = new TreeSet<>();
    private final List<Consumer<LevelKey>> listeners = new CopyOnWriteArrayList<>();
    private boolean open;

    /** Tells of each level at which something changed, after it has; the listener must be quick. */
    public void onChange(Consumer<LevelKey> listener) {
        listeners.add(listener);
    }

    /** Starts from what all objects say they hold; before this no request is decided. */
    public void open(Collection<LedgerEntry> recorded) {
        locked(() -> {
            byOwner.clear();
            held.clear();
            recorded.forEach(this::put);
            open = true;
        });
    }

    public boolean isOpen() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Grants the request and replaces what its owner held, or refuses it and changes nothing. */
    public Verdict request(QuotaRequest request) {
        return changing(() -> {
            requireOpen();
            List<Refusal> refusals = refusals(request);
            return refusals.isEmpty() ? new Verdict.Granted(grant(request)) : new Verdict.Refused(refusals);
        });
    }

    /** What {@link #request} would refuse at this moment; grants nothing. */
    public List<Refusal> preview(QuotaRequest request) {
        lock.lock();
        try {
            requireOpen();
            return refusals(request);
        } finally {
            lock.unlock();
        }
    }

    /** Records how much of what the owner holds exists by now; the amount held does not change. */
    public void observeUsed(String ownerUid, GpuDemand used) {
        update(ownerUid, entry -> entry.withUsed(used.amount(entry.family())));
    }

    /** Marks a holding as on its way out. It counts until {@link #release}: the machines are still there. */
    public void releasing(String ownerUid) {
        update(ownerUid, LedgerEntry::releasing);
    }

    /** Ends all that the owner holds. Releasing twice, or what was never held, is no fault. */
    public void release(String ownerUid) {
        locked(() -> removeAll(ownerUid));
    }

    /** Moves a holding to another owner in one step, such as from a deleted MLPlatform to the pool that outlives it. */
    public void transfer(String fromUid, Owner to, Set<LevelKey> levels) {
        locked(() -> {
            List<LedgerEntry> moved = entriesOf(fromUid);
            removeAll(fromUid);
            moved.forEach(entry -> put(new LedgerEntry(
                    to, entry.family(), entry.units(), entry.used(), new TreeSet<>(levels), entry.state())));
        });
    }

    public List<LedgerEntry> heldBy(String ownerUid) {
        lock.lock();
        try {
            return entriesOf(ownerUid);
        } finally {
            lock.unlock();
        }
    }

    /** How many objects hold something. */
    public int owners() {
        lock.lock();
        try {
            return byOwner.size();
        } finally {
            lock.unlock();
        }
    }

    /** All entries that count at a level, in a stable order. */
    public List<LedgerEntry> heldAt(LevelKey level) {
        lock.lock();
        try {
            return byOwner.values().stream()
                    .flatMap(entries -> entries.values().stream())
                    .filter(entry -> entry.levels().contains(level))
                    .sorted(Comparator.comparing(
                                    (LedgerEntry entry) -> entry.owner().toString())
                            .thenComparing(LedgerEntry::family))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private List<Refusal> refusals(QuotaRequest request) {
        List<Refusal> refusals = new ArrayList<>();
        for (Level level : request.levels()) {
            GpuDemand before = demandAt(level.key(), request.owner().uid());
            if (request.demand().fitsIn(before)) {
                continue; // raises nothing here, so it passes even where a limit was lowered below what is held
            }
            request.demand()
                    .families()
                    .forEach((family, amount) -> level.limits().limit(family).ifPresent(limit -> {
                        GpuAmount others = heldByOthers(level.key(), family, request);
                        if (others.plus(amount).compareTo(limit) > 0) {
                            refusals.add(new Refusal(family, amount, others, limit, level.key()));
                        }
                    }));
        }
        refusals.sort(Comparator.comparing(Refusal::family).thenComparing(Refusal::level));
        return refusals;
    }

    private GpuAmount heldByOthers(LevelKey level, String family, QuotaRequest request) {
        long units = held.getOrDefault(level, Map.of()).getOrDefault(family, 0L);
        units -= demandAt(level, request.owner().uid()).amount(family).units();
        for (String uid : request.takesOver()) {
            units -= uid.equals(request.owner().uid())
                    ? 0
                    : demandAt(level, uid).amount(family).units();
        }
        return new GpuAmount(units);
    }

    private GpuDemand demandAt(LevelKey level, String ownerUid) {
        Map<String, GpuAmount> amounts = new TreeMap<>();
        for (LedgerEntry entry : entriesOf(ownerUid)) {
            if (entry.levels().contains(level)) {
                amounts.put(entry.family(), entry.units());
            }
        }
        return new GpuDemand(amounts);
    }

    private List<LedgerEntry> grant(QuotaRequest request) {
        Map<String, LedgerEntry> before =
                Map.copyOf(byOwner.getOrDefault(request.owner().uid(), Map.of()));
        request.takesOver().forEach(this::removeAll);
        removeAll(request.owner().uid());
        Set<LevelKey> levels = new TreeSet<>();
        request.levels().forEach(level -> levels.add(level.key()));
        request.demand().families().forEach((family, amount) -> {
            LedgerEntry entry = LedgerEntry.reserved(request.owner(), family, amount, levels);
            LedgerEntry old = before.get(family);
            put(old == null ? entry : entry.withUsed(old.used()));
        });
        return entriesOf(request.owner().uid());
    }

    private List<LedgerEntry> entriesOf(String ownerUid) {
        return List.copyOf(byOwner.getOrDefault(ownerUid, Map.of()).values());
    }

    private void update(String ownerUid, UnaryOperator<LedgerEntry> change) {
        locked(() -> entriesOf(ownerUid).forEach(entry -> {
            remove(entry);
            put(change.apply(entry));
        }));
    }

    private void put(LedgerEntry entry) {
        LedgerEntry replaced = byOwner.computeIfAbsent(entry.owner().uid(), uid -> new TreeMap<>())
                .put(entry.family(), entry);
        if (replaced != null) {
            count(replaced, -1);
        }
        count(entry, 1);
    }

    private void removeAll(String ownerUid) {
        entriesOf(ownerUid).forEach(this::remove);
    }

    private void remove(LedgerEntry entry) {
        Map<String, LedgerEntry> entries = byOwner.get(entry.owner().uid());
        if (entries == null || entries.remove(entry.family()) == null) {
            return;
        }
        if (entries.isEmpty()) {
            byOwner.remove(entry.owner().uid());
        }
        count(entry, -1);
    }

    private void count(LedgerEntry entry, int sign) {
        touched.addAll(entry.levels());
        for (LevelKey level : entry.levels()) {
            Map<String, Long> families = held.computeIfAbsent(level, key -> new HashMap<>());
            long units = families.merge(entry.family(), sign * entry.units().units(), Long::sum);
            if (units == 0) {
                families.remove(entry.family());
            }
            if (families.isEmpty()) {
                held.remove(level);
            }
        }
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("the GPU ledger decides nothing before it was rebuilt from all objects");
        }
    }

    private void locked(Runnable action) {
        changing(() -> {
            action.run();
            return true;
        });
    }

    /** Changes under the lock and tells about it outside: a listener may look at the ledger. */
    private <T> T changing(Supplier<T> action) {
        List<LevelKey> changed;
        T result;
        lock.lock();
        try {
            result = action.get();
            changed = List.copyOf(touched);
            touched.clear();
        } finally {
            lock.unlock();
        }
        changed.forEach(level -> listeners.forEach(listener -> listener.accept(level)));
        return result;
    }
}
