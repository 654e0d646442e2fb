// What tasks, levels and floors are called and mean.

export const LEVELS = ['surface', 'morphology', 'context', 'syntax', 'semantics', 'geometry'];

/** How a task stands: no result yet, step 0 only or nothing to compare with, at a floor, above all of them, fallen. */
export const MARKS = { waiting: '…', start: '○', floor: '◐', above: '●', lost: '▼' };

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
  StructuralDistance: 'share of the tree’s edges found from distances between words (UUAS)',
  StructuralDepth: 'rank correlation of words’ lengths with their depth in the tree (NSpr)',
  Supersense: 'coarse sense of the word',
  Tense: 'tense of the main verb',
  SubjNum: 'number of the subject',
  ObjNum: 'number of the object',
  SOMO: 'was one noun or verb replaced?',
  CoordInv: 'were two coordinated clauses inverted?',
  GlossPOS: 'does the gloss define a noun, verb, adjective or adverb',
  GlossClass: 'which kind of noun the gloss defines',
  EffectiveRank: 'how many directions the layer’s rows fill (RankMe); a fall is a collapse',
  Anisotropy: 'mean cosine between the rows of different words; 1: all point one way',
  CkaPrevious: 'linear CKA with the snapshot before: 1 is no change but rotation and scale',
  CkaFirst: 'linear CKA with the first snapshot: how far the layer has come',
  CkaLayer0: 'linear CKA with layer 0 of the same snapshot: what the layer makes of the words',
};

/** Curves without labels. They are in no manifest: a run has them as soon as a point of them comes. */
export const GEOMETRY = ['EffectiveRank', 'Anisotropy', 'CkaPrevious', 'CkaFirst', 'CkaLayer0']
  .map((name) => ({ name, level: 'geometry', input: 'layer', source: 'none', classes: 0 }));

export const describe = (task) => TASKS[task.name] ?? `a task on ${{ token: 'words', sentence: 'sentences', pair: 'pairs of words' }[task.input] ?? 'items'}`;

export const ITEMS = { token: 'words', sentence: 'sentences', pair: 'pairs', layer: 'rows' };

/** Floors in the order they are explained; `perLayer` ones belong to a layer, the others to the task. */
export const FLOORS = [
  { key: 'majority', name: 'majority', dash: [2, 3], means: 'always saying the commonest class' },
  { key: 'lexicon', name: 'lexicon', dash: [9, 3, 2, 3], means: 'saying each word’s most frequent tag, without looking at its sentence' },
  { key: 'bagOfWords', name: 'bag of words', dash: [9, 3, 2, 3], means: 'the same probe on counts of words' },
  { key: 'lengthOnly', name: 'length only', dash: [5, 2, 1, 2, 1, 2], means: 'the same probe on the sentence’s length alone' },
  { key: 'linearDistance', name: 'linear distance', dash: [9, 3, 2, 3], means: 'the distance of words in the sentence' },
  { key: 'linearSpearman', name: 'word position', dash: [9, 3, 2, 3], scalar: true, means: 'the same correlation for the place of the word in the sentence' },
  { key: 'untrained', name: 'untrained', dash: [8, 5], perLayer: true, means: 'the same probe on the untrained model, at step 0' },
  { key: 'control', name: 'control', dash: [3, 3], perLayer: true, curve: true, means: 'the same probe on random labels, one for each word: what it can learn by heart' },
];

/** What a point may have besides its accuracy and floors, in the order it is listed. */
export const FIGURES = [
  { key: 'macroF1', name: 'macro-F1', kind: 'share', means: 'mean over classes of the harmonic mean of precision and recall' },
  { key: 'selectivity', name: 'selectivity', kind: 'points', means: 'accuracy − control' },
  { key: 'unseenAccuracy', name: 'unseen words', kind: 'share', n: 'unseenN', floor: 'unseenLexicon', floorName: 'lexicon', means: 'accuracy on words that never occur where the probe was trained' },
  { key: 'spearman', name: 'DSpr', kind: 'number', lower: 'spearmanLower', upper: 'spearmanUpper', n: 'spearmanN', means: 'rank correlation of distances, averaged over sentence lengths 5 to 50' },
  { key: 'linearSpearman', name: 'DSpr of word distance', kind: 'number', scalar: false, means: 'the same for the distance of words in the sentence: its floor' },
  { key: 'rootAccuracy', name: 'root found', kind: 'share', lower: 'rootLower', upper: 'rootUpper', n: 'rootN', floor: 'linearRoot', floorName: 'first word', means: 'sentences whose root has the least probed depth' },
  { key: 'codelength', name: 'code length', kind: 'bits', means: 'bits to send the labels by an online code (Voita and Titov 2020): ease of extraction' },
  { key: 'compression', name: 'compression', kind: 'times', means: 'uniform code length over code length; 1: nothing gained' },
  { key: 'conditional', name: 'over layer 0', kind: 'nats', lower: 'conditionalLower', upper: 'conditionalUpper', means: 'nats per item that layer 0 and this layer together gain over layer 0 alone (Hewitt et al. 2021)' },
  { key: 'l2', name: 'L2', kind: 'plain', means: 'strength of the penalty, chosen on the development part at the first snapshot and frozen' },
  { key: 'converged', name: 'converged', kind: 'truth', means: 'whether the probe’s training reached its optimum' },
  { key: 'iterations', name: 'iterations', kind: 'plain', means: 'of the optimiser' },
  { key: 'gradientNorm', name: 'gradient', kind: 'tiny', means: 'largest component of the mean loss’s gradient where it stopped' },
];

/** The floors under the names that fit the run: what did not start from fresh weights has no untrained floor. */
export const floorName = (floor, baseline) => (floor.key === 'untrained' && baseline === 'first' ? 'first snapshot' : floor.name);

export const MEASURES = {
  accuracy: { label: 'value', title: 'the curve’s own value' },
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
  imported: ['imported', 'the curves were made elsewhere'],
};
