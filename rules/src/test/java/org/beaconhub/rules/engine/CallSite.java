package org.beaconhub.rules.engine;

import java.util.ArrayList;
import java.util.List;
import org.beaconhub.rules.fact.SiteChanged;
import org.beaconhub.rules.fact.SiteChanged.SiteFile;

/** The small site with people, a rota and a chain of who is called. */
final class CallSite {
    static final String CHANNELS = """
            channels:
              - { name: sms, type: webhook, url: "http://127.0.0.1:1/s", kinds: [alarm], min-severity: extreme, secret: s }
              - { name: mail, type: webhook, url: "http://127.0.0.1:1/m", kinds: [supervisory], min-severity: minor, secret: s }
              - { name: centre, type: webhook, url: "http://127.0.0.1:1/c", kinds: [alarm], min-severity: minor, secret: s }
              - { name: siren, type: siren, device: gate-1, kinds: [alarm], min-severity: critical }
            """;
    static final String CONTACTS = """
            contacts:
              - { id: lin, name: { zh: 林, en: Lin }, phone: "+86 532 5550 0101", mail: lin@example.org, unit: rangers, roles: [grid] }
              - { id: wang, name: { zh: 王, en: Wang }, phone: "+86 532 5550 0102" }
              - { id: zhao, name: { zh: 赵, en: Zhao }, phone: "+86 532 5550 0103" }
              - { id: chief, name: { zh: 站长, en: Chief }, phone: "+86 532 5550 0119", unit: brigade }
            """;
    static final String ROTAS = """
            rotas:
              - rota: duty
                name: { zh: 街道值班, en: Subdistrict duty }
                people: [wang, zhao]
                handover: daily 08:00
                from: 2027-01-15
            """;
    static final String ESCALATION = """
            policies:
              - policy: fire
                incidents: [fire]
                min-severity: severe
                steps:
                  - { after: 0 s, tell: [unit responsible], over: [sms, mail] }
                  - { after: 2 min, tell: [rota duty], over: [sms] }
                  - { after: 3 min, min-severity: critical, tell: [contact chief], over: [sms] }
                  - { after: 5 min, min-severity: extreme, over: [centre] }
            """;

    private CallSite() {}

    static SiteChanged site() {
        return with(CONTACTS, ROTAS, ESCALATION);
    }

    static SiteChanged with(String contacts, String rotas, String escalation) {
        List<SiteFile> files = new ArrayList<>(IncidentSite.site().files());
        files.removeIf(each -> each.name().equals("channels.yaml"));
        files.add(new SiteFile("channels.yaml", CHANNELS));
        files.add(new SiteFile("contacts.yaml", contacts));
        files.add(new SiteFile("rotas.yaml", rotas));
        files.add(new SiteFile("escalation.yaml", escalation));
        return new SiteChanged("start", files);
    }

    /** The small site with other channels and without policies. */
    static SiteChanged withChannels(String channels) {
        List<SiteFile> files = new ArrayList<>(IncidentSite.site().files());
        files.removeIf(each -> each.name().equals("channels.yaml"));
        files.add(new SiteFile("channels.yaml", channels));
        return new SiteChanged("start", files);
    }

    static Story story() {
        Story story = new Story();
        story.tell(0, site());
        return story;
    }
}
