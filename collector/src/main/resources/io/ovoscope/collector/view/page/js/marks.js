// Findings on a chart: where something was lost and came back, where data broke, and when the task emerged.

import { themed, transparent } from './palette.js';
import { toX } from './steps.js';

export const STRIP = 5;
const ARROW = 5;

/** What is drawn on a task's chart; of emergence that of the chosen layer, or of the best one: of each snapshot where that is known, else of now. */
export function marksOf(run, task, { chosen, best }, log) {
  const incidents = run.incidents(task.name).map(({ finding, told }) => ({
    from: toX(told.step, log),
    to: told.endedStep === undefined ? null : toX(told.endedStep, log),
    colour: told.severity === 'critical' ? 'bad' : 'accent',
    isLoss: finding === 'regression',
  }));
  const emerged = run.emergence(task.name, chosen ?? 'best', 0.5) ?? run.emergence(task.name, chosen ?? best, 0.5);
  const cell = emerged && { from: toX(emerged.afterStep, log), to: toX(emerged.byStep, log) };
  const set = emerged && emerged.setAfterStep !== null && { from: toX(emerged.setAfterStep, log), to: toX(emerged.setByStep, log) };
  return { incidents, cell, set };
}

/** Behind the curves: the 95% set of cells as a band, and the time of a loss as a wash. Canvas units are the device's pixels. */
export function drawBands(chart, { incidents, set }) {
  const { ctx, bbox } = chart;
  const right = bbox.left + bbox.width;
  const place = (x) => Math.min(right, Math.max(bbox.left, chart.valToPos(x, 'x', true)));
  ctx.save();
  if (set) {
    ctx.fillStyle = transparent(themed('accent'), 0.1);
    ctx.fillRect(place(set.from), bbox.top, place(set.to) - place(set.from), bbox.height);
  }
  incidents.filter(({ isLoss }) => isLoss).forEach(({ from, to, colour }) => {
    ctx.fillStyle = transparent(themed(colour), 0.08);
    ctx.fillRect(place(from), bbox.top, (to === null ? right : place(to)) - place(from), bbox.height);
  });
  ctx.restore();
}

/** Over the curves: an arrow down where an incident opened, one up where it was over, and the cell of t50 at the foot. */
export function drawMarks(chart, { incidents, cell }, ratio) {
  const { ctx, bbox } = chart;
  const place = (x) => chart.valToPos(x, 'x', true);
  ctx.save();
  if (cell) {
    const foot = bbox.top + bbox.height - STRIP * ratio;
    ctx.fillStyle = themed('accent');
    ctx.fillRect(place(cell.from), foot, Math.max(2 * ratio, place(cell.to) - place(cell.from)), STRIP * ratio);
  }
  incidents.forEach(({ from, to, colour, isLoss }) => {
    mark(ctx, bbox, place(from), themed(colour), isLoss ? 1 : 0, ratio);
    if (to !== null) {
      mark(ctx, bbox, place(to), themed('good'), isLoss ? -1 : 0, ratio);
    }
  });
  ctx.restore();
}

/** A line from top to foot with a head: down, up, or (of broken data) a diamond. */
function mark(ctx, bbox, x, colour, direction, ratio) {
  const arm = ARROW * ratio;
  const middle = bbox.top + arm;
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = 1.25 * ratio;
  ctx.setLineDash(direction === 0 ? [2 * ratio, 4 * ratio] : []);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x - arm, middle - direction * arm);
  ctx.lineTo(x + arm, middle - direction * arm);
  ctx.lineTo(x, middle + (direction === 0 ? arm : direction * arm));
  if (direction === 0) {
    ctx.lineTo(x - arm, middle);
    ctx.lineTo(x, middle - arm);
    ctx.lineTo(x + arm, middle);
  }
  ctx.fill();
}
