package io.ovoscope.launcher.terminal;

import java.util.ArrayList;
import java.util.List;

/** A terminal's screen that understands the few sequences the live display uses, and refuses all others. */
final class Screen {

    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private int row;
    private int column;

    void write(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n') {
                newLine();
            } else if (c == '\r') {
                column = 0;
            } else if (c == '\u001b') {
                int end = at + 2;
                while (!Character.isLetter(text.charAt(end))) {
                    end++;
                }
                sequence(text.substring(at + 2, end), text.charAt(end));
                at = end;
            } else {
                put(c);
            }
        }
    }

    /** What is seen, without empty lines at the end. */
    String shown() {
        return String.join("\n", lines).stripTrailing();
    }

    private void newLine() {
        row++;
        column = 0;
        if (row == lines.size()) {
            lines.add(new StringBuilder());
        }
    }

    private void put(char c) {
        StringBuilder line = lines.get(row);
        if (column < line.length()) {
            line.setCharAt(column, c);
        } else {
            line.append(c);
        }
        column++;
    }

    private void sequence(String argument, char command) {
        switch (command) {
            case 'A' -> row -= Integer.parseInt(argument);
            case 'K' -> lines.get(row).setLength(column);
            case 'J' -> {
                lines.get(row).setLength(column);
                lines.subList(row + 1, lines.size()).clear();
            }
            default -> throw new IllegalStateException("sequence " + argument + command + ": not known");
        }
    }
}
