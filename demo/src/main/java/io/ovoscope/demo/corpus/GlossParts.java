package io.ovoscope.demo.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A WordNet gloss taken apart: {@code definition; "example"; "example"}. Quotation marks inside the definition belong to
 * it; what is quoted after a semicolon (or stands first) is an example.
 *
 * @param definition the text before the first example
 * @param examples the quoted texts
 */
record GlossParts(String definition, List<String> examples) {

    private static final Pattern FIRST_EXAMPLE = Pattern.compile("(?:^|[;:,])\\s*\"");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"?");

    GlossParts {
        examples = List.copyOf(examples);
    }

    static GlossParts of(String gloss) {
        Matcher first = FIRST_EXAMPLE.matcher(gloss);
        if (!first.find()) {
            return new GlossParts(gloss.strip(), List.of());
        }
        List<String> examples = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(gloss.substring(first.start()));
        while (quoted.find()) {
            examples.add(quoted.group(1).strip());
        }
        return new GlossParts(gloss.substring(0, first.start()).strip(), examples);
    }
}
