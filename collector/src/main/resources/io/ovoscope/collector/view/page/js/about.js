// How to read the page, and what the run is.

import { el } from './dom.js';
import { count, moment } from './format.js';
import { FLOORS, floorName } from './words.js';

const MARKS_ON_CHARTS = [
  ['▼ and a wash', 'a regression: from here on the task had lost ground; red where the model is to blame, orange where the probe is suspected'],
  ['▲', 'it recovered'],
  ['◆ dotted', 'data of the run was broken from here, or whole again (green)'],
  ['bar at the foot', 'the two snapshots between which half of the gain was reached, in the chosen layer or the best one'],
  ['pale band', 'the 95% set of cells for that, by bootstrap over sentences'],
  ['dotted, named', 'a later attempt of the training began here; what earlier attempts had from here on no longer counts and is not drawn'],
];

export function writeReading(section) {
  section.replaceChildren(
    el('p', {}, el('b', { text: 'How to read a curve. ' }),
      'A line is the accuracy of a probe, a small classifier trained on the frozen activations of one layer; its band is the 95% interval. '
      + 'The height alone says little: what matters is how far the band lies above the dashed floors. A line at its floor shows nothing that the labels, the words or an untrained network would not give as well; '
      + 'a band that leaves “untrained” behind was put there by training, and one above “lexicon” knows more than the word by itself.'),
    el('details', {}, el('summary', { text: 'What the marks on a chart are' }),
      el('dl', {}, ...MARKS_ON_CHARTS.flatMap(([name, means]) => [el('dt', { text: name }), el('dd', { text: means })]))),
    el('details', {}, el('summary', { text: 'What the floors are' }),
      el('dl', {}, ...FLOORS.flatMap((floor) => [el('dt', { text: floorName(floor, 'untrained') }), el('dd', { text: floor.means })]))));
  section.hidden = false;
}

/** What stands in the place of a probe set's fingerprint where the curves were made elsewhere. */
const IMPORTED = 'imported';

export function writeAbout(section, { manifest, layers, tasks }) {
  const facts = [
    ['model', manifest.model],
    ['tasks', tasks.map((task) => task.name).join(', ')],
    ...(manifest.probeSet === IMPORTED ? imported(layers) : watched(manifest, layers)),
    ...manifest.skippedTasks.map((task) => [`skipped: ${task.task}`, task.reason]),
  ];
  section.replaceChildren(el('h2', { id: 'about-title', text: 'This run' }),
    el('dl', {}, ...facts.flatMap(([name, value]) => [el('dt', { text: name }), el('dd', { text: String(value) })])));
  section.hidden = false;
}

function imported(layers) {
  return [
    ['layers', layers.map((layer) => layer.name).join(', ')],
    ['curves', 'imported: made elsewhere, without a probe set here'],
  ];
}

function watched(manifest, layers) {
  return [
    ['parameters', count(manifest.parameters)],
    ['layers', layers.map((layer) => `${layer.name} (${layer.width})`).join(', ')],
    ['schedule', manifest.schedule],
    ['encoder', manifest.encoder],
    ['a word’s row', manifest.pooling === 'last' ? 'the last of its pieces' : 'the mean of its pieces'],
    ['precision', manifest.precision],
    ['probe set', manifest.probeSet],
    ['attempt', manifest.attempt === 1 ? '1' : `${manifest.attempt}, resumed at step ${count(manifest.resumedAtStep)}`],
    ['began', moment(manifest.startedAt)],
    ['agent', manifest.agentVersion],
  ];
}
