// Where a resumed training run went on: a dotted line at the step at which an attempt began.

import { STRIP } from './marks.js';
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
  ctx.lineWidth = ratio;
  ctx.setLineDash([ratio, 3 * ratio]);
  const lines = laterAttempts(manifest)
    .map(({ attempt, resumedAtStep }) => ({ attempt, x: chart.valToPos(toX(resumedAtStep, log), 'x', true) }));
  for (const { x } of lines) {
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  const gap = 3 * ratio;
  for (const group of legible(lines, (text) => ctx.measureText(text).width + 2 * gap)) {
    label(ctx, bbox, group, gap, ratio);
  }
  ctx.restore();
}

/** Lines that leave no room for a label between them share one. */
function legible(lines, widthOf) {
  const groups = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last !== undefined && line.x < last.at(-1).x + widthOf(textOf(last))) {
      last.push(line);
    } else {
      groups.push([line]);
    }
  }
  return groups;
}

const textOf = (group) => (group.length === 1
  ? `attempt ${group[0].attempt}`
  : `attempts ${group[0].attempt}–${group.at(-1).attempt}`);

/** Above the strip at the foot; right of the lines, or left of them where the chart ends. */
function label(ctx, bbox, group, gap, ratio) {
  const text = textOf(group);
  const right = group.at(-1).x + gap;
  const fits = right + ctx.measureText(text).width <= bbox.left + bbox.width;
  ctx.textAlign = fits ? 'left' : 'right';
  ctx.fillText(text, fits ? right : group[0].x - gap, bbox.top + bbox.height - (STRIP + 1) * ratio);
}
