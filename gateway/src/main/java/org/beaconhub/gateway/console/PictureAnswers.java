package org.beaconhub.gateway.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.beaconhub.gateway.console.door.FileForm;
import org.beaconhub.gateway.pictures.Darkroom;
import org.beaconhub.gateway.pictures.Picture;
import org.beaconhub.gateway.pictures.PictureRefused;
import org.beaconhub.gateway.pictures.Pictures;
import org.beaconhub.rules.engine.View;
import org.beaconhub.rules.fact.IncidentAct;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.incident.Incident;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pictures beside incidents: sent by a form of one file, and shown to those who may see persons, each look written down first. */
final class PictureAnswers {
    /** Paths that take a form with a file in the place of JSON. */
    static final String UPLOAD = "/api/v1/incidents/[^/]+/pictures";

    private static final Logger LOG = LoggerFactory.getLogger(PictureAnswers.class);
    private static final String FILE = "picture";
    /** The picture, and room for the form around it. */
    private static final int FORM_BYTES_MAX = Darkroom.BYTES_MAX + 16 * 1024;
    /** So many pictures are taken in at once; each is held in memory until it is done, and never on the disk as it came. */
    private static final int AT_ONCE_MAX = 4;

    private final Submission submission;
    private final IncidentCommands incidents;
    private final ActLane lane;
    private final Pictures pictures;
    private final Darkroom darkroom;
    private final Semaphore places = new Semaphore(AT_ONCE_MAX);

    private record Sent(ObjectNode fields, Picture picture) {}

    PictureAnswers(
            Submission submission, IncidentCommands incidents, ActLane lane, Pictures pictures, Darkroom darkroom) {
        this.submission = submission;
        this.incidents = incidents;
        this.lane = lane;
        this.pictures = pictures;
        this.darkroom = darkroom;
    }

    /** Puts a picture beside an incident; nothing is kept where that is refused. */
    void attach(Context ctx) throws InterruptedException {
        IncidentCommands.asked(submission.views().view(), ctx);
        Sent sent;
        if (!places.tryAcquire()) {
            throw new Rejected(
                    503, new Text("正在接收的照片太多，请稍后再试", "too many pictures come in at once; try again in a moment"));
        }
        try {
            sent = sent(ctx);
        } catch (PictureRefused e) {
            throw new Rejected(422, e.text());
        } finally {
            places.release();
        }
        Picture picture = sent.picture();
        ObjectNode asked = sent.fields().deepCopy().put(FILE, picture.name());
        lane.run(ctx, asked.toString(), in -> attached(in, sent.fields(), picture));
    }

    private ObjectNode attached(Context ctx, ObjectNode fields, Picture picture) throws InterruptedException {
        View view = submission.views().view();
        Incident incident = IncidentCommands.asked(view, ctx);
        String by = submission.by(ctx, fields);
        IncidentAct act = new IncidentAct.Attach(incident.id(), picture.name(), Submission.note(fields));
        IncidentCommands.refuse(view, by, act);
        keep(picture);
        return incidents.carriedOut(ctx, incident, by, act);
    }

    private void keep(Picture picture) {
        try {
            pictures.keep(picture);
        } catch (IOException e) {
            LOG.error("a picture cannot be kept", e);
            throw new Rejected(507, new Text("磁盘无法保存照片", "the disk takes no picture; the hub's log says why"));
        }
    }

    private Sent sent(Context ctx) throws PictureRefused {
        if (!FileForm.isSent(ctx)) {
            throw new Rejected(
                    415,
                    new Text(
                            "照片须以 Content-Type: " + FileForm.TYPE + " 发送，放在字段 " + FILE + " 中",
                            "a picture comes as 'Content-Type: " + FileForm.TYPE + "', in the field '" + FILE + "'"));
        }
        if (ctx.req().getContentLengthLong() > FORM_BYTES_MAX) {
            throw tooLarge();
        }
        try {
            FileForm form = FileForm.read(ctx, FORM_BYTES_MAX);
            ObjectNode fields = JsonNodeFactory.instance.objectNode();
            for (String name : new String[] {"by", "note", "expected"}) {
                form.text(name).ifPresent(text -> fields.put(name, text));
            }
            List<byte[]> files = form.files(FILE, Darkroom.BYTES_MAX);
            if (files.size() != 1 || form.size() > 1 + fields.size()) {
                throw new Rejected(
                        400,
                        new Text(
                                "表单须有一个文件 " + FILE + "，另可有 note、by 和 expected",
                                "the form must have one file '" + FILE
                                        + "', and may have 'note', 'by' and 'expected'"));
            }
            if (files.getFirst().length > Darkroom.BYTES_MAX) {
                throw tooLarge();
            }
            return new Sent(fields, darkroom.develop(files.getFirst()));
        } catch (IOException e) {
            throw new Rejected(
                    400, new Text("表单不完整，或超过 8 MB", "the form is not whole, or larger than 8 MB: " + e.getMessage()));
        }
    }

    private static Rejected tooLarge() {
        return new Rejected(413, new Text("照片不得超过 8 MB", "a picture may have at most 8 MB"));
    }

    /** The bytes of a picture. */
    void show(Context ctx) throws IOException {
        String name = ctx.pathParam("name");
        Optional<byte[]> jpeg = pictures.find(name);
        if (jpeg.isEmpty()) {
            throw new Rejected(
                    404, new Text("没有这张照片，或已到期删除", "there is no such picture; it may have been deleted by its age"));
        }
        submission.door().looks(ctx, "picture " + name);
        ctx.header("Cache-Control", "private, no-store")
                .header("Content-Disposition", "inline")
                .contentType("image/jpeg")
                .result(jpeg.get());
    }
}
