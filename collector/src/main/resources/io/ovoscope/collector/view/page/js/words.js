// What tasks, levels and floors are called and mean.

export const LEVELS = ['surface', 'morphology', 'context', 'syntax', 'semantics'];

const TASKS = {
  SentLen: 'how long the sentence is, in six bins',
  WC: 'which one of some mid-frequency words the sentence holds',
  UPOS: 'part of speech of the word',
  XPOS: 'fine part-of-speech tag of the word',
  NextPOS: 'tag of the next word, from this word’s state',
  PrevPOS: 'tag of the previous word, from this word’s state',
  DepRel: 'relation of the word to its head',
  DepArc: 'is the second word the head of the first?',
  ArcLabel: 'relation of a given arc',
  TreeDepth: 'depth of the sentence’s tree',
  TopDeps: 'relations of the root’s dependents, in order',
  BShift: 'were two neighbouring words swapped?',
  UUAS: 'edges of the tree found from distances of words',
  DSpr: 'rank correlation of tree distances with distances of words',
  Supersense: 'coarse sense of the word',
  Tense: 'tense of the main verb',
  SubjNum: 'number of the subject',
  ObjNum: 'number of the object',
  SOMO: 'was one noun or verb replaced?',
  CoordInv: 'were two coordinated clauses inverted?',
  GlossPOS: 'does the gloss define a noun, verb, adjective or adverb',
  GlossClass: 'which kind of noun the gloss defines',
};

export const describe = (task) => TASKS[task.name] ?? `a task on ${{ token: 'words', sentence: 'sentences', pair: 'pairs of words' }[task.input] ?? 'items'}`;

export const ITEMS = { token: 'words', sentence: 'sentences', pair: 'pairs' };

/** Floors in the order they are explained; `perLayer` ones belong to a layer, the others to the task. */
export const FLOORS = [
  { key: 'majority', name: 'majority', dash: [2, 3], means: 'always saying the commonest class' },
  { key: 'lexicon', name: 'lexicon', dash: [9, 3, 2, 3], means: 'saying each word’s most frequent tag, without looking at its sentence' },
  { key: 'bagOfWords', name: 'bag of words', dash: [9, 3, 2, 3], means: 'the same probe on counts of words' },
  { key: 'lengthOnly', name: 'length only', dash: [5, 2, 1, 2, 1, 2], means: 'the same probe on the sentence’s length alone' },
  { key: 'linearDistance', name: 'linear distance', dash: [9, 3, 2, 3], means: 'the distance of words in the sentence' },
  { key: 'untrained', name: 'untrained', dash: [8, 5], perLayer: true, means: 'the same probe on the untrained model, at step 0' },
  { key: 'control', name: 'control', dash: [3, 3], perLayer: true, curve: true, means: 'the same probe on random labels, one for each word: what it can learn by heart' },
];

/** The floors under the names that fit the run: what did not start from fresh weights has no untrained floor. */
export const floorName = (floor, baseline) => (floor.key === 'untrained' && baseline === 'first' ? 'first snapshot' : floor.name);

export const MEASURES = {
  accuracy: { label: 'accuracy', title: 'the curve’s own value' },
  gain: { label: 'gain over untrained', title: 'accuracy − the same layer’s accuracy at step 0, in points', signed: true },
  selectivity: { label: 'selectivity', title: 'accuracy − accuracy on the control task, in points', signed: true },
};

export const REASONS = {
  NON_FINITE: 'activations are not finite',
  NOT_PROBEABLE: 'the task cannot be probed',
  INCOMPLETE: 'rows of the layer are missing',
};

export const STATES = {
  running: ['running', 'training goes on'],
  finished: ['finished', 'training has ended'],
  silent: ['silent', 'nothing was heard for a while: training ended without a word, or is stuck'],
};
