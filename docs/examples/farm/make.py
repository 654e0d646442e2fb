#!/usr/bin/env python3
"""Writes the made-up treebank of this folder and ../animacy.tsv, the same every time: python3 docs/examples/farm/make.py"""
import random
from pathlib import Path

ANIMATE = """hen fox dog cat cow horse goat sheep duck goose pig owl crow hare badger calf lamb rooster donkey
farmer miller baker girl boy aunt uncle neighbour teacher sailor painter tailor nurse singer thief carpenter shepherd
gardener cousin doctor""".split()
INANIMATE = """barn bucket ladder gate fence stone basket kettle lamp table chair window roof bridge wagon plough hammer
rope candle mirror carpet bottle shovel saddle cradle bench chest pillar engine wheel clock stove pot jug broom wall
cottage anvil boat oven""".split()
EITHER = "bat crane mouse seal ram pike kite perch sole skate".split()  # an animal or a thing: only the context says
ACTS_ON = "paints carries repairs cleans hides sells borrows kicks finds measures".split()
MEETS = "greets watches follows fears likes".split()
LIVES = "sleeps waits sings listens laughs".split()
STANDS = "stands rots rusts breaks leans".split()
ADJECTIVES = "old small brown heavy quiet new strange lovely".split()
PLACES = "near behind beside".split()
TEMPLATES = [("animate", ACTS_ON, "inanimate"), ("animate", MEETS, "animate"), ("animate", LIVES, "place inanimate"),
             ("inanimate", STANDS, "place inanimate"), ("inanimate", STANDS, "place animate")]
NOUNS = {"animate": ANIMATE, "inanimate": INANIMATE}


def phrase(rng, kind, either):
    """A noun phrase as (form, tag, relation, animacy); its last word is its head, one of either kind as often as asked."""
    words = [(rng.choice(["the", "a"]), "DET", "det", "")]
    if rng.random() < 0.4:
        words.append((rng.choice(ADJECTIVES), "ADJ", "amod", ""))
    noun = rng.choice(EITHER if rng.random() < either else NOUNS[kind])
    words.append((noun, "NOUN", "", kind))
    if words[0][0] == "a" and words[1][0][0] in "aeiou":
        words[0] = ("an", "DET", "det", "")
    return words


def sentence(rng):
    """Words as (form, tag, head, relation, animacy), heads counted from 1."""
    subject_kind, verbs, rest = rng.choice(TEMPLATES)
    subject = phrase(rng, subject_kind, 0.1)
    verb = len(subject) + 1
    words = [(form, tag, len(subject), relation, kind) for form, tag, relation, kind in subject[:-1]]
    words.append((subject[-1][0], "NOUN", verb, "nsubj", subject_kind))
    words.append((rng.choice(verbs), "VERB", 0, "root", ""))
    placed = rest.startswith("place")
    other = phrase(rng, rest.split()[-1], 0.7)
    last = verb + placed + len(other)
    if placed:
        words.append((rng.choice(PLACES), "ADP", last, "case", ""))
    words += [(form, tag, last, relation, kind) for form, tag, relation, kind in other[:-1]]
    words.append((other[-1][0], "NOUN", verb, "obl" if placed else "obj", other[-1][3]))
    words.append((".", "PUNCT", verb, "punct", ""))
    first = words[0]
    return [(first[0].capitalize(), *first[1:])] + words[1:]


def conllu(name, sentences):
    lines = []
    for number, words in enumerate(sentences, 1):
        lines.append(f"# sent_id = {name}-{number:03}")
        lines.append("# text = " + " ".join(word[0] for word in words).replace(" .", "."))
        for index, (form, tag, head, relation, _) in enumerate(words, 1):
            lines.append("\t".join([str(index), form, "_", tag, "_", "_", str(head), relation, "_", "_"]))
        lines.append("")
    return "\n".join(lines) + "\n"


def main():
    rng = random.Random(1)
    made = []
    while len(made) < 800:
        words = sentence(rng)
        if words not in made:
            made.append(words)
    train, test = made[:400], made[400:]
    folder = Path(__file__).parent
    (folder / "farm-ud-train.conllu").write_text(conllu("farm-train", train), encoding="utf-8")
    (folder / "farm-ud-test.conllu").write_text(conllu("farm-test", test), encoding="utf-8")
    lines = ["# Is what the noun stands for alive? Sentence id, number of the word, label.", "# level: semantics", "# source: gold"]
    for number, words in enumerate(test, 1):
        for index, word in enumerate(words, 1):
            if word[4]:
                lines.append(f"farm-test-{number:03}\t{index}\t{word[4]}")
    (folder.parent / "animacy.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
