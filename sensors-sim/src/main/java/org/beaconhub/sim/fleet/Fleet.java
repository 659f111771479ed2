package org.beaconhub.sim.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.beaconhub.sim.clock.SimClock;
import org.beaconhub.sim.device.Sensor;
import org.beaconhub.sim.device.Spec;
import org.beaconhub.sim.sink.Actuator;
import org.beaconhub.sim.wire.BeaconEncoder;
import org.beaconhub.sim.wire.Encoder;
import org.beaconhub.sim.wire.Report;
import org.beaconhub.sim.wire.Telegram;
import org.beaconhub.sim.world.Fire;
import org.beaconhub.sim.world.Place;
import org.beaconhub.sim.world.World;

/** The devices of a site, each with its own connection, looking at one world. One thread moves world and devices. */
public final class Fleet implements AutoCloseable {
    private static final long TICK_MS = 50;
    private static final long GOODBYE_S = 3;
    /** How far before the wind of a node the default fire starts, in metres. */
    private static final double FIRE_METRES = 60;

    private final World world;
    private final SimClock clock;
    private final List<Member> members = new ArrayList<>();
    private final Map<Member, Actuator> actuators = new HashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sim-fleet").factory());
    private final LongAdder sent = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder refused = new LongAdder();

    private record Member(Sensor sensor, Encoder encoder, BrokerClient client) {}

    /** Prepares the devices; nothing is connected yet. */
    public Fleet(
            List<Spec> specs, World world, BrokerLogin login, long seed, SimClock clock, Actuator.Listener actuators) {
        this.world = world;
        this.clock = clock;
        long startMs = clock.nowMs();
        for (Spec spec : specs) {
            Sensor sensor = new Sensor(spec, seed, startMs);
            members.add(new Member(sensor, Encoder.of(spec.dialect()), client(spec, login)));
            if (Actuator.types().contains(spec.type())) {
                move(members.getLast(), actuators);
            }
        }
    }

    private static BrokerClient client(Spec spec, BrokerLogin login) {
        boolean present = spec.tells("online") && spec.dialect().equals("beacon");
        Telegram hello = present ? BeaconEncoder.presence(spec.id(), true) : null;
        Telegram will = present ? BeaconEncoder.presence(spec.id(), false) : null;
        return new BrokerClient(login.as(spec.account()), "sim-" + spec.id(), hello, will);
    }

    private void move(Member member, Actuator.Listener listener) {
        Spec spec = member.sensor().spec();
        actuators.put(member, new Actuator(spec.id(), spec.type(), member.client(), clock, listener));
    }

    /** Connects everybody and begins to speak; completes when all are connected. */
    public CompletableFuture<Void> start() {
        CompletableFuture<?>[] all = members.stream().map(this::connect).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(all).thenRun(() -> {
            var _ = ticker.scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        });
    }

    private CompletableFuture<Void> connect(Member member) {
        CompletableFuture<Void> connected = member.client().connect();
        Actuator actuator = actuators.get(member);
        return actuator == null
                ? connected
                : connected.thenCompose(done -> member.client()
                        .subscribe(BeaconEncoder.commands(member.sensor().spec().id()), actuator::command));
    }

    private void tick() {
        long nowMs = clock.nowMs();
        for (Member member : members) {
            if (member.sensor().dueMs() <= nowMs) {
                member.sensor().speak(world, nowMs).forEach(report -> send(member, report));
            }
        }
    }

    private void send(Member member, Report report) {
        sent.increment();
        var _ = member.client()
                .send(member.encoder().encode(report))
                .whenComplete((done, failure) -> (failure == null ? acknowledged : refused).increment());
    }

    /** Starts the fire; the devices see it from their next look on. */
    public CompletableFuture<Fire> ignite(Place place) {
        return CompletableFuture.supplyAsync(() -> world.ignite(place, clock.nowMs()), ticker);
    }

    /** A sensible place for a fire: up the wind of the forest node that stands most in the middle of its area's nodes. */
    public Optional<Place> firePlace() {
        List<Spec> nodes = members.stream()
                .map(member -> member.sensor().spec())
                .filter(spec -> spec.type().equals("forest-node"))
                .filter(spec -> spec.area().equals(fullest()))
                .toList();
        double lat =
                nodes.stream().mapToDouble(spec -> spec.place().lat()).average().orElse(0);
        double lon =
                nodes.stream().mapToDouble(spec -> spec.place().lon()).average().orElse(0);
        Place middle = new Place(lat, lon);
        double from = world.weather().wind(clock.nowMs()).from();
        return nodes.stream()
                .map(Spec::place)
                .min(Comparator.comparingDouble(place -> place.distance(middle)))
                .map(place -> place.moved(from, FIRE_METRES));
    }

    private String fullest() {
        return members.stream()
                .map(member -> member.sensor().spec())
                .filter(spec -> spec.type().equals("forest-node"))
                .collect(Collectors.groupingBy(Spec::area, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** Where a device stands. */
    public Optional<Place> placeOf(String device) {
        return members.stream()
                .map(member -> member.sensor().spec())
                .filter(spec -> spec.id().equals(device))
                .map(Spec::place)
                .findFirst();
    }

    /** How many devices there are. */
    public int size() {
        return members.size();
    }

    /** How many are connected now. */
    public int connected() {
        return (int)
                members.stream().filter(member -> member.client().isConnected()).count();
    }

    /** Messages handed to the client. */
    public long sent() {
        return sent.sum();
    }

    /** Messages that the broker acknowledged. */
    public long acknowledged() {
        return acknowledged.sum();
    }

    /** Messages that were not sent, or whose acknowledgement never came. */
    public long refused() {
        return refused.sum();
    }

    @Override
    public void close() {
        ticker.shutdown();
        CompletableFuture<?>[] all = members.stream()
                .map(member -> member.client().disconnect().exceptionally(failure -> null))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all)
                .completeOnTimeout(null, GOODBYE_S, TimeUnit.SECONDS)
                .join();
    }
}
