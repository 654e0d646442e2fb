// Where a resumed training run went on: a dotted line at the step at which an attempt began.

import { themed } from './palette.js';
import { toX } from './steps.js';

/** The later attempts, the earliest first, without those that a still later one took back whole. */
export function laterAttempts(manifest) {
  const all = [...(manifest.earlierAttempts ?? []), { attempt: manifest.attempt, resumedAtStep: manifest.resumedAtStep }];
  return all.filter(({ attempt, resumedAtStep }) => attempt > 1
    && !all.some((other) => other.attempt > attempt && other.resumedAtStep <= resumedAtStep));
}

/** Draws on uPlot's canvas, whose unit is the device's pixel. */
export function drawAttempts(chart, manifest, log, ratio) {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.font = `${10 * ratio}px system-ui, sans-serif`;
  ctx.textBaseline = 'bottom';
  ctx.strokeStyle = themed('quiet');
  ctx.fillStyle = themed('quiet');
  ctx.setLineDash([ratio, 3 * ratio]);
  for (const { attempt, resumedAtStep } of laterAttempts(manifest)) {
    const x = chart.valToPos(toX(resumedAtStep, log), 'x', true);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.fillText(`attempt ${attempt}`, x + 3 * ratio, bbox.top + bbox.height - 2 * ratio);
  }
  ctx.restore();
}
