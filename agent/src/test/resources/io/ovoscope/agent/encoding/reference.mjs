// Makes the vocabularies and the golden files beside it. Run once, where they change:
//
//   npm install --ignore-scripts tokenizers@0.23.2 && node reference.mjs
//
// The answers are those of Hugging Face's tokenizers (Rust). The vocabularies are of our own making, trained here on sentences.tsv.
// A golden file has a sentence on a line, as JSON: its words, and the ids of each.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import assert from 'node:assert';

const require = createRequire(process.env.REFERENCE_HOME ? process.env.REFERENCE_HOME + '/' : import.meta.url);
const hf = require('tokenizers');
const here = new URL('.', import.meta.url);
const read = (name) => readFileSync(new URL(name, here), 'utf8');
const write = (name, text) => writeFileSync(new URL(name, here), text);

const own = read('sentences.tsv').trimEnd().split('\n').map((line) => line.split('\t'));

// Words of characters by chance, from all that may be hard.
let state = 20240607;
const random = (n) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};
const alphabet = [...'aeiostrnlwdASZ019', ...'éüñçğİı', ...'\u0301\u0308\u0323\u20dd', ...'.,;!?-_\'"/()&%+=<$^`', ...'今天好東の가학',
  ...'שלעאبتכ', ...'नम\u094d\u093f', '👍', '\u{1f3fd}', '\u200d', '👩', '\ufe0f', '\u20e3', '🇩', '🇪', '\u00ad', '²', '½', 'ﬁ', '𝔘'];
const chance = Array.from({ length: 400 }, () =>
  Array.from({ length: 1 + random(8) }, () =>
    Array.from({ length: 1 + random(7) }, () => alphabet[random(alphabet.length)]).join('')));
const sentences = [...own, ...chance];

// Byte pairs: as long as a pair stands twice, the most frequent one is joined.
const characterOf = (() => {
  const visible = (b) => (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
  let next = 256;
  return Array.from({ length: 256 }, (_, b) => String.fromCharCode(visible(b) ? b : next++));
})();
assert.deepEqual([...hf.byteLevelAlphabet()].sort(), [...characterOf].sort());
const preTokenizer = hf.byteLevelPreTokenizer(false);
const parts = new Map();
for (const words of own) {
  for (const [part] of preTokenizer.preTokenizeString(words.join(' '))) {
    parts.set(part, (parts.get(part) ?? 0) + 1);
  }
}
let spelled = [...parts].map(([part, count]) => ({ pieces: [...part], count }));
const merges = [];
while (merges.length < 500) {
  const counts = new Map();
  for (const { pieces, count } of spelled) {
    for (let i = 0; i + 1 < pieces.length; i++) {
      const pair = pieces[i] + ' ' + pieces[i + 1];
      counts.set(pair, (counts.get(pair) ?? 0) + count);
    }
  }
  const best = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0];
  if (!best || best[1] < 2) break;
  merges.push(best[0]);
  const [left, right] = best[0].split(' ');
  for (const word of spelled) {
    const joined = [];
    for (let i = 0; i < word.pieces.length; i++) {
      const hit = word.pieces[i] === left && word.pieces[i + 1] === right;
      joined.push(hit ? left + right : word.pieces[i]);
      if (hit) i++;
    }
    word.pieces = joined;
  }
}
const bytePairs = {};
for (const piece of [...characterOf, ...merges.map((pair) => pair.replace(' ', ''))]) {
  bytePairs[piece] ??= Object.keys(bytePairs).length;
}
write('bpe-vocab.json', JSON.stringify(bytePairs, null, 0) + '\n');
write('bpe-merges.txt', '#version: 0.2\n' + merges.join('\n') + '\n');

// Word pieces: every character of the text with and without ##, and what two words or more have in common.
const normalizers = {
  cased: hf.bertNormalizer({ cleanText: true, handleChineseChars: true, stripAccents: false, lowercase: false }),
  uncased: hf.bertNormalizer({ cleanText: true, handleChineseChars: true, stripAccents: true, lowercase: true }),
};
const found = new Map();
for (const normalizer of Object.values(normalizers)) {
  for (const words of own) {
    for (const [part] of hf.bertPreTokenizer().preTokenizeString(normalizer.normalizeString(words.join(' ')))) {
      const characters = [...part];
      for (let i = 0; i < characters.length; i++) {
        for (let j = i + 1; j <= Math.min(characters.length, i + 6); j++) {
          const piece = (i ? '##' : '') + characters.slice(i, j).join('');
          found.set(piece, (found.get(piece) ?? 0) + 1);
        }
      }
    }
  }
}
// Every fifth character is left out, so that there is something unknown.
const kept = [...found].sort().filter(([piece, count], i) => ([...piece.replace(/^##/, '')].length === 1 ? i % 5 : count > 3));
const wordPieces = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', ...kept.map(([piece]) => piece)];
write('wordpiece-vocab.txt', wordPieces.join('\n') + '\n');

async function golden(name, tokenizer, separator) {
  const lines = [];
  for (const words of sentences) {
    const ids = [];
    for (const [i, word] of words.entries()) {
      const text = (i ? separator : '') + word;
      ids.push((await tokenizer.encode(text, null, { addSpecialTokens: false })).getIds());
    }
    const whole = (await tokenizer.encode(words.join(' '), null, { addSpecialTokens: false })).getIds();
    // A sentence is its words, one after the other.
    assert.deepEqual(ids.flat(), whole, words.join(' '));
    lines.push(JSON.stringify({ words, ids }));
  }
  write(name, lines.join('\n') + '\n');
}

const vocabulary = Object.fromEntries(wordPieces.map((piece, id) => [piece, id]));
for (const [name, normalizer] of Object.entries(normalizers)) {
  const tokenizer = new hf.Tokenizer(hf.WordPiece.init(vocabulary, {
    unkToken: '[UNK]', continuingSubwordPrefix: '##', maxInputCharsPerWord: 100 }));
  tokenizer.setNormalizer(normalizer);
  tokenizer.setPreTokenizer(hf.bertPreTokenizer());
  await golden(`wordpiece-${name}.jsonl`, tokenizer, '');
}
const pairs = new hf.Tokenizer(hf.BPE.init(bytePairs, merges.map((pair) => pair.split(' '))));
pairs.setPreTokenizer(preTokenizer);
await golden('bpe.jsonl', pairs, ' ');
console.log(`${sentences.length} sentences, ${merges.length} merges, ${wordPieces.length} word pieces`);
