package io.ovoscope.collector.view;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Server-sent events on the thread of the request (WHATWG HTML, section 9.2). Javalin's own stream ends in a race with Jetty's
 * recycling of the request whenever a page goes away.
 */
final class EventStream {
    private final ServletOutputStream out;

    EventStream(HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.flushBuffer();
        out = response.getOutputStream();
    }

    /** @param data a text without line breaks, as JSON of one line is */
    void send(String event, String id, String data) throws IOException {
        write((id.isEmpty() ? "" : "id: " + id + "\n") + "event: " + event + "\ndata: " + data + "\n\n");
    }

    /** Says nothing, which fails once the page is gone. */
    void ping() throws IOException {
        write(":\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
