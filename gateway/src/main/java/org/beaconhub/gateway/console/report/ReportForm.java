package org.beaconhub.gateway.console.report;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.beaconhub.gateway.console.door.FileForm;
import org.beaconhub.gateway.pictures.Darkroom;
import org.beaconhub.rules.fact.PersonReport;
import org.beaconhub.rules.fact.Place;
import org.beaconhub.rules.site.Site;

/** What somebody filled in: a plain form, or one with photos. */
final class ReportForm {
    /** The most bytes of a form without photos. */
    static final int PLAIN_BYTES_MAX = 8 * 1024;
    /** The most bytes of one with as many photos as a report may have. */
    static final int BYTES_MAX = ReportPictures.EACH_MAX * Darkroom.BYTES_MAX + 16 * 1024;

    private interface Fields {
        Optional<String> text(String name) throws IOException;
    }

    private final Fields fields;
    private final List<byte[]> photos;

    private ReportForm(Fields fields, List<byte[]> photos) {
        this.fields = fields;
        this.photos = photos;
    }

    /**
     * Reads one.
     *
     * @throws IOException where it is too long, breaks off, or is no form
     */
    static ReportForm read(Context ctx) throws IOException {
        if (FileForm.isSent(ctx)) {
            FileForm form = FileForm.read(ctx, BYTES_MAX);
            return new ReportForm(form::text, form.files("photo", Darkroom.BYTES_MAX));
        }
        String type = Optional.ofNullable(ctx.contentType()).orElse("");
        if (!type.startsWith("application/x-www-form-urlencoded") || ctx.bodyAsBytes().length > PLAIN_BYTES_MAX) {
            throw new IOException("no form, or too long");
        }
        return new ReportForm(name -> Optional.ofNullable(ctx.formParam(name)), List.of());
    }

    /** The photos as they came. */
    List<byte[]> photos() {
        return photos;
    }

    /** A field without control characters; line ends become blanks. */
    String field(String name) throws IOException {
        return fields.text(name)
                .orElse("")
                .codePoints()
                .map(each -> Character.isISOControl(each) ? ' ' : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    /** The report, with the code that the browser gave it or else a new one; empty where it does not say what, or where. */
    Optional<PersonReport> report(Site site) throws IOException {
        String type = field("type");
        String area = field("area");
        Optional<Place> place = place(field("lat"), field("lon"));
        boolean typeKnown = site.plan().knows(type);
        boolean areaKnown = area.isEmpty() || site.hasArea(area);
        boolean somewhere = place.isPresent() && (place.get().isKnown() || !area.isEmpty());
        String text = field("text");
        String reporter = field("reporter");
        String code = field("code");
        if (!typeKnown
                || !areaKnown
                || !somewhere
                || text.length() > PersonReport.TEXT_LENGTH_MAX
                || reporter.length() > PersonReport.REPORTER_LENGTH_MAX) {
            return Optional.empty();
        }
        return Optional.of(new PersonReport(
                code.matches(PersonReport.CODE) ? code : ReportCode.next(), type, area, place.get(), text, reporter));
    }

    /** Where two numbers lie; not known where both are missing; empty where they are no place. */
    private static Optional<Place> place(String lat, String lon) {
        if (lat.isEmpty() && lon.isEmpty()) {
            return Optional.of(Place.NONE);
        }
        String number = "-?[0-9]{1,3}(\\.[0-9]{1,8})?";
        if (!lat.matches(number) || !lon.matches(number)) {
            return Optional.empty();
        }
        double north = Double.parseDouble(lat);
        double east = Double.parseDouble(lon);
        return Math.abs(north) <= 90 && Math.abs(east) <= 180 ? Optional.of(new Place(north, east)) : Optional.empty();
    }
}
