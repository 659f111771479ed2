package org.beaconhub.gateway.app;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.beaconhub.rules.rehearse.Played;
import org.beaconhub.rules.rehearse.Rehearsal;
import org.beaconhub.rules.rehearse.Shortfall;
import org.beaconhub.rules.source.Problem;

/** A rehearsal in the XML of JUnit, which build servers show: a suite for each file, a case for each story. */
final class JUnitReport {
    private final XMLStreamWriter xml;

    private JUnitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String of(Rehearsal rehearsal) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            new JUnitReport(xml).write(rehearsal);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text takes any XML", e);
        }
        return text.toString();
    }

    private void write(Rehearsal rehearsal) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuites");
        Map<String, List<Played>> byFile = new LinkedHashMap<>();
        rehearsal
                .stories()
                .forEach(played -> byFile.computeIfAbsent(
                                played.story().at().file(), file -> new java.util.ArrayList<>())
                        .add(played));
        for (Map.Entry<String, List<Played>> file : byFile.entrySet()) {
            suite(file.getKey(), file.getValue());
        }
        for (Problem problem : rehearsal.problems()) {
            begin("testsuite", problem.at().file());
            xml.writeAttribute("tests", "1");
            xml.writeAttribute("errors", "1");
            begin("testcase", "can be read");
            told("error", problem.toString(), problem.toString());
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void begin(String element, String name) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
        xml.writeAttribute("name", plain(name));
    }

    private void suite(String file, List<Played> stories) throws XMLStreamException {
        begin("testsuite", file);
        xml.writeAttribute("tests", String.valueOf(stories.size()));
        xml.writeAttribute(
                "failures",
                String.valueOf(stories.stream().filter(each -> !each.passed()).count()));
        for (Played played : stories) {
            begin("testcase", played.story().name());
            xml.writeAttribute("classname", file);
            for (Shortfall shortfall : played.shortfalls()) {
                told("failure", "at " + shortfall.when() + ": expected " + shortfall.expected(), all(shortfall));
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String all(Shortfall shortfall) {
        StringBuilder all = new StringBuilder();
        all.append(shortfall.at()).append("\nexpected ").append(shortfall.expected());
        all.append("\ngot ").append(shortfall.got()).append("\nuntil then\n");
        all.append(String.join("\n", shortfall.before())).append("\nwhy\n");
        return all.append(String.join("\n", shortfall.why())).toString();
    }

    private void told(String element, String message, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", plain(message));
        xml.writeCharacters(plain(text));
        xml.writeEndElement();
    }

    /** XML 1.0 has no control characters. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
    }
}
