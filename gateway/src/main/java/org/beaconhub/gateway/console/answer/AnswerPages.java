package org.beaconhub.gateway.console.answer;

import java.util.Locale;
import org.beaconhub.gateway.answer.AnswerLinks;
import org.beaconhub.gateway.html.Html;
import org.beaconhub.rules.contact.Contact;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;

/** The page in both languages, as plain HTML in the dress of the report's form. */
final class AnswerPages {
    private AnswerPages() {}

    private static String both(Text text) {
        return Html.escaped(text.both());
    }

    private static String page(String body) {
        return page(new Text("应答", "Answer"), body);
    }

    static String page(Text title, String body) {
        return """
                <!doctype html>
                <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%1$s</title><link rel="stylesheet" href="/report/style.css"></head>
                <body><main><h1>%1$s</h1>
                %2$s
                </main></body></html>
                """.formatted(both(title), body);
    }

    /** What a person is called to, and the button. */
    static String call(View view, Incident incident, String contact, String token) {
        return page(asked(view, incident, contact, AnswerLinks.PATH + token, "我来处理 · I take care of it"));
    }

    /** An incident, and a button that posts to a path. */
    static String asked(View view, Incident incident, String contact, String path, String button) {
        Incident.Head head = incident.head();
        Text area = view.site().areaName(head.area());
        return """
                <p><strong>%s</strong></p>
                <p>%s<br>%s<br>%s %s</p>
                <form method="post" action="%s"><button>%s</button></form>
                <p>%s</p>
                """.formatted(
                        both(view.site().plan().procedure(head.type()).name()),
                        both(area),
                        Html.escaped(view.site().calendars().shown(head.openedAtMs())),
                        Html.escaped(head.id()),
                        Html.escaped(head.severity().name().toLowerCase(Locale.ROOT)),
                        Html.escaped(path),
                        Html.escaped(button),
                        name(view, contact));
    }

    /** The answer counts. */
    static String answered(View view, String contact) {
        return page("<p><strong>已应答，不再呼叫其他人。Answered: nobody else is called.</strong></p><p>" + name(view, contact)
                + "</p>");
    }

    /** A sentence, mostly why not. */
    static String said(Text text) {
        return page(sentence(text));
    }

    static String sentence(Text text) {
        return "<p class=\"wrong\" role=\"alert\">" + both(text) + "</p>";
    }

    static String name(View view, String contact) {
        return view.site()
                .contact(contact)
                .map(Contact::name)
                .map(AnswerPages::both)
                .orElse(Html.escaped(contact));
    }
}
