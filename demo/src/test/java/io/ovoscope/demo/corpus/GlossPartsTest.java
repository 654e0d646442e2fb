package io.ovoscope.demo.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GlossPartsTest {

    @Test
    void glossWithoutExamplesIsAllDefinition() {
        assertThat(GlossParts.of("leaf rollers; codling moths "))
                .isEqualTo(new GlossParts("leaf rollers; codling moths", List.of()));
    }

    @Test
    void quotedTextsAfterASemicolonAreExamples() {
        assertThat(GlossParts.of("make cool; \"Chill the food\"; \"it chilled\""))
                .isEqualTo(new GlossParts("make cool", List.of("Chill the food", "it chilled")));
    }

    @Test
    void quotationInsideTheDefinitionBelongsToIt() {
        assertThat(GlossParts.of("the word \"the\" in English; \"the cat\""))
                .isEqualTo(new GlossParts("the word \"the\" in English", List.of("the cat")));
    }

    @Test
    void unclosedExampleIsStillAnExample() {
        assertThat(GlossParts.of("to go; \"he went")).isEqualTo(new GlossParts("to go", List.of("he went")));
    }
}
