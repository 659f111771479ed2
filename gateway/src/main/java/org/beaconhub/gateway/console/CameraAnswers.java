package org.beaconhub.gateway.console;

import io.javalin.http.Context;
import org.beaconhub.gateway.cameras.CameraSilent;
import org.beaconhub.gateway.cameras.Cameras;
import org.beaconhub.gateway.cameras.Still;
import org.beaconhub.gateway.console.door.Door;
import org.beaconhub.gateway.console.door.Street;
import org.beaconhub.gateway.run.Views;
import org.beaconhub.rules.fact.Text;
import org.beaconhub.rules.site.Device;

/** What cameras see now, for those who may see persons; each look is written down first, of cameras that do not answer too. */
final class CameraAnswers {
    /** When the picture was taken, milliseconds since 1970 UTC. */
    static final String TAKEN_AT = "Beacon-Taken-At";

    private final Views views;
    private final Door door;
    private final Cameras cameras;

    CameraAnswers(Views views, Door door, Cameras cameras) {
        this.views = views;
        this.door = door;
        this.cameras = cameras;
    }

    /** The picture of a camera, taken for this request. */
    void show(Context ctx) throws InterruptedException {
        if (Street.isForeign(ctx)) {
            throw new Rejected(
                    403,
                    new Text(
                            "摄像头画面只由值班台自己的页面调取，不由其他网站调取",
                            "a camera is asked by the console's own pages alone, not by another site"));
        }
        Device camera = views.view()
                .site()
                .device(ctx.pathParam("id"))
                .filter(each -> each.snapshot().isPresent())
                .orElseThrow(() -> new Rejected(
                        404, new Text("没有可看画面的此摄像头", "there is no camera of that id that gives pictures")));
        door.looks(ctx, "camera " + camera.id());
        try {
            Still still = cameras.look(camera);
            ctx.header("Cache-Control", "private, no-store")
                    .header("Content-Disposition", "inline")
                    .header(TAKEN_AT, String.valueOf(still.takenAtMs()))
                    .contentType("image/jpeg")
                    .result(still.picture().jpeg());
        } catch (CameraSilent e) {
            throw new Rejected(502, e.text());
        }
    }
}
