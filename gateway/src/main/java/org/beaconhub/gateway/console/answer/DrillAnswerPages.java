package org.beaconhub.gateway.console.answer;

import org.beaconhub.gateway.answer.DrillAnswerLinks;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;

/** The page of a drill in both languages: its title, its heading and its button all say that it is one. */
final class DrillAnswerPages {
    private DrillAnswerPages() {}

    private static String page(String body) {
        return AnswerPages.page(new Text("演练应答", "DRILL answer"), """
                <p class="drill"><strong>演练 DRILL：这是演练，不是真实警情。· This is a drill. Nothing of it is real.</strong></p>
                """ + body);
    }

    /** What a person is called to in the drill, and the button. */
    static String call(View world, Incident incident, String contact, String token) {
        String button = "演练：我来处理 · Drill: I take care of it";
        return page(AnswerPages.asked(world, incident, contact, DrillAnswerLinks.PATH + token, button));
    }

    /** The answer counts in the drill. */
    static String answered(View world, String contact) {
        return page("<p><strong>演练已应答，不再呼叫其他人。Answered in the drill: nobody else is called.</strong></p><p>"
                + AnswerPages.name(world, contact) + "</p>");
    }

    /** A sentence, mostly why not. */
    static String said(Text text) {
        return page(AnswerPages.sentence(text));
    }
}
