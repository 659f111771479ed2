package org.beaconhub.gateway.dispatch.wording;

import java.util.List;
import org.beaconhub.gateway.dispatch.ChannelTest;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Site;

/**
 * A test of a channel, as a person reads it. It has words of its own, made nowhere else: whoever reads it stays where they
 * are.
 *
 * @param title all of it in one line
 * @param lines the same at length, a line each
 */
public record TestWording(Text title, List<Text> lines) {
    /** Copies the lines. */
    public TestWording {
        lines = List.copyOf(lines);
    }

    /** What a test says. */
    public static TestWording of(ChannelTest test, Site site) {
        Text name = Wording.brief(site.name());
        Text title = new Text(
                "【测试 TEST·" + name.zh() + "】没有发生任何事，无须处置：这是渠道 " + test.channel() + " 的测试。",
                "TEST, " + name.en() + ": nothing has happened, nothing is to be done: this tests channel "
                        + test.channel() + ".");
        return new TestWording(
                title,
                List.of(
                        new Text("收到本消息，说明渠道能够送达这里。", "That you read this shows that the channel reaches you."),
                        Wording.said("测试时间", "Tested", Wording.time(test.atMs(), site)),
                        Wording.said("测试编号", "Test", new Text(test.id(), test.id()))));
    }

    /** The whole of it, Chinese first, for what carries both languages. */
    public String both() {
        return Wording.both(title, lines);
    }
}
