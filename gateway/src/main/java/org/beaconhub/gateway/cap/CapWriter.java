package org.beaconhub.gateway.cap;

import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.beaconhub.gateway.xml.XmlTree;
import org.beaconhub.rules.fact.Place;
import org.w3c.dom.Element;

/** Writes messages in the order of the schema; what XML forbids in texts is left out. */
public final class CapWriter {
    /** The namespace of CAP 1.2. */
    public static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";
    /** The media type of a message. */
    public static final String TYPE = "application/cap+xml";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private final XmlTree tree = new XmlTree(NAMESPACE, "alert");

    private CapWriter() {}

    /** The message as XML, in UTF-8. */
    public static byte[] bytes(CapAlert alert) {
        CapWriter writer = new CapWriter();
        writer.alert(alert);
        return writer.tree.bytes();
    }

    /**
     * The message as XML, in UTF-8, signed.
     *
     * @throws GeneralSecurityException where the seal's key or certificate is of no use
     */
    public static byte[] bytes(CapAlert alert, CapSeal seal) throws GeneralSecurityException {
        CapWriter writer = new CapWriter();
        writer.alert(alert);
        seal.seal(writer.tree.root());
        return writer.tree.bytes();
    }

    private void alert(CapAlert alert) {
        Element root = tree.root();
        tree.text(root, "identifier", alert.id().identifier());
        tree.text(root, "sender", alert.id().sender());
        tree.text(root, "sent", time(alert.id().sent()));
        tree.text(root, "status", alert.status().word());
        tree.text(root, "msgType", alert.msgType().word());
        tree.textIfAny(root, "source", alert.source());
        tree.text(root, "scope", alert.audience().scope().word());
        tree.textIfAny(root, "restriction", alert.audience().restriction());
        tree.textIfAny(root, "addresses", listed(alert.audience().addresses()));
        alert.codes().forEach(each -> tree.text(root, "code", each));
        tree.textIfAny(root, "note", alert.note());
        tree.textIfAny(
                root,
                "references",
                alert.references().stream().map(CapWriter::reference).collect(Collectors.joining(" ")));
        tree.textIfAny(root, "incidents", listed(alert.incidents()));
        alert.infos().forEach(each -> info(tree.child(root, "info"), each));
        tree.end(root);
    }

    private void info(Element at, CapInfo info) {
        tree.textIfAny(at, "language", info.language());
        info.categories().forEach(each -> tree.text(at, "category", each.word()));
        tree.text(at, "event", info.event());
        info.responseTypes().forEach(each -> tree.text(at, "responseType", each.word()));
        tree.text(at, "urgency", info.assessment().urgency().word());
        tree.text(at, "severity", info.assessment().severity().word());
        tree.text(at, "certainty", info.assessment().certainty().word());
        tree.textIfAny(at, "audience", info.audience());
        named(at, "eventCode", info.eventCodes());
        info.times().effective().ifPresent(each -> tree.text(at, "effective", time(each)));
        info.times().onset().ifPresent(each -> tree.text(at, "onset", time(each)));
        info.times().expires().ifPresent(each -> tree.text(at, "expires", time(each)));
        words(at, info.words());
        named(at, "parameter", info.parameters());
        info.resources().forEach(each -> resource(tree.child(at, "resource"), each));
        info.areas().forEach(each -> area(tree.child(at, "area"), each));
        tree.end(at);
    }

    private void words(Element at, CapInfo.Words words) {
        tree.textIfAny(at, "senderName", words.senderName());
        tree.textIfAny(at, "headline", words.headline());
        tree.textIfAny(at, "description", words.description());
        tree.textIfAny(at, "instruction", words.instruction());
        tree.textIfAny(at, "web", words.web());
        tree.textIfAny(at, "contact", words.contact());
    }

    private void named(Element at, String name, List<CapInfo.Named> all) {
        for (CapInfo.Named each : all) {
            Element child = tree.child(at, name);
            tree.text(child, "valueName", each.name());
            tree.text(child, "value", each.value());
            tree.end(child);
        }
    }

    private void resource(Element at, CapInfo.Resource resource) {
        tree.text(at, "resourceDesc", resource.description());
        tree.text(at, "mimeType", resource.mimeType());
        tree.textIfAny(at, "size", resource.size());
        tree.textIfAny(at, "uri", resource.uri());
        tree.textIfAny(at, "derefUri", resource.derefUri());
        tree.textIfAny(at, "digest", resource.digest());
        tree.end(at);
    }

    private void area(Element at, CapArea area) {
        tree.text(at, "areaDesc", area.description());
        area.polygons()
                .forEach(ring -> tree.text(
                        at, "polygon", ring.stream().map(CapWriter::point).collect(Collectors.joining(" "))));
        area.circles()
                .forEach(circle -> tree.text(
                        at,
                        "circle",
                        point(circle.centre()) + " " + circle.radiusKm().toPlainString()));
        named(at, "geocode", area.geocodes());
        area.altitude().ifPresent(each -> tree.text(at, "altitude", each.toPlainString()));
        area.ceiling().ifPresent(each -> tree.text(at, "ceiling", each.toPlainString()));
        tree.end(at);
    }

    private static String point(Place place) {
        return degrees(place.lat()) + "," + degrees(place.lon());
    }

    private static String degrees(double degrees) {
        return BigDecimal.valueOf(degrees).toPlainString();
    }

    /** CAP 1.2 (3.3.2): an offset always, and that of UTC is -00:00. */
    private static String time(OffsetDateTime time) {
        return TIME.format(time).replace("+00:00", "-00:00");
    }

    private static String reference(CapAlert.Reference reference) {
        return reference.sender() + "," + reference.identifier() + "," + time(reference.sent());
    }

    /** Entries with white space stand in quotation marks (CAP 1.2, 3.2.1). */
    private static String listed(List<String> entries) {
        return entries.stream()
                .map(each -> each.matches(".*\\s.*") ? '"' + each + '"' : each)
                .collect(Collectors.joining(" "));
    }
}
