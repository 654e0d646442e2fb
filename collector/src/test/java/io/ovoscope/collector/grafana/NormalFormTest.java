package io.ovoscope.collector.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalFormTest {
    /** {@code dashboards/normalise} sets it: files are written instead of checked. */
    private static final boolean WRITE = Boolean.getBoolean("ovoscope.dashboards.write");

    @Test
    void everyDashboardIsInItsNormalForm() throws Exception {
        List<BoardFile> boards = BoardFile.all();
        assertThat(boards).isNotEmpty();
        for (BoardFile board : boards) {
            String text = Files.readString(board.path());
            String normal = NormalForm.of(text);
            if (WRITE) {
                Files.writeString(board.path(), normal);
            } else {
                assertThat(text)
                        .as(
                                "%s is not in its normal form: run dashboards/normalise and commit what it writes",
                                board.path())
                        .isEqualTo(normal);
            }
        }
    }

    @Test
    void aReExportGivesTheSameBytes() throws Exception {
        Path file = BoardFile.all().get(0).path();
        String committed = Files.readString(file);
        String exported = "{\"version\": 7, \"id\": 12, \"__inputs\": [], "
                + committed.strip().substring(1);
        assertThat(NormalForm.of(exported)).isEqualTo(committed);
    }

    @Test
    void keysAreSortedAndNumbersStayAsTheyAre() {
        assertThat(NormalForm.of("{\"b\":[1,{\"d\":0.10,\"c\":[]}],\"a\":{},\"id\":3}"))
                .isEqualTo(
                        "{\n  \"a\": {},\n  \"b\": [\n    1,\n    {\n      \"c\": [],\n      \"d\": 0.10\n    }\n  ]\n}\n");
    }
}
