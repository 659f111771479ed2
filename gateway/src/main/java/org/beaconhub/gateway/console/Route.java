package org.beaconhub.gateway.console;

import io.javalin.Javalin;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import io.javalin.security.RouteRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.beaconhub.gateway.access.Right;
import org.beaconhub.gateway.console.door.Needs;

/**
 * One route that is there.
 *
 * @param method in capitals
 * @param path as it was opened, with its parameters in braces
 * @param right what it asks for; empty where everybody may come
 */
record Route(String method, String path, Optional<Right> right) {
    /** The routes of a server. */
    static List<Route> of(Javalin server) {
        List<Route> all = new ArrayList<>();
        server.unsafe.internalRouter.allHttpHandlers().forEach(each -> {
            Endpoint endpoint = each.endpoint;
            Roles roles = endpoint.metadata(Roles.class);
            if (endpoint.method.isHttpMethod()) {
                Optional<Right> right = (roles == null ? Set.<RouteRole>of() : roles.getRoles())
                        .stream()
                                .flatMap(role -> role instanceof Needs.Having having
                                        ? Stream.of(having.right())
                                        : Stream.empty())
                                .findFirst();
                all.add(new Route(endpoint.method.name(), endpoint.path, right));
            }
        });
        return all;
    }
}
