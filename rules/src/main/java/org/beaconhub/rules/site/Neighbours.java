package org.beaconhub.rules.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.beaconhub.rules.rulebook.Value;

/**
 * Which devices are near which. Devices lie in a grid whose cells are as wide as the distance, so only nine cells are
 * searched. Distances are great circles on a sphere. A site that spans the 180th meridian is not joined across it.
 */
public final class Neighbours {
    /** So many devices may be around one; what they say would otherwise cost too much at each reading. */
    public static final int NEIGHBOURS_MAX = 64;

    private static final double EARTH_RADIUS_M = 6_371_008.8;
    private static final double METRES_PER_DEGREE = EARTH_RADIUS_M * StrictMath.PI / 180;
    private static final double COSINE_MIN = 0.01;

    private final List<Device> devices;
    private final Map<String, List<Device>> byArea = new HashMap<>();
    private final Map<Integer, Grid> grids = new HashMap<>();
    private final double cosine;

    private record Cell(long row, long column) {}

    private record Grid(double rowDegrees, double columnDegrees, Map<Cell, List<Device>> cells) {
        Cell cell(Device device) {
            return new Cell(
                    (long) Math.floor(device.lat() / rowDegrees), (long) Math.floor(device.lon() / columnDegrees));
        }
    }

    /** Knows all devices of a site. */
    public Neighbours(List<Device> devices) {
        this.devices = devices;
        devices.forEach(device ->
                byArea.computeIfAbsent(device.area(), area -> new ArrayList<>()).add(device));
        double highest = devices.stream()
                .mapToDouble(device -> Math.abs(device.lat()))
                .max()
                .orElse(0);
        this.cosine = Math.max(COSINE_MIN, StrictMath.cos(StrictMath.toRadians(highest)));
    }

    /** Whether it is known where a device stands. */
    public static boolean hasPlace(Device device) {
        return device.place().isKnown();
    }

    /**
     * Devices around one, itself included, in the site's order.
     *
     * @param metres how far away at most; 0 for those in the same area
     */
    public List<Device> around(Device centre, Set<String> types, int metres) {
        List<Device> found = new ArrayList<>();
        if (metres == 0) {
            byArea.getOrDefault(centre.area(), List.of()).stream()
                    .filter(device -> types.contains(device.type().name()))
                    .forEach(found::add);
            return found;
        }
        if (!hasPlace(centre)) {
            return found;
        }
        Grid grid = grids.computeIfAbsent(metres, this::grid);
        Cell middle = grid.cell(centre);
        for (long row = middle.row() - 1; row <= middle.row() + 1; row++) {
            for (long column = middle.column() - 1; column <= middle.column() + 1; column++) {
                for (Device device : grid.cells().getOrDefault(new Cell(row, column), List.of())) {
                    if (types.contains(device.type().name()) && metresBetween(centre, device) <= metres) {
                        found.add(device);
                    }
                }
            }
        }
        found.sort((a, b) -> Integer.compare(a.index(), b.index()));
        return found;
    }

    /** The devices that one is compared with: those of the types around it that measure the quantity, without itself. */
    public List<Device> compared(Device centre, Value.Drift drift) {
        return around(centre, drift.types(), drift.metres()).stream()
                .filter(device -> device.index() != centre.index())
                .filter(device -> device.type().measures().contains(drift.quantity()))
                .toList();
    }

    private Grid grid(int metres) {
        Grid grid = new Grid(metres / METRES_PER_DEGREE, metres / (METRES_PER_DEGREE * cosine), new HashMap<>());
        devices.stream()
                .filter(Neighbours::hasPlace)
                .forEach(device -> grid.cells()
                        .computeIfAbsent(grid.cell(device), cell -> new ArrayList<>())
                        .add(device));
        return grid;
    }

    /** Metres between two devices. */
    static double metresBetween(Device a, Device b) {
        return a.place().metresTo(b.place());
    }
}
