package io.ovoscope.collector.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openqa.selenium.By;
import org.openqa.selenium.interactions.Actions;

/** Photographs a page: {@code Screenshots address directory}: light and dark, wide and narrow, and with the pointer on a chart. Of any run. */
final class Screenshots {
    private static final int WIDE = 1280;
    private static final int NARROW = 800;

    private Screenshots() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[1]);
        Files.createDirectories(directory);
        for (String scheme : new String[] {"light", "dark"}) {
            for (int width : new int[] {WIDE, NARROW}) {
                shoot(arguments[0], scheme, width, directory);
            }
        }
    }

    private static void shoot(String address, String scheme, int width, Path directory)
            throws IOException, InterruptedException {
        try (Chromium chromium = new Chromium(Files.createTempDirectory("ovoscope-profile"), width, 1000)) {
            chromium.prefersColourScheme(scheme);
            chromium.driver().get(address);
            chromium.waitFor("document.querySelectorAll('.card canvas').length > 0");
            Thread.sleep(800);
            String name = scheme + "-" + width;
            Files.write(directory.resolve(name + "-top.png"), chromium.screenshot());
            new Actions(chromium.driver())
                    .moveToElement(chromium.driver().findElement(By.cssSelector(".card .u-over")), 90, 0)
                    .perform();
            Thread.sleep(300);
            Files.write(directory.resolve(name + "-hover.png"), chromium.screenshot());
            seen(chromium, "[...document.querySelectorAll('.card')].slice(0, 3).at(-1)");
            Files.write(directory.resolve(name + "-middle.png"), chromium.screenshot());
            chromium.evaluate("[...document.querySelectorAll('input[name=layer]')].at(-1).click()");
            chromium.evaluate("document.querySelector('input[name=measure][value=gain]').click()");
            chromium.evaluate("document.querySelector('input[name=axis][value=linear]').click()");
            chromium.evaluate(
                    "document.querySelectorAll('.card details').forEach((details) => { details.open = true; })");
            seen(chromium, "[...document.querySelectorAll('.card')].at(-1)");
            Files.write(directory.resolve(name + "-chosen.png"), chromium.screenshot());
            seen(chromium, "document.querySelector('.incident:not([hidden])')?.closest('.card')");
            Files.write(directory.resolve(name + "-incident.png"), chromium.screenshot());
            chromium.evaluate("document.querySelector('.banner a')?.click()");
            Thread.sleep(800);
            seen(chromium, "document.querySelector('#findings')");
            Files.write(directory.resolve(name + "-findings.png"), chromium.screenshot());
            seen(chromium, "document.querySelector('#emergence')");
            Files.write(directory.resolve(name + "-end.png"), chromium.screenshot());
            System.out.println(name + " " + chromium.complaints());
        }
    }

    private static void seen(Chromium chromium, String element) throws InterruptedException {
        chromium.evaluate(element + "?.scrollIntoView()");
        Thread.sleep(500);
    }
}
