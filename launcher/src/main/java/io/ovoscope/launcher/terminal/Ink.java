package io.ovoscope.launcher.terminal;

/** Colours and weights as ANSI sequences (ECMA-48, SGR), or nothing where colours are not wanted. */
enum Ink {
    BOLD("1"),
    DIM("2"),
    GREEN("32");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    String on(String text, Terminal terminal) {
        return terminal.colors() && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
