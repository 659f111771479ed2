package org.beaconhub.gateway.console.report;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.pictures.Darkroom;
import org.beaconhub.gateway.pictures.Picture;
import org.beaconhub.gateway.pictures.PictureRefused;
import org.beaconhub.gateway.pictures.Pictures;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Command;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.incident.Incident;
import org.beaconhub.rules.incident.Line;
import org.beaconhub.rules.incident.Report;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The photos of a report. Each is made clean, lies on the disk, and stands beside the incident in the journal before it counts as
 * received. What is no photo is left out, and never keeps the report back.
 */
public final class ReportPictures {
    /** So many has a report at most. */
    static final int EACH_MAX = 3;
    /** So many of reporters stand beside one incident, so that there is room for those of the people who carry it. */
    private static final int INCIDENT_MAX = 30;

    private static final Logger LOG = LoggerFactory.getLogger(ReportPictures.class);
    private static final String BY = "report:";

    private final Pictures pictures;
    private final Darkroom darkroom;
    private final ReportDoor.Intake intake;

    /** Puts pictures beside incidents by {@code intake}. */
    public ReportPictures(Pictures pictures, Darkroom darkroom, ReportDoor.Intake intake) {
        this.pictures = pictures;
        this.darkroom = darkroom;
        this.intake = intake;
    }

    /** How many photos of a report have arrived. */
    static int arrived(View view, Report report) {
        return Math.toIntExact(view.incidents().incidents().stream()
                .flatMap(incident -> incident.lines().stream())
                .filter(line -> line.what() == Line.What.PICTURED && line.by().equals(BY + report.id()))
                .count());
    }

    /** Whether more photos of a report are taken. */
    static boolean takesMore(View view, Report report) {
        return report.state().isOpen() && arrived(view, report) < EACH_MAX && ofReporters(view, report) < INCIDENT_MAX;
    }

    private static long ofReporters(View view, Report report) {
        return incident(view, report).stream()
                .flatMap(incident -> incident.lines().stream())
                .filter(line -> line.what() == Line.What.PICTURED && line.by().startsWith(BY))
                .count();
    }

    private static Optional<Incident> incident(View view, Report report) {
        return view.incidents().incidents().stream()
                .filter(each -> each.id().equals(report.incident()))
                .findFirst();
    }

    /**
     * Takes photos of a report in, one report's after the other's.
     *
     * @param view as things stand
     * @return how many were left out
     */
    synchronized int take(View view, String code, List<byte[]> photos) throws InterruptedException {
        View now = view;
        int left = Math.max(0, photos.size() - EACH_MAX);
        for (byte[] photo : photos.subList(0, Math.min(photos.size(), EACH_MAX))) {
            Optional<View> then = taken(now, code, photo);
            left += then.isPresent() ? 0 : 1;
            now = then.orElse(now);
        }
        return left;
    }

    private Optional<View> taken(View view, String code, byte[] photo) throws InterruptedException {
        Optional<Report> asked = view.incidents().report(code);
        if (asked.isEmpty() || !takesMore(view, asked.get())) {
            return Optional.empty();
        }
        Report report = asked.get();
        try {
            Picture picture = darkroom.develop(photo);
            if (shown(view, report, picture)) {
                return Optional.of(view); // sent twice, such as after a lost answer
            }
            pictures.keep(picture);
            IncidentAct act = new IncidentAct.Attach(report.incident(), picture.name(), "");
            return intake.put(new Command(BY + report.id(), act))
                    .filter(then -> arrived(then, report) > arrived(view, report));
        } catch (PictureRefused e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.error("a reporter's photo cannot be kept", e);
            return Optional.empty();
        }
    }

    private static boolean shown(View view, Report report, Picture picture) {
        return incident(view, report).stream()
                .flatMap(incident -> incident.lines().stream())
                .anyMatch(
                        line -> line.what() == Line.What.PICTURED && line.ref().equals(picture.name()));
    }
}
