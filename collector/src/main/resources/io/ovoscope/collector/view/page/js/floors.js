// What an accuracy must be compared with before it says something about the model.

import { FLOORS, floorName } from './words.js';
import { count, headline, interval } from './format.js';

/** Whether a point's value is no share of items. */
export const isScalar = (point) => point.accuracy === null || point.accuracy === undefined;

/** The floors that a point has, highest first. */
export function floorsOf(point, baseline) {
  return FLOORS
    .filter((floor) => point[floor.key] !== null && point[floor.key] !== undefined)
    .filter((floor) => !(floor.key === 'untrained' && point.step === 0))
    .filter((floor) => !floor.scalar || isScalar(point))
    .map((floor) => ({ ...floor, name: floorName(floor, baseline), value: point[floor.key] }))
    .sort((a, b) => b.value - a.value);
}

/** What a heat-map cell shows of a point; null where the point does not have it. */
export function measured(point, measure) {
  if (!point || point.value === null) {
    return null;
  }
  const against = { gain: point.untrained, selectivity: point.control }[measure];
  if (measure === 'accuracy') {
    return point.value;
  }
  return against === null || against === undefined ? null : point.value - against;
}

const list = (names) => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`);

/** There is no floor to what has no labels: where it came from is what a value is compared with. */
function geometry(run, task, point) {
  const first = run.steps(task.name).map((step) => run.point(task.name, point.layer, step)).find((earlier) => earlier?.value !== null && earlier !== undefined);
  const now = `${run.layerName(point.layer)} ${headline(point.value, false)}`;
  return { kind: 'start', text: first && first.step < point.step ? `${now}; at step ${count(first.step)} it was ${headline(first.value, false)}.` : `${now} at step ${count(point.step)}.` };
}

/**
 * Whether a point's interval lies above its floors.
 * @returns {{kind: 'waiting'|'start'|'floor'|'above', text: string}}
 */
export function verdict(run, task, point) {
  if (point === null) {
    return { kind: 'waiting', text: 'No result yet.' };
  }
  if (task.level === 'geometry') {
    return geometry(run, task, point);
  }
  const isShare = run.isShare(task.name);
  const layer = run.layerName(point.layer);
  const found = `${layer} ${headline(point.value, isShare)} ${interval(point, isShare)}`.trim();
  if (point.step === 0) {
    return { kind: 'start', text: `Step 0 only: ${found} is where training starts from.` };
  }
  const floors = floorsOf(point, run.manifest.baseline);
  const lower = point.lower ?? point.value;
  const under = floors.filter((floor) => lower <= floor.value);
  const cleared = floors.filter((floor) => lower > floor.value).map((floor) => floor.name);
  if (under.length === 0) {
    return floors.length === 0
      ? { kind: 'start', text: `${found}; it has no floors to compare with.` }
      : { kind: 'above', text: `Above every floor: ${found}, the highest floor is ${floors[0].name} ${headline(floors[0].value, isShare)}.` };
  }
  const bars = list(under.map((floor) => `${floor.name} ${headline(floor.value, isShare)}`));
  const rest = cleared.length === 0 ? 'It clears no floor.' : `It does clear ${list(cleared)}.`;
  return { kind: 'floor', text: `At its floor: ${found} is not clearly above ${bars}. ${rest}` };
}
